/// An exact rational number, such as the 2/5 that a schema writes as `0.4`.
///
/// It is compared by multiplying, never by dividing or rounding.
public struct Fraction: Hashable, Sendable {
    /// The part above the line, in lowest terms.
    public let numerator: Int64
    /// The part below the line, always positive.
    public let denominator: Int64

    /// Makes `numerator / denominator` in lowest terms; `nil` when the denominator is not positive, or
    /// a fraction has the smallest number above its line.
    public init?(_ numerator: Int64, over denominator: Int64) {
        guard denominator > 0, numerator != .min || denominator == 1 else { return nil }
        let divisor =
            denominator == 1
            ? 1 : max(1, Self.greatestCommonDivisor(abs(numerator), denominator))
        self.numerator = numerator / divisor
        self.denominator = denominator / divisor
    }

    /// Makes the whole number `value`.
    public init(_ value: Int) {
        numerator = Int64(value)
        denominator = 1
    }

    /// A whole number without a sign, which most numbers are, of at most 18 digits.
    private static func smallNumber(_ digits: some Collection<UInt8>) -> Int64? {
        guard let first = digits.first, digits.count <= 18 else { return nil }
        guard first != UInt8(ascii: "0") || digits.count == 1 else { return nil }
        var number: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return number
    }

    /// Reads a JSON number exactly, such as `0.4`, `-12` or `3e2`.
    ///
    /// `nil` when the text is no JSON number or does not fit in 64 bits on either side of the line.
    public init?(decimal text: some StringProtocol) {
        if let number = Self.smallNumber(text.utf8) {
            self.init(number, over: 1)
            return
        }
        var digits: Int64 = 0
        var scale = 0
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if isNegative { rest.removeFirst() }
        guard rest.first?.isASCIIDigit == true else { return nil }
        let mantissa = rest.prefix { $0.isASCIIDigit || $0 == "." }
        rest.removeFirst(mantissa.count)
        if let mark = rest.first {
            guard mark == "e" || mark == "E", let exponent = Int(rest.dropFirst()),
                (-40...40).contains(exponent)
            else { return nil }
            scale = exponent
        }
        let parts = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts[0] == "0" || parts[0].first != "0", parts.last?.isEmpty == false else {
            return nil
        }
        let tail = parts.count == 2 ? Self.withoutTrailingZeros(parts[1]) : ""
        // With the sign from the beginning: there is one more negative number than positive ones.
        for digit in String(parts[0]) + tail {
            guard let value = digit.wholeNumberValue else { return nil }
            let (shifted, overflow) = digits.multipliedReportingOverflow(by: 10)
            let (sum, overflowToo) = shifted.addingReportingOverflow(
                Int64(isNegative ? -value : value)
            )
            guard !overflow, !overflowToo else { return nil }
            digits = sum
        }
        scale -= tail.count
        while scale < 0, digits % 10 == 0, digits != 0 {
            digits /= 10
            scale += 1
        }
        guard let power = Self.powerOfTen(digits == 0 ? 0 : abs(scale)) else { return nil }
        if scale < 0 {
            self.init(digits, over: power)
        } else {
            let (product, overflow) = digits.multipliedReportingOverflow(by: power)
            guard !overflow else { return nil }
            self.init(product, over: 1)
        }
    }

    /// Whether the value has no fractional part.
    public var isWhole: Bool { denominator == 1 }

    /// The value times a whole number; `nil` on overflow.
    public func times(_ factor: Int64) -> Fraction? {
        let (product, overflow) = numerator.multipliedReportingOverflow(by: factor)
        return overflow ? nil : Fraction(product, over: denominator)
    }

    /// The sum of both; `nil` on overflow.
    public func adding(_ other: Fraction) -> Fraction? {
        let (left, first) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (right, second) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (sum, third) = left.addingReportingOverflow(right)
        let (below, fourth) = denominator.multipliedReportingOverflow(by: other.denominator)
        return first || second || third || fourth ? nil : Fraction(sum, over: below)
    }

    private static func withoutTrailingZeros(_ text: Substring) -> String {
        var text = text
        while text.last == "0" { text.removeLast() }
        return String(text)
    }

    private static func powerOfTen(_ exponent: Int) -> Int64? {
        guard exponent <= 18 else { return nil }
        return (0..<exponent).reduce(1) { product, _ in product * 10 }
    }

    private static func greatestCommonDivisor(_ first: Int64, _ second: Int64) -> Int64 {
        var (first, second) = (first, second)
        while second != 0 { (first, second) = (second, first % second) }
        return first
    }
}

extension Fraction: Comparable {
    /// Orders by value.
    public static func < (left: Fraction, right: Fraction) -> Bool {
        left.order(to: right.numerator, over: right.denominator) < 0
    }

    /// Negative, 0 or positive as the value is smaller than, equal to or larger than
    /// `numerator / denominator`, whose denominator is positive.
    ///
    /// Compares by cross-multiplication in 128 bits, so that nothing overflows.
    func order(to numerator: Int64, over denominator: Int64) -> Int {
        let left = self.numerator.multipliedFullWidth(by: denominator)
        let right = numerator.multipliedFullWidth(by: self.denominator)
        if left.high != right.high { return left.high < right.high ? -1 : 1 }
        if left.low != right.low { return left.low < right.low ? -1 : 1 }
        return 0
    }
}

extension Fraction: CustomStringConvertible {
    /// The shortest decimal if there is a finite one, else `a/b`.
    public var description: String {
        guard !isWhole else { return "\(numerator)" }
        var power: Int64 = 1
        for places in 1...18 {
            power *= 10
            guard power % denominator == 0 else { continue }
            let (scaled, overflow) = abs(numerator).multipliedReportingOverflow(
                by: power / denominator
            )
            guard !overflow else { break }
            let fraction = String(scaled % power)
            let padding = String(repeating: "0", count: places - fraction.count)
            return (numerator < 0 ? "-" : "") + "\(scaled / power).\(padding)\(fraction)"
        }
        return "\(numerator)/\(denominator)"
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
