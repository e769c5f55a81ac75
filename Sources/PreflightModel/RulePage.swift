/// All that is told of a rule: what it says about itself, and what it says to examples.
public struct RulePage: Hashable, Sendable {
    /// An example with what the rule says to it.
    public struct Example: Hashable, Sendable {
        /// What the example shows.
        public let title: String
        /// What the rule objects to in it; nothing in a good one.
        public let defects: [Defect]

        /// Makes an example that the rule has judged.
        public init(title: String, defects: [Defect]) {
            self.title = title
            self.defects = defects
        }
    }

    /// What the rule says about itself.
    public let about: RuleDescription
    /// The examples in the rule's order.
    public let examples: [Example]

    /// Makes the page of a rule.
    public init(_ about: RuleDescription, examples: [Example]) {
        self.about = about
        self.examples = examples
    }
}
