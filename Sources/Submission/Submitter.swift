package import Ledger
package import PreflightModel
package import Validation

/// Carries validated payloads to the provider and their results back, with each step in the ledger
/// before the next begins.
package struct Submitter: Sendable {
    /// What became of one payload, and whether the run must end with it.
    package struct Outcome: Hashable, Sendable {
        package let report: SubmissionReport
        /// Why the process should not end with 0, if it should not.
        package let reason: ExitReason?
        /// Whether nothing more may be submitted in this run.
        package let haltsRun: Bool
    }

    private let target: String
    private let gateway: any Gateway
    private let ledger: SubmissionLedger
    private let store: ResultStore
    private let policy: PollPolicy
    private let clock: any Clock<Duration>

    /// Brings the parts of the module together; `target` tells submissions to the provider from
    /// those to an imitation.
    package init(
        target: String,
        gateway: any Gateway,
        ledger: SubmissionLedger,
        store: ResultStore,
        policy: PollPolicy = PollPolicy(),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.target = target
        self.gateway = gateway
        self.ledger = ledger
        self.store = store
        self.policy = policy
        self.clock = clock
    }

    /// Makes sure, before anything is paid for, that results can be stored.
    package func prepare() throws(ResultStore.Fault) { try store.prepare() }

    /// Submits a payload, waits for its end and stores its results.
    ///
    /// One that was accepted in an earlier run is not sent again: that job is waited for.
    ///
    /// With `again` also one that was submitted before.
    package func submit(
        _ payload: consuming ValidatedPayload,
        again: Bool
    ) async throws(LedgerFault) -> Outcome {
        let reservation = try ledger.reserve(
            target: target,
            subject: payload.subject,
            model: payload.model,
            digest: payload.digest,
            again: again
        )
        switch reservation {
        case .repeated(let entry):
            guard !(entry.state.isUnderWay && ledger.isOwn(entry.id)) else {
                return Outcome(sharing: entry)
            }
            guard var state = SubmissionState(resuming: entry), let id = state.requestID,
                ledger.claim(entry.id)
            else { return Outcome(repeating: entry) }
            do throws(LedgerFault) {
                return try await follow(&state, state.start, row: entry.id)
            } catch {
                return Outcome(unrecorded: id, row: entry.id, "\(error)")
            }
        case .reserved(let id): return try await send(payload, row: id)
        }
    }

    private func send(
        _ payload: consuming ValidatedPayload,
        row: Int64
    ) async throws(LedgerFault) -> Outcome {
        var state = SubmissionState()
        let gate = ReleaseGate()
        let ledger = ledger
        let answer = await gateway.submit(payload) {
            // The row is durable before the last byte may leave.
            try ledger.recordSending(row)
            gate.open()
        }
        if gate.isOpen { _ = state.releasing() }
        let effect = state.answered(answer)
        switch answer {
        case .accepted(let id):
            do throws(LedgerFault) {
                try ledger.record(row, .submitted, requestID: id.description)
                return try await follow(&state, effect, row: row)
            } catch {
                // The job is paid for: whatever the ledger could not take, the report says.
                return Outcome(unrecorded: id, row: row, "\(error)")
            }
        case .refused(let refusal):
            try ledger.record(row, .refused, detail: refusal.message)
            return Outcome(refusal, row: row)
        case .lost(let reason):
            let isUnknown = state.phase == .outcomeUnknown
            do throws(LedgerFault) {
                try ledger.record(row, isUnknown ? .outcomeUnknown : .notSent, detail: reason)
            } catch {
                // The row stays as it was, which means the same when the ledger is opened next.
                return Outcome(lost: "\(reason); \(error)", isUnknown: isUnknown, row: row)
            }
            return Outcome(lost: reason, isUnknown: isUnknown, row: row)
        }
    }

    private func follow(
        _ state: inout SubmissionState,
        _ start: SubmissionState.Effect,
        row: Int64
    ) async throws(LedgerFault) -> Outcome {
        var effect = start
        var pause = policy.first
        var failures = 0
        for _ in 0..<policy.calls {
            guard case .poll(let id) = effect else { break }
            guard await rest(for: pause) else { break }
            switch await status(of: id) {
            case .success(let status):
                failures = 0
                let before = state.phase
                effect = state.polled(status)
                if state.phase != before { try ledger.record(row, state.jobState) }
            case .failure(let refusal):
                failures += 1
                guard failures < policy.failures, refusal.kind != .authentication else {
                    return Outcome(waitingFor: id, row: row, refusal)
                }
            }
            pause = policy.pause(after: pause)
        }
        return try await finish(&state, effect, row: row)
    }

    private func finish(
        _ state: inout SubmissionState,
        _ effect: SubmissionState.Effect,
        row: Int64
    ) async throws(LedgerFault) -> Outcome {
        switch effect {
        case .poll(let id):
            return Outcome(waitingFor: id, row: row, Refusal(.later, "the job has not ended yet"))
        case .download(let id):
            switch await result(of: id) {
            case .success(let result):
                let files = await stored(result, id)
                guard files.count == result.outputs.count, !files.isEmpty else {
                    let detail = result.error ?? "the results could not be fetched"
                    try ledger.record(row, .completed, files: files, detail: detail)
                    return Outcome(undownloaded: id, row: row, files, detail)
                }
                _ = state.stored()
                try ledger.record(row, state.jobState, files: files)
                return Outcome(downloaded: id, row: row, files)
            case .failure(let refusal):
                try ledger.record(row, .completed, detail: refusal.message)
                return Outcome(undownloaded: id, row: row, [], refusal.message)
            }
        case .post, .release, .stop:
            return try await ended(state, row: row)
        }
    }

    private func status(of id: RequestID) async -> Result<JobStatus, Refusal> {
        do throws(Refusal) {
            return .success(try await gateway.status(of: id))
        } catch {
            return .failure(error)
        }
    }

    private func result(of id: RequestID) async -> Result<JobResult, Refusal> {
        do throws(Refusal) {
            return .success(try await gateway.result(of: id))
        } catch {
            return .failure(error)
        }
    }

    private func stored(_ result: JobResult, _ id: RequestID) async -> [String] {
        var files: [String] = []
        for output in result.outputs {
            if let file = try? await store.store(output, named: id.description) {
                files.append(file)
            }
        }
        return files
    }

    private func ended(
        _ state: SubmissionState,
        row: Int64
    ) async throws(LedgerFault) -> Outcome {
        guard case .failed(let id) = state.phase else {
            try ledger.record(row, state.jobState)
            return Outcome(ended: state, row: row, detail: nil)
        }
        let detail = (try? await result(of: id).get())?.error ?? "no reason given"
        try ledger.record(row, .failed, detail: detail)
        return Outcome(ended: state, row: row, detail: detail)
    }

    private func rest(for pause: Duration) async -> Bool {
        do {
            try await clock.sleep(for: pause)
            return true
        } catch {
            return false
        }
    }
}
