/// The permanent name of a rule, such as `aspect-ratio-out-of-range`.
///
/// A name states the defect, never the remedy, and is never used again for another one. It can
/// only be written as a literal, so no text of a run can pose as a rule.
public struct RuleName: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The name as it is printed.
    public let text: String

    /// Makes the name that the literal spells.
    public init(stringLiteral text: StaticString) { self.text = text.description }
}

extension RuleName: Comparable, CustomStringConvertible {
    /// The name as it is printed.
    public var description: String { text }

    /// Orders names as their texts.
    public static func < (left: RuleName, right: RuleName) -> Bool { left.text < right.text }
}
