package import PreflightModel

/// An image with more than one frame.
package enum AnimatedImage: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, image.isAnimated else { return nil }
        return Defect(found: .frames(image.frameCount), accepted: .oneFrame, remedy: .keepOneFrame)
    }

    package static let about = RuleDescription(
        name: "animated-image",
        summary: "the image is animated",
        reason: "Only one frame can be used, and nobody says which.",
        evidence: Evidence(.observed, "decoders take the first frame or the default image"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("two frames", .picture(frames: 2)),
        .good("one frame", .picture(frames: 1)),
    ]
}
