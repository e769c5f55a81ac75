internal import Foundation
internal import PreflightModel
internal import Synchronization

/// What a person reads on standard error while jobs are under way, and which go on afterwards.
final class JobWatch: Sendable {
    private struct State {
        /// Names of the jobs that go on at the provider.
        var unfinished: [String] = []
    }

    private let isQuiet: Bool
    private let ledger: String?
    private let state = Mutex(State())

    init(isQuiet: Bool, ledger: String?) {
        self.isQuiet = isQuiet
        self.ledger = ledger
    }

    /// Tells the news; what nobody else knows is told always.
    func tell(_ news: JobNews) {
        switch news {
        case .unrecorded: Terminal.say(news.words)
        case .status, .stored, .accepted, .asksToWait:
            if !isQuiet { Terminal.say(news.words) }
        }
    }

    /// Notes how a job was left.
    func note(_ report: SubmissionReport?) {
        guard let report, [.running, .completed].contains(report.state),
            let id = report.requestID
        else { return }
        state.withLock { $0.unfinished.append(id) }
    }

    /// Names the jobs that go on, and how to come back to them.
    func end() {
        let unfinished = state.withLock { $0.unfinished }
        guard !unfinished.isEmpty else { return }
        let place = ledger.map { " --ledger \($0)" } ?? ""
        Terminal.say(
            "\(unfinished.count) job\(unfinished.count == 1 ? " is" : "s are") not done with: "
                + unfinished.joined(separator: " ")
                + "\n  go on with them: preflight jobs resume\(place)"
        )
    }
}
