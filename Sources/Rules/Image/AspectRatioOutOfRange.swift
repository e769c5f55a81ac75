package import PreflightModel

/// An image too wide or too tall for the model.
package enum AspectRatioOutOfRange: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.standing.ratio == .outside, let size = media.image?.size else { return nil }
        return Defect(
            found: .ratio(size),
            accepted: .within(media.region.ratio.read(media.reading), .ratio),
            remedy: .cropOrPad(
                crop: media.region.crop(of: size),
                padding: media.region.padding(of: size)
            )
        )
    }

    package static let about = RuleDescription(
        name: "aspect-ratio-out-of-range",
        summary: "the image is too wide or too tall for the model",
        reason: "The provider checks the ratio after the job was accepted, and the job fails late.",
        evidence: Evidence(
            .machineRule,
            "the model page: validations of the image property",
            readings: Readings.ofLimits
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a banner", .picture(400, 150)),
        .bad("a column", .picture(150, 400)),
        .good("nearly two to one", .picture(299, 150)),
        .good("two to one, which is a rule of its own", .picture(300, 150)),
    ]
}
