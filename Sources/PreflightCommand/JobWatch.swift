internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Synchronization

/// What a person reads on standard error while jobs are under way, and what is left to do afterwards.
final class JobWatch: Sendable {
    private struct State {
        /// Names of the jobs that go on at the provider.
        var unfinished: [String] = []
        /// Names of the jobs that were accepted and of which nothing was reported yet.
        var underWay: [String] = []
        /// Rows of the ledger whose outcome nobody knows, with the names that only we know.
        var unknown: [(row: Int64, requestID: String?)] = []
    }

    private let isQuiet: Bool
    /// The option that names the ledger, and those that a command needs to go on with its jobs; `nil`
    /// when the ledger is forgotten with the run.
    private let options: (ledger: String, all: String)?
    private let state = Mutex(State())

    /// Watches the jobs of a ledger at a target; `isForgotten` when both go with the run.
    init(
        isQuiet: Bool,
        ledger: String?,
        target: TargetArguments,
        following: FollowingArguments? = nil,
        isForgotten: Bool = false
    ) {
        self.isQuiet = isQuiet
        func option(_ name: String, _ value: String?) -> String {
            value.map { " \(name) \(Self.quoted($0))" } ?? ""
        }
        let place = option("--ledger", ledger)
        func changed(_ value: String?, from usual: String) -> String? {
            value == usual ? nil : value
        }
        let rest = [
            option("--sandbox-at", target.sandboxAt), option("--token-file", target.tokenFile),
            option("--results", changed(following?.results, from: ResultOptions.usualFolder)),
            option("--name", changed(following?.name, from: ResultOptions.usualName)),
        ]
        let hosts = (following?.resultHosts ?? []).map { option("--result-host", $0) }
        options = isForgotten ? nil : (place, place + (rest + hosts).joined())
    }

    /// A word as a shell takes it.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.allSatisfy { character in
            character.isASCII
                && (character.isLetter || character.isNumber || "/._-+=:@".contains(character))
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// Tells the news; what nobody else knows is told always.
    func tell(_ news: JobNews) {
        if case .accepted(_, let id) = news { state.withLock { $0.underWay.append(id) } }
        switch news {
        case .unrecorded: Terminal.say(news.words)
        case .status, .stored, .accepted, .asksToWait:
            if !isQuiet { Terminal.say(news.words) }
        }
    }

    /// Which jobs are not done with.
    enum Noted: Sendable {
        /// Also those that have completed, as long as their results are not here.
        case all
        case unfinished
    }

    /// Notes how a job was left.
    func note(_ report: SubmissionReport?, _ noted: Noted = .all) {
        guard let report, let row = report.ledgerID else { return }
        state.withLock { state in
            state.underWay.removeAll { $0 == report.requestID }
            switch report.state {
            case .completed where noted == .unfinished: break
            case .running, .completed:
                if let id = report.requestID { state.unfinished.append(id) }
            case .outcomeUnknown: state.unknown.append((row, report.requestID))
            case .notSubmitted, .refused, .downloaded, .failed, .cancelled: break
            }
        }
    }

    /// Names what is left to do, and the commands for it.
    func end() {
        guard let options else { return }
        let state = state.withLock { $0 }
        let unfinished = state.unfinished + state.underWay
        if !unfinished.isEmpty {
            let count = unfinished.count
            Terminal.say(
                "\(count) job\(count == 1 ? " is" : "s are") not done with: "
                    + unfinished.joined(separator: " ")
                    + "\n  go on with them: preflight jobs resume\(options.all)"
            )
        }
        guard !state.unknown.isEmpty else { return }
        let lines = state.unknown.map { row, id in
            "  preflight jobs settle \(row)\(options.ledger) "
                + (id.map { "--request-id \($0)" } ?? "--request-id NAME, or --not-sent")
        }
        Terminal.say(
            "nobody knows whether these were accepted; look them up at the provider, then:\n"
                + lines.joined(separator: "\n")
        )
    }
}
