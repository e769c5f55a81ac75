package import PreflightModel

/// An image narrower or wider than the model accepts.
package enum WidthOutOfRange: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.standing.width == .outside, let width = media.image?.size.width else {
            return nil
        }
        return Defect(
            found: .pixelsWide(width),
            accepted: .within(media.region.width.read(media.reading), .pixelsWide),
            remedy: .resize(media.region.width, .pixelsWide)
        )
    }

    package static let about = RuleDescription(
        name: "width-out-of-range",
        summary: "the image is narrower or wider than the model accepts",
        reason: "The provider checks the width after the job was accepted, and the job fails late.",
        evidence: Evidence(
            .machineRule,
            "the model page: validations of the image property",
            readings: Readings.ofLimits
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("one pixel less than the limit", .picture(99, 150)),
        .bad("one pixel more than the limit", .picture(201, 150)),
        .good("between the limits", .picture(150, 150)),
        .good("on the limit, which is a rule of its own", .picture(200, 150)),
    ]
}
