/// What must be said of a fixture, written by hand.
struct Judgement {
    /// The verdict's name in a report.
    enum Verdict: String {
        case accepted
        case rejected
        case undecided
    }

    let verdict: Verdict
    let rules: [String]

    /// Accepted, though these warnings and notes are given.
    static func accepted(_ rules: String...) -> Judgement {
        Judgement(verdict: .accepted, rules: rules)
    }

    /// Rejected by at least one of these.
    static func rejected(_ rules: String...) -> Judgement {
        Judgement(verdict: .rejected, rules: rules)
    }

    /// Left open by these doubts.
    static func undecided(_ rules: String...) -> Judgement {
        Judgement(verdict: .undecided, rules: rules)
    }

    /// The two members that a truth file holds of it.
    var json: String {
        let names = rules.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
        return "\"rules\": [\(names)], \"verdict\": \"\(verdict.rawValue)\""
    }
}
