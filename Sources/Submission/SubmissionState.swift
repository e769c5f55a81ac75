package import Ledger
package import PreflightModel

/// The life of one submission.
///
/// It does no input or output: each event returns the one effect to carry out after the new state
/// is in the ledger.
package struct SubmissionState: Hashable, Sendable {
    /// How far the submission came.
    package enum Phase: Hashable, Sendable {
        case intent
        case sending
        case notSent
        case refused
        case outcomeUnknown
        case submitted(RequestID)
        case queued(RequestID)
        case running(RequestID)
        case completed(RequestID)
        case failed(RequestID)
        case cancelled(RequestID)
        case downloaded(RequestID)
    }

    /// What is to be done next.
    package enum Effect: Hashable, Sendable {
        /// Send the request; its last byte waits for ``SubmissionState/releasing()``.
        case post
        /// Let the last byte go.
        case release
        /// Ask how the job is.
        case poll(RequestID)
        /// Ask for the results and store them.
        case download(RequestID)
        /// Nothing: the submission is over.
        case stop
    }

    /// How far the submission came.
    package private(set) var phase = Phase.intent

    /// Begins with a row of the ledger in the state `intent`.
    package init() {}

    /// Goes on with a job that the provider accepted in an earlier run; `nil` when there is nothing
    /// to go on with.
    package init?(resuming entry: LedgerEntry) {
        guard let id = entry.requestID.flatMap({ RequestID($0) }) else { return nil }
        switch entry.state {
        case .submitted: phase = .submitted(id)
        case .queued: phase = .queued(id)
        case .running: phase = .running(id)
        // Results that are not on this machine any more are fetched again.
        case .completed, .downloaded: phase = .completed(id)
        case .intent, .sending, .notSent, .refused, .outcomeUnknown, .failed, .cancelled: return nil
        }
    }

    /// The first effect.
    package var start: Effect {
        switch phase {
        case .intent: .post
        case .submitted(let id), .queued(let id), .running(let id): .poll(id)
        case .completed(let id): .download(id)
        case .sending, .notSent, .refused, .outcomeUnknown, .failed, .cancelled, .downloaded: .stop
        }
    }

    /// All but the last byte of the request left.
    package mutating func releasing() -> Effect {
        guard phase == .intent else { return .stop }
        phase = .sending
        return .release
    }

    /// The answer to the request came, or the request was lost.
    package mutating func answered(_ answer: PostAnswer) -> Effect {
        guard phase == .intent || phase == .sending else { return .stop }
        switch answer {
        case .accepted(let id):
            phase = .submitted(id)
            return .poll(id)
        case .refused: phase = .refused
        case .lost:
            // Before the last byte left, nobody can have accepted anything.
            phase = phase == .intent ? .notSent : .outcomeUnknown
        }
        return .stop
    }

    /// The provider told how the job is.
    package mutating func polled(_ status: JobStatus) -> Effect {
        let id: RequestID
        switch phase {
        case .submitted(let name), .queued(let name), .running(let name): id = name
        case .intent, .sending, .notSent, .refused, .outcomeUnknown, .completed, .failed,
            .cancelled, .downloaded:
            return .stop
        }
        switch status {
        case .waiting: phase = .queued(id)
        case .running: phase = .running(id)
        // A word that nobody knows says nothing but that the job has not ended.
        case .other: break
        case .completed:
            phase = .completed(id)
            return .download(id)
        case .failed:
            phase = .failed(id)
            return .stop
        case .cancelled:
            phase = .cancelled(id)
            return .stop
        }
        return .poll(id)
    }

    /// The results are on this machine.
    package mutating func stored() -> Effect {
        if case .completed(let id) = phase { phase = .downloaded(id) }
        return .stop
    }
}

/// What the provider said to a submission.
package enum PostAnswer: Hashable, Sendable {
    /// It accepted the job.
    case accepted(RequestID)
    /// It refused the job: nothing is charged.
    case refused(Refusal)
    /// No usable answer came.
    case lost(reason: String)
}

/// Why the provider refused.
package struct Refusal: Hashable, Sendable, Error {
    /// What kind of refusal it is.
    package enum Kind: Hashable, Sendable {
        case authentication, balance, input
        /// What was asked for is not there, or not any more.
        case gone
        case later, unavailable
    }

    package let kind: Kind
    /// The provider's words, or ours when it gave none.
    package let message: String
    /// How long the provider asks to wait before the next call.
    package let retryAfter: Duration?
    /// What it objects to, property by property, where it says so.
    package let complaints: [Complaint]

    /// The refusal in words.
    var words: String {
        retryAfter.map { "\(message); it asks to wait \($0.components.seconds) s" } ?? message
    }

    /// Makes a refusal.
    package init(
        _ kind: Kind,
        _ message: String,
        retryAfter: Duration? = nil,
        complaints: [Complaint] = []
    ) {
        self.kind = kind
        self.message = message
        self.retryAfter = retryAfter
        self.complaints = complaints
    }
}

/// How the provider says that a job is.
package enum JobStatus: Hashable, Sendable {
    /// It waits for its turn, which is so far away.
    case waiting(position: Int?)
    case running, completed, failed, cancelled
    /// A word that is none of those that are known: it is shown, and the job polled on.
    case other(String)

    /// Reads the provider's word.
    package init(word: String, position: Int? = nil) {
        switch word {
        case "in_queue", "pending", "waiting": self = .waiting(position: position)
        case "in_progress", "starting", "processing", "running": self = .running
        case "completed", "succeeded": self = .completed
        case "failed": self = .failed
        case "cancelled", "canceled": self = .cancelled
        default: self = .other(String(word.prefix(60)))
        }
    }

    /// Whether it says more than a place in the queue that has changed.
    func isNews(after other: JobStatus) -> Bool {
        if case (.waiting, .waiting) = (self, other) { return false }
        return self != other
    }

    /// The status in words.
    package var words: String {
        switch self {
        case .waiting(let position): "queued" + (position.map { ", position \($0)" } ?? "")
        case .running: "running"
        case .completed: "completed"
        case .failed: "failed"
        case .cancelled: "cancelled"
        case .other(let word): "in a state that is not known, \"\(word)\""
        }
    }
}
