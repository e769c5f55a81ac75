public import PreflightModel

/// How accepted payloads are submitted.
public struct SubmitOptions: Sendable {
    /// Where payloads are sent.
    public enum Target: Hashable, Sendable {
        /// The provider, with a token.
        case provider(token: String)
        /// A local imitation that runs as long as the submission does.
        case sandbox
        /// A local imitation that wrote this ready file.
        case runningSandbox(readyFile: String)

        /// Whether the target is a local imitation, where nothing costs money.
        public var isSandbox: Bool {
            switch self {
            case .provider: false
            case .sandbox, .runningSandbox: true
            }
        }
    }

    /// How payloads are judged first.
    public var lint: LintOptions
    /// Where payloads are sent.
    public var target: Target
    /// The path of the ledger; `nil` for the usual one, and for a sandbox a fresh one.
    public var ledger: String?
    /// The folder for results.
    public var results: String
    /// Whether a payload that was submitted before is submitted once more.
    public var again: Bool
    /// Whether one payload that is not accepted keeps all from being submitted.
    public var allOrNothing: Bool
    /// From which severity on a finding keeps a payload from being submitted; an error always does.
    public var failOn: FailureLimit
    /// What the jobs may come to.
    public var ceilings: SpendingCeilings

    /// Makes options; each left out has its default.
    public init(
        lint: LintOptions = LintOptions(),
        target: Target,
        ledger: String? = nil,
        results: String = "results",
        again: Bool = false,
        allOrNothing: Bool = false,
        failOn: FailureLimit = .error,
        ceilings: SpendingCeilings = SpendingCeilings()
    ) {
        self.lint = lint
        self.target = target
        self.ledger = ledger
        self.results = results
        self.again = again
        self.allOrNothing = allOrNothing
        self.failOn = failOn
        self.ceilings = ceilings
    }
}
