/// Why the process ends with the code that it ends with.
///
/// The same for every verb.
public enum ExitReason: Int32, Hashable, Sendable, CaseIterable {
    /// Everything that was asked for was done.
    case done = 0
    /// Findings at or above `--fail-on`, or a submitted job ended failed or cancelled.
    case findings = 1
    /// An unknown flag, key, rule or model, or a configuration that cannot be read.
    case usage = 2
    /// An input is missing or unreadable, nothing was checked, or a doubt remained.
    case incomplete = 3
    /// Refused before spending: no consent, a ceiling, or the balance is exhausted.
    case refused = 5
    /// A submission may have been accepted, and nobody can tell.
    case outcomeUnknown = 6
    /// The model API cannot be reached.
    case unavailable = 69
    /// A defect of this program.
    case internalError = 70
    /// The model API asks to try later, or time ran out.
    case tryLater = 75
    /// The model API does not accept the token.
    case authentication = 77
    /// Interrupted from the keyboard.
    case interrupted = 130
    /// The reader of the output went away.
    case readerGone = 141
    /// Told to end.
    case terminated = 143

    /// The one that decides when several apply.
    public init(of reasons: some Sequence<ExitReason>) {
        let present = Set(reasons)
        self = Self.precedence.first { present.contains($0) } ?? .done
    }

    private static let precedence: [ExitReason] = [
        .internalError, .outcomeUnknown, .interrupted, .terminated, .usage, .authentication,
        .refused, .unavailable, .tryLater, .findings, .incomplete, .readerGone,
    ]

    /// The reason as the last line of human output says it.
    public var sentence: String {
        switch self {
        case .done: "done"
        case .findings: "findings at or above the limit of --fail-on, or a job that did not succeed"
        case .usage: "usage or configuration error"
        case .incomplete: "incomplete: something could not be checked"
        case .refused: "refused before spending"
        case .outcomeUnknown: "the outcome of a submission is unknown: never repeat it blindly"
        case .unavailable: "the model API cannot be reached"
        case .internalError: "internal error"
        case .tryLater: "the model API asks to try later, or time ran out"
        case .authentication: "the model API does not accept the token"
        case .interrupted: "interrupted"
        case .readerGone: "the reader of the output went away"
        case .terminated: "terminated"
        }
    }
}
