internal import PreflightModel

/// The provider's rules on media: `<metric><operator>` with a number.
struct ValidationGrammar {
    private var bounds: [Metric: [Bound]] = [:]

    private enum Metric: String, CaseIterable {
        case width = "width_pixels"
        case height = "height_pixels"
        case ratio = "width/height"
        case size = "file_size_mb"
    }

    // The provider's own client takes 1 MB as 1,000,000 bytes; nothing that it publishes says so,
    // and 1,048,576 is the other common reading.
    private static let megabyte: Int64 = 1_000_000
    private static let binaryMegabyte: Int64 = 1_048_576

    /// Adds one rule; `false` when the rule or its number is not understood.
    mutating func add(_ rule: String, value: Node?) -> Bool {
        let number = value?.number ?? value?.text.flatMap { Fraction(decimal: $0) }
        guard let metric = Metric.allCases.first(where: { rule.hasPrefix($0.rawValue) }),
            let side = Self.side(rule.dropFirst(metric.rawValue.count)), let number,
            let bound = Self.bound(metric, side, number)
        else { return false }
        bounds[metric, default: []].append(bound)
        return true
    }

    /// What all rules together accept.
    var region: AllowedRegion {
        AllowedRegion(
            width: Bounds(bounds[.width] ?? []),
            height: Bounds(bounds[.height] ?? []),
            ratio: Bounds(bounds[.ratio] ?? []),
            bytes: Bounds(bounds[.size] ?? [])
        )
    }

    private static func side(_ text: Substring) -> Bound.Side? {
        switch text {
        case "<": .below
        case ">": .above
        default: nil
        }
    }

    // The provider's messages read inclusive for pixels and ratios, and strict for the size.
    private static func bound(_ metric: Metric, _ side: Bound.Side, _ number: Fraction) -> Bound? {
        guard metric == .size else { return Bound(side, number) }
        guard let bytes = number.times(megabyte), let more = number.times(binaryMegabyte) else {
            return nil
        }
        return Bound(
            side,
            bytes,
            generousLimit: side == .below ? more : bytes,
            generousIncludesLimit: side == .above
        )
    }
}
