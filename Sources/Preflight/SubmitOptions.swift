public import PreflightModel
internal import Submission

/// How accepted payloads are submitted.
public struct SubmitOptions: Sendable {
    /// Where payloads are sent.
    public enum Target: Hashable, Sendable {
        /// The provider, with a token.
        case provider(token: String)
        /// A local imitation that runs as long as the submission does, and plays these scenarios.
        case sandbox(scenario: String? = nil)
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
    public var lint = LintOptions()
    /// Where payloads are sent.
    public var target: Target
    /// The path of the ledger; `nil` for the usual one, and for a sandbox a fresh one.
    public var ledger: String?
    /// How results are stored.
    public var results = ResultOptions()
    /// How long jobs are waited for, in seconds.
    public var longestWait = Self.usualWait
    /// Whether a payload that was submitted before is submitted once more.
    public var again = false
    /// Whether one payload that is not accepted keeps all from being submitted.
    public var allOrNothing = false
    /// From which severity on a finding keeps a payload from being submitted; an error always does.
    public var failOn = FailureLimit.error
    /// What the jobs may come to.
    public var ceilings = SpendingCeilings()
    /// How many jobs are under way at once.
    public var concurrency = Self.usualConcurrency
    /// How many seconds old the measurements of an image may be when its payload is sent; older ones
    /// are made again.
    public var longestAge = Self.usualAge
    /// How many seconds old measurements may be until their addresses are asked whether they still give
    /// the same.
    var trustedAge = 10
    /// Whether the plan is all that is made.
    public var isDryRun = false
    /// Whether jobs that are under way when the run is called off are cancelled at the provider.
    public var cancelsOnInterrupt = false
    /// What is told the plan, before ceilings are looked at and consent is asked for.
    public var show: @Sendable (SubmissionPlan) -> Void = { _ in }
    /// What may call the run off.
    public var control = RunControl()
    /// What is told about the jobs while they are under way.
    public var news: @Sendable (JobNews) -> Void = { _ in }

    /// How long jobs are waited for, unless it is said otherwise, in seconds.
    public static let usualWait = Int(PollPolicy.usualLimit.components.seconds)
    /// How many jobs are under way at once, unless it is said otherwise.
    public static let usualConcurrency = 4
    /// How old measurements may be, unless it is said otherwise, in seconds.
    public static let usualAge = 600

    /// Makes options; all but the target have defaults.
    public init(target: Target) { self.target = target }
}

/// How results are stored.
public struct ResultOptions: Hashable, Sendable {
    /// The folder for results.
    public var folder: String
    /// Hosts besides the provider's that results are taken from.
    public var hosts: [String]
    /// How files are called: a text with placeholders in braces.
    public private(set) var name: String

    /// The folder for results, unless it is said otherwise.
    public static let usualFolder = "results"
    /// How files are called, unless it is said otherwise.
    public static let usualName = "{request}"
    /// The placeholders of a name.
    public static let placeholders = ResultName.Placeholder.allCases.map { "{\($0.rawValue)}" }

    /// The placeholders with the usual choices.
    public init() {
        folder = Self.usualFolder
        hosts = []
        name = Self.usualName
    }

    /// Makes a choice; fails when the name has a placeholder that is not known.
    public init(folder: String, hosts: [String], name: String) throws(PreflightError) {
        guard ResultName(template: name) != nil else {
            let known = Self.placeholders.joined(separator: ", ")
            throw PreflightError(
                .usage,
                "\"\(name)\" is no name for results: placeholders are \(known)"
            )
        }
        self.folder = folder
        self.hosts = hosts
        self.name = name
    }

    /// The name as it was read.
    var template: ResultName { ResultName(template: name) ?? .usual }
}
