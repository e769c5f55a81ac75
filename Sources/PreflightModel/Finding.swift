/// The subject is wrong: one defect, in one place, found by one rule.
public struct Finding: Hashable, Sendable {
    /// The rule that objects.
    public let rule: RuleDescription
    /// How much it matters here.
    public let severity: Severity
    /// Where it is.
    public var place: Place
    /// What is wrong, as values.
    public let defect: Defect

    /// Makes a finding.
    public init(rule: RuleDescription, severity: Severity, place: Place, defect: Defect) {
        self.rule = rule
        self.severity = severity
        self.place = place
        self.defect = defect
    }
}

/// A check that could not be made.
///
/// Never a finding, never cached.
public struct Doubt: Hashable, Sendable {
    /// The rule that could not decide.
    public let rule: RuleDescription
    /// Where it is.
    public var place: Place
    /// What stood in the way, as values.
    public let defect: Defect

    /// Makes a doubt.
    public init(rule: RuleDescription, place: Place, defect: Defect) {
        self.rule = rule
        self.place = place
        self.defect = defect
    }
}

/// Something that was deliberately left unchecked.
public struct Skip: Hashable, Sendable {
    /// Why it was left.
    public enum Reason: String, Hashable, Sendable {
        /// The run was told not to use the network.
        case offline
        /// The schema holds a rule that this version does not know.
        case unevaluatedRule = "unevaluated-rule"
    }

    /// What was left: an address as it was written, or a rule of the schema.
    public let what: String
    /// Why it was left.
    public let reason: Reason
    /// Where it is named, when inside a payload.
    public let pointer: JSONPointer?

    /// Makes a record of something left unchecked.
    public init(_ what: String, reason: Reason, pointer: JSONPointer? = nil) {
        self.what = what
        self.reason = reason
        self.pointer = pointer
    }
}
