internal import PreflightModel

extension Int {
    /// The number in groups of three digits: `30,000,000`.
    var grouped: String {
        var text = ""
        for (index, digit) in String(magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (self < 0 ? "-" : "") + String(text.reversed())
    }

    /// The number with a noun: `1 frame`, `2 frames`.
    func of(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}

extension PixelSize {
    /// Such as `640 x 480 px`.
    var text: String { "\(width) x \(height) px" }

    /// Width divided by height to three digits, for reading only: verdicts never round.
    var ratioText: String {
        guard height > 0 else { return "without a ratio" }
        let thousandths = (width * 2000 + height) / (height * 2)
        guard thousandths % 1000 != 0 else { return "\(thousandths / 1000)" }
        var digits = String(thousandths % 1000)
        digits = String(repeating: "0", count: 3 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(thousandths / 1000).\(digits)"
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
        let parts = all.sorted { $0.side == .above && $1.side == .below }.map { bound in
            let word =
                switch (bound.side, bound.includesLimit) {
                case (.above, false): "more than"
                case (.above, true): "at least"
                case (.below, false): "less than"
                case (.below, true): "at most"
                }
            return "\(word) \(unit.text(bound.limit))"
        }
        return parts.isEmpty ? "anything" : parts.joined(separator: " and ") + unit.direction
    }
}
