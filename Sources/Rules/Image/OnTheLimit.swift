package import PreflightModel

/// An image that only the inclusive reading of the provider's limits accepts.
package enum OnTheLimit: MediaRule {
    package static func defects(in media: MediaCase) -> [Defect] {
        var defects: [Defect] = []
        func judge(
            _ standing: Bound.Standing?,
            _ bounds: @autoclosure () -> Bounds,
            _ unit: Unit,
            found: @autoclosure () -> Measure
        ) {
            guard standing == .onTheLimit else { return }
            let bounds = bounds()
            defects.append(
                Defect(
                    found: found(),
                    accepted: .within(bounds, unit),
                    remedy: .leaveTheLimit(bounds, unit, hasAccepted: media.reading == .inclusive),
                    severity: media.reading == .inclusive ? .warning : nil
                )
            )
        }
        if let size = media.image?.size {
            let width = media.region.width.standing(of: size.width)
            let height = media.region.height.standing(of: size.height)
            let ratio = media.region.ratio.standing(ofRatio: size)
            judge(width, media.region.width, .pixelsWide, found: .pixelsWide(size.width))
            judge(height, media.region.height, .pixelsHigh, found: .pixelsHigh(size.height))
            judge(ratio, media.region.ratio, .ratio, found: .ratio(size))
        }
        if let bytes = media.facts.bytes {
            let standing = media.region.bytes.standing(of: bytes)
            judge(standing, media.region.bytes, .bytes, found: .bytes(bytes))
        }
        return defects
    }

    package static func defect(in media: MediaCase) -> Defect? { defects(in: media).first }

    package static let about = RuleDescription(
        name: "on-the-limit",
        summary: "the image lies on a limit that the provider's documents read in two ways",
        reason: """
            The operators are strict, while the messages for width, height and ratio read \
            inclusive and nobody defines MB. Only the generous reading accepts this image.
            """,
        evidence: Evidence(
            .machineRule,
            "the model page: operators against messages of the same validations",
            readings: Readings.ofLimits + Readings.ofSizes.prefix(4)
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("exactly as wide as the limit", .picture(200, 150)),
        .bad("exactly two to one", .picture(180, 90)),
        .bad("more than the decimal megabyte, less than the binary", .picture(bytes: 1000)),
        .good("one pixel inside", .picture(199, 150)),
        .good("outside by every reading, which is a rule of its own", .picture(201, 150)),
    ]
}
