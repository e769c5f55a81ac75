/// From which severity on findings make a run fail (`--fail-on`).
public enum FailureLimit: String, Hashable, Sendable, CaseIterable {
    case error, warning, note
    /// Findings never make a run fail.
    case never

    /// The least severity that fails; `nil` for never.
    public var severity: Severity? { Severity(rawValue: rawValue) }
}
