package import PreflightModel

/// A name that promises another format than the bytes have.
package enum ExtensionMismatch: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, let promised = media.facts.promisedFormat,
            promised != image.format
        else { return nil }
        let text = media.facts.nameExtension ?? ""
        return Defect(
            found: .fileExtension(text, image.format),
            accepted: .extensions(image.format.extensions),
            remedy: .rename(image.format.extensions[0])
        )
    }

    package static let about = RuleDescription(
        name: "extension-mismatch",
        summary: "the name promises another format than the bytes have",
        reason: "A server that derives the type from the name announces the wrong one.",
        evidence: Evidence(.observed, "bytes that do not match the declared type were refused"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a JPEG named .png", .picture(format: .jpeg, named: "picture.png")),
        .good("a JPEG named .jpeg", .picture(format: .jpeg, named: "picture.JPEG")),
        .good("a name without a known extension", .picture(named: "picture.final")),
    ]
}
