/// What a rule says about itself: its page, its message and its place in the order of severity.
public struct RuleDescription: Hashable, Sendable {
    /// What the rule gives when it objects.
    public enum Objection: Hashable, Sendable {
        /// The subject is wrong.
        case finding(Severity)
        /// A check could not be made.
        case doubt
    }

    /// The permanent name.
    public let name: RuleName
    /// The defect in one clause, lower case and without a full stop: the message of each finding.
    public let summary: String
    /// What the defect costs the author of the job.
    public let reason: String
    /// Why the rule exists.
    public let evidence: Evidence
    /// What the rule gives when it objects.
    public let objection: Objection

    /// Describes a rule.
    public init(
        name: RuleName,
        summary: String,
        reason: String,
        evidence: Evidence,
        objection: Objection
    ) {
        self.name = name
        self.summary = summary
        self.reason = reason
        self.evidence = evidence
        self.objection = objection
    }
}
