package import PreflightModel

/// An image lower or higher than the model accepts.
package enum HeightOutOfRange: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.standing.height == .outside, let height = media.image?.size.height else {
            return nil
        }
        return Defect(
            found: .pixelsHigh(height),
            accepted: .within(media.region.height.read(media.reading), .pixelsHigh),
            remedy: .resize(media.region.height, .pixelsHigh)
        )
    }

    package static let about = RuleDescription(
        name: "height-out-of-range",
        summary: "the image is lower or higher than the model accepts",
        reason:
            "The provider checks the height after the job was accepted, and the job fails late.",
        evidence: Evidence(
            .machineRule,
            "the model page: validations of the image property",
            readings: Readings.ofLimits
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("one pixel less than the limit", .picture(150, 99)),
        .bad("one pixel more than the limit", .picture(150, 201)),
        .good("between the limits", .picture(150, 150)),
        .good("on the limit, which is a rule of its own", .picture(150, 200)),
    ]
}
