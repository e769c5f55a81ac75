package import PreflightModel

/// An image that can be transparent somewhere.
package enum TransparentImage: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, image.hasAlpha else { return nil }
        return Defect(found: .transparency, accepted: .opaque, remedy: .flatten)
    }

    package static let about = RuleDescription(
        name: "transparent-image",
        summary: "the image can be transparent",
        reason: "A video has none: what is transparent turns black or takes a hidden colour.",
        evidence: Evidence(.observed, "users report that alpha turns black"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("an alpha channel", .picture(hasAlpha: true)),
        .good("opaque", .picture()),
    ]
}
