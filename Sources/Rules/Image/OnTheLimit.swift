package import PreflightModel

/// An image that only the inclusive reading of the provider's limits accepts.
package enum OnTheLimit: MediaRule {
    package static func defects(in media: MediaCase) -> [Defect] {
        let standing = media.standing
        guard standing.isOnALimit else { return [] }
        var defects: [Defect] = []
        func judge(_ standing: Bound.Standing?, _ bounds: Bounds, _ unit: Unit, _ found: Measure) {
            guard standing == .onTheLimit else { return }
            defects.append(
                Defect(
                    found: found,
                    accepted: .within(bounds, unit),
                    remedy: .leaveTheLimit(bounds, unit, hasAccepted: media.reading == .inclusive),
                    severity: media.reading == .inclusive ? .warning : nil
                )
            )
        }
        let region = media.region
        if let size = media.image?.size {
            judge(standing.width, region.width, .pixelsWide, .pixelsWide(size.width))
            judge(standing.height, region.height, .pixelsHigh, .pixelsHigh(size.height))
            judge(standing.ratio, region.ratio, .ratio, .ratio(size))
        }
        if let bytes = media.facts.bytes {
            judge(standing.bytes, region.bytes, .bytes, .bytes(bytes))
        }
        return defects
    }

    package static func defect(in media: MediaCase) -> Defect? {
        media.standing.isOnALimit ? defects(in: media).first : nil
    }

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

extension Standings {
    fileprivate var isOnALimit: Bool {
        width == .onTheLimit || height == .onTheLimit || ratio == .onTheLimit
            || bytes == .onTheLimit
    }
}
