internal import PreflightModel

extension Int {
    /// The number in groups of three digits: `30,000,000`.
    package var grouped: String {
        guard magnitude >= 1000 else { return "\(self)" }
        let group = String(magnitude % 1000)
        let zeros = String(repeating: "0", count: 3 - group.utf8.count)
        return (self / 1000).grouped + "," + zeros + group
    }

    /// The number with a noun: `1 frame`, `2 frames`.
    func of(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}

extension PixelSize {
    /// Such as `640 x 480 px`.
    var text: String { "\(width) x \(height) px" }

    /// Width divided by height to five digits, for reading only: verdicts never round.
    ///
    /// No picture up to 20,000 px high that is not at a limit such as 0.4 is rounded to it.
    var ratioText: String {
        guard height > 0 else { return "without a ratio" }
        let rounded = (width * 200_000 + height) / (height * 2)
        guard rounded % 100_000 != 0 else { return "\(rounded / 100_000)" }
        var digits = String(rounded % 100_000)
        digits = String(repeating: "0", count: 5 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(rounded / 100_000).\(digits)"
    }
}

extension Unit {
    /// The value with the unit's own spelling.
    func text(_ value: Fraction) -> String {
        switch self {
        case .pixelsWide, .pixelsHigh: "\(value) px"
        case .bytes: value.isWhole ? "\(Int(value.numerator).grouped) bytes" : "\(value) bytes"
        case .characters: value == Fraction(1) ? "1 character" : "\(value) characters"
        case .items: value == Fraction(1) ? "1 element" : "\(value) elements"
        case .ratio, .plain: "\(value)"
        }
    }

    /// What a person says after a size in this unit.
    var direction: String {
        switch self {
        case .pixelsWide: " wide"
        case .pixelsHigh: " high"
        case .ratio, .bytes, .characters, .items, .plain: ""
        }
    }
}

extension Bounds {
    /// Such as `more than 300 px and less than 6000 px`.
    func text(_ unit: Unit) -> String {
        var text = ""
        for side in [Bound.Side.above, .below] {
            for bound in all where bound.side == side {
                if !text.isEmpty { text += " and " }
                switch (side, bound.includesLimit) {
                case (.above, false): text += "more than "
                case (.above, true): text += "at least "
                case (.below, false): text += "less than "
                case (.below, true): text += "at most "
                }
                text += unit.text(bound.limit)
            }
        }
        return text.isEmpty ? "anything" : text + unit.direction
    }
}
