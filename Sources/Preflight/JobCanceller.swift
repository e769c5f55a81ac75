internal import Ledger
internal import PreflightModel
internal import Submission

/// Cancels jobs at the provider when their run was called off.
struct JobCanceller: Sendable {
    let api: ModelAPI
    let ledger: SubmissionLedger

    /// How long one answer is waited for.
    private static let patience = Duration.seconds(4)

    /// Asks to cancel the job that a report tells of, and tells what came of that.
    func cancel(_ report: inout SubjectReport) async {
        guard let submission = report.submission, submission.state == .running,
            let row = submission.ledgerID,
            let id = submission.requestID.flatMap({ RequestID($0) })
        else { return }
        // Not a child: the task of the run is cancelled already.
        let asking = Task {
            do throws(Refusal) {
                return Result<Cancellation, Refusal>.success(try await api.gateway.cancel(id))
            } catch {
                return .failure(error)
            }
        }
        let timer = Task {
            try await Task.sleep(for: Self.patience)
            asking.cancel()
        }
        let answer = await asking.value
        timer.cancel()
        let words: String
        var state = SubmissionReport.State.running
        switch answer {
        case .success(.cancelled):
            let isRecorded = (try? ledger.record(row, .cancelled)) != nil
            state = .cancelled
            words = isRecorded ? "interrupted" : "interrupted; the ledger cannot be written"
        case .success(.notCancellable): words = "not cancellable: it goes on and is billed"
        case .success(.unclear(let word)): words = "perhaps not cancelled: \(word)"
        case .failure(let refusal): words = "perhaps not cancelled: \(refusal.message)"
        }
        report.submission = SubmissionReport(
            state: state,
            ledgerID: row,
            requestID: id.description,
            detail: words
        )
    }
}
