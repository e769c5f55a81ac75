internal import Ledger
package import PreflightModel

extension SubmissionState {
    /// The state as the ledger writes it.
    var jobState: JobState {
        switch phase {
        case .intent: .intent
        case .sending: .sending
        case .notSent: .notSent
        case .refused: .refused
        case .outcomeUnknown: .outcomeUnknown
        case .submitted: .submitted
        case .queued: .queued
        case .running: .running
        case .completed: .completed
        case .failed: .failed
        case .cancelled: .cancelled
        case .downloaded: .downloaded
        }
    }

    /// The provider's name of the job, once there is one.
    var requestID: RequestID? {
        switch phase {
        case .intent, .sending, .notSent, .refused, .outcomeUnknown: nil
        case .submitted(let id), .queued(let id), .running(let id), .completed(let id),
            .failed(let id), .cancelled(let id), .downloaded(let id):
            id
        }
    }
}

extension Submitter {
    /// What became of one payload, and whether the run must end with it.
    package struct Outcome: Hashable, Sendable {
        package let report: SubmissionReport
        /// Why the process should not end with 0, if it should not.
        package let reason: ExitReason?
        /// Whether nothing more may be submitted in this run.
        package var haltsRun = false
        /// What the provider refused the payload for, if it did.
        package var refusal: Refusal?
    }
}

extension Submitter.Outcome {
    /// The payload was submitted before.
    init(repeating entry: LedgerEntry) {
        let isUnknown = entry.state == .outcomeUnknown
        self.init(
            report: SubmissionReport(
                state: isUnknown ? .outcomeUnknown : .notSubmitted,
                ledgerID: entry.id,
                requestID: entry.requestID,
                files: entry.results.map(\.path),
                detail: isUnknown
                    ? "it may have been accepted in an earlier run"
                    : "the same payload was submitted before (\(entry.state.rawValue)); "
                        + "use --again to submit it once more"
            ),
            reason: entry.state.reasonAgainstRepeating
        )
    }

    /// The same payload is submitted by this run: what becomes of it is told there.
    init(sharing entry: LedgerEntry) {
        self.init(
            report: SubmissionReport(
                state: .notSubmitted,
                ledgerID: entry.id,
                detail: "the same payload as \(entry.subject), which this run submits; "
                    + "use --again to submit both"
            ),
            reason: nil
        )
    }

    /// The provider refused the payload.
    init(_ refusal: Refusal, row: Int64) {
        self.init(
            report: SubmissionReport(state: .refused, ledgerID: row, detail: refusal.words),
            reason: refusal.kind.reason,
            haltsRun: [.authentication, .balance, .later].contains(refusal.kind),
            refusal: refusal
        )
    }

    /// No answer came.
    init(lost reason: String, isUnknown: Bool, row: Int64) {
        self.init(
            report: SubmissionReport(
                state: isUnknown ? .outcomeUnknown : .notSubmitted,
                ledgerID: row,
                detail: isUnknown ? "\(reason); it may have been accepted" : reason
            ),
            reason: isUnknown ? .outcomeUnknown : .unavailable,
            haltsRun: true
        )
    }

    /// Nothing was sent, because the run was called off.
    init(calledOff row: Int64) {
        self.init(
            report: SubmissionReport(state: .notSubmitted, ledgerID: row, detail: "interrupted"),
            reason: .incomplete,
            haltsRun: true
        )
    }

    /// The job was accepted, and the ledger could not say so: only this report holds its name.
    init(unrecorded id: RequestID, row: Int64, _ reason: String) {
        self.init(
            report: SubmissionReport(
                state: .outcomeUnknown,
                ledgerID: row,
                requestID: id.description,
                detail: "accepted, but the ledger cannot be written (\(reason)): keep this name"
            ),
            reason: .outcomeUnknown,
            haltsRun: true
        )
    }

    /// The ledger has the job and cannot be told how it goes on.
    init(unfollowed id: RequestID, row: Int64, _ reason: String) {
        self.init(
            report: SubmissionReport(
                state: .running,
                ledgerID: row,
                requestID: id.description,
                detail: "the ledger cannot be written (\(reason))"
            ),
            reason: .tryLater,
            haltsRun: true
        )
    }

    /// The job goes on without us.
    init(waitingFor id: RequestID, row: Int64, _ refusal: Refusal) {
        self.init(
            report: SubmissionReport(
                state: .running,
                ledgerID: row,
                requestID: id.description,
                detail: refusal.message
            ),
            reason: refusal.kind == .authentication ? .authentication : .tryLater,
            haltsRun: refusal.kind == .authentication
        )
    }

    /// The job is done, and its results are here.
    init(downloaded id: String?, row: Int64, _ files: [StoredResult]) {
        self.init(
            report: SubmissionReport(
                state: .downloaded,
                ledgerID: row,
                requestID: id,
                files: files.map(\.path)
            ),
            reason: nil
        )
    }

    /// The job is done, and nobody asked for its results.
    init(completed id: RequestID, row: Int64) {
        self.init(
            report: SubmissionReport(
                state: .completed,
                ledgerID: row,
                requestID: id.description
            ),
            reason: nil
        )
    }

    /// The job is done, and its results are not all here.
    init(
        undownloaded id: RequestID,
        row: Int64,
        _ files: [StoredResult],
        _ detail: String,
        _ reason: ExitReason = .tryLater
    ) {
        self.init(
            report: SubmissionReport(
                state: .completed,
                ledgerID: row,
                requestID: id.description,
                files: files.map(\.path),
                detail: detail
            ),
            reason: reason,
            haltsRun: reason == .authentication
        )
    }

    /// The job failed or was cancelled.
    init(ended state: JobState, _ id: String?, row: Int64, detail: String?) {
        self.init(
            report: SubmissionReport(
                state: state == .cancelled ? .cancelled : .failed,
                ledgerID: row,
                requestID: id,
                detail: detail
            ),
            reason: .findings
        )
    }
}

extension JobState {
    /// Why a payload whose earlier job is in this state is not done with; `nil` when it is.
    fileprivate var reasonAgainstRepeating: ExitReason? {
        switch self {
        case .downloaded: nil
        case .failed, .cancelled, .refused: .findings
        case .sending, .outcomeUnknown: .outcomeUnknown
        case .intent, .notSent, .submitted, .queued, .running, .completed: .tryLater
        }
    }
}

extension Refusal.Kind {
    /// The code that the process ends with when the provider refuses so.
    package var reason: ExitReason {
        switch self {
        case .authentication: .authentication
        case .balance: .refused
        case .input, .gone: .findings
        case .later: .tryLater
        case .unavailable: .unavailable
        }
    }
}
