/// How the judgement of a subject, or of a whole run, ended.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Every check was made and passed.
    case accepted
    /// At least one finding is an error.
    case rejected
    /// No error, but at least one doubt, or something was left unchecked.
    case undecided

    /// The verdict of several: one rejected rejects, else one undecided leaves all undecided.
    public init(of verdicts: some Sequence<Verdict>) {
        var result = Verdict.accepted
        for verdict in verdicts where result != .rejected && verdict != .accepted {
            result = verdict
        }
        self = result
    }
}
