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
        case .submitted(let id), .running(let id), .completed(let id), .failed(let id),
            .cancelled(let id), .downloaded(let id):
            id
        }
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
                files: entry.files,
                detail: "the same payload was submitted before (\(entry.state.rawValue)); "
                    + "use --again to submit it once more"
            ),
            reason: entry.state.reasonAgainstRepeating,
            haltsRun: false
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
            reason: nil,
            haltsRun: false
        )
    }

    /// The provider refused the payload.
    init(_ refusal: Refusal, row: Int64) {
        self.init(
            report: SubmissionReport(state: .refused, ledgerID: row, detail: refusal.message),
            reason: refusal.kind.reason,
            haltsRun: refusal.kind != .input
        )
    }

    /// No answer came.
    init(lost reason: String, isUnknown: Bool, row: Int64) {
        self.init(
            report: SubmissionReport(
                state: isUnknown ? .outcomeUnknown : .notSubmitted,
                ledgerID: row,
                detail: reason
            ),
            reason: isUnknown ? .outcomeUnknown : .unavailable,
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
                detail: "accepted, but the ledger could not be written: \(reason)"
            ),
            reason: .outcomeUnknown,
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
    init(downloaded id: RequestID, row: Int64, _ files: [String]) {
        self.init(
            report: SubmissionReport(
                state: .downloaded,
                ledgerID: row,
                requestID: id.description,
                files: files
            ),
            reason: nil,
            haltsRun: false
        )
    }

    /// The job is done, and its results are not all here.
    init(undownloaded id: RequestID, row: Int64, _ files: [String], _ detail: String) {
        self.init(
            report: SubmissionReport(
                state: .completed,
                ledgerID: row,
                requestID: id.description,
                files: files,
                detail: detail
            ),
            reason: .tryLater,
            haltsRun: false
        )
    }

    /// The job failed or was cancelled.
    init(ended state: SubmissionState, row: Int64, detail: String?) {
        self.init(
            report: SubmissionReport(
                state: state.jobState == .cancelled ? .cancelled : .failed,
                ledgerID: row,
                requestID: state.requestID?.description,
                detail: detail
            ),
            reason: .findings,
            haltsRun: false
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
        case .intent, .notSent, .submitted, .running, .completed: .tryLater
        }
    }
}

extension Refusal.Kind {
    /// The code that the process ends with when the provider refuses so.
    package var reason: ExitReason {
        switch self {
        case .authentication: .authentication
        case .balance: .refused
        case .input: .findings
        case .later: .tryLater
        case .unavailable: .unavailable
        }
    }
}
