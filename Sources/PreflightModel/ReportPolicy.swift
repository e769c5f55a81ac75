/// Which findings a report of a lint tells, and how much they matter there.
///
/// It changes reports and the code that lint ends with, never what may be submitted. Doubts are never
/// left out: a check that could not be made stays to be made.
public struct ReportPolicy: Hashable, Sendable {
    /// The names of the only rules whose findings are told; `nil` for all.
    public var selected: Set<String>?
    /// The names of rules whose findings are not told.
    public var ignored: Set<String>
    /// Severities other than the rules' own, by the names of rules.
    public var severities: [String: Severity]
    /// Findings that somebody decided to leave alone.
    public var suppressions: [Suppression]
    /// The folder that the paths of suppressions are relative to, absolute.
    public var folder: String
    /// The day on which the report is made, as in `2026-11-30`.
    public var today: String

    /// Makes a policy; the one without arguments tells everything.
    public init(
        selected: Set<String>? = nil,
        ignored: Set<String> = [],
        severities: [String: Severity] = [:],
        suppressions: [Suppression] = [],
        folder: String = "/",
        today: String = ""
    ) {
        self.selected = selected
        self.ignored = ignored
        self.severities = severities
        self.suppressions = suppressions
        self.folder = folder
        self.today = today
    }

    /// Whether everything is told as the rules give it.
    public var isPlain: Bool {
        selected == nil && ignored.isEmpty && severities.isEmpty && suppressions.isEmpty
    }

    /// Whether findings of a rule are told unless they are suppressed.
    public func tells(_ rule: RuleName) -> Bool {
        !ignored.contains(rule.text) && selected?.contains(rule.text) ?? true
    }
}

/// A decision to leave the findings of a rule alone in some files, with its reason.
public struct Suppression: Hashable, Sendable {
    /// What it covers.
    public enum Scope: Hashable, Sendable {
        /// Files whose path fits a pattern of a shell.
        case paths(String)
        /// An image with these bytes: SHA-256 in lower-case hexadecimal digits.
        case sha256(String)
    }

    /// The name of the rule.
    public let rule: String
    /// What it covers.
    public let scope: Scope
    /// Why, in the words of who decided.
    public let reason: String
    /// The last day on which it holds, as in `2026-11-30`; `nil` for ever.
    public let expires: String?
    /// Where it is written.
    public let place: Place

    /// Makes a decision.
    public init(
        rule: String,
        scope: Scope,
        reason: String,
        expires: String? = nil,
        place: Place = Place()
    ) {
        self.rule = rule
        self.scope = scope
        self.reason = reason
        self.expires = expires
        self.place = place
    }

    /// Whether it does not hold any more on a day.
    public func hasExpired(on day: String) -> Bool { expires.map { $0 < day } ?? false }
}

/// A finding that is not told among the others, and why.
public struct LeftOut: Hashable, Sendable {
    /// The finding.
    public let finding: Finding
    /// Why a person left it alone; `nil` when its rule was not asked for.
    public let reason: String?

    /// Makes a record of a finding that is left out.
    public init(_ finding: Finding, reason: String?) {
        self.finding = finding
        self.reason = reason
    }
}
