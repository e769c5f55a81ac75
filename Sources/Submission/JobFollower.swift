internal import Ledger
internal import PreflightModel

/// Asks after jobs that were accepted until they end, and stores their results.
struct JobFollower: Sendable {
    let gateway: any Gateway
    let ledger: SubmissionLedger
    let store: ResultStore
    let policy: PollPolicy
    let clock: any Clock<Duration>
    let jitter: @Sendable () -> Double
    let tell: @Sendable (JobNews) -> Void

    /// How often a fresh address is asked for when the host of a result does not have it.
    private static let freshAddresses = 2

    /// Goes on with a job of an earlier run.
    func resume(_ entry: LedgerEntry, to goal: Submitter.Goal) async -> Submitter.Outcome {
        switch entry.state {
        case .failed, .cancelled:
            return .init(
                ended: entry.state,
                entry.requestID,
                row: entry.id,
                detail: entry.detail
            )
        case .downloaded where goal == .end || store.holds(entry.results):
            return .init(downloaded: entry.requestID, row: entry.id, entry.results)
        default: break
        }
        guard var state = SubmissionState(resuming: entry), let id = state.requestID else {
            return .init(repeating: entry)
        }
        return await follow(&state, id, row: entry.id, subject: entry.subject, to: goal)
    }

    /// Follows a job whose name the ledger has.
    func follow(
        _ state: inout SubmissionState,
        _ id: RequestID,
        row: Int64,
        subject: String,
        to goal: Submitter.Goal
    ) async -> Submitter.Outcome {
        do throws(LedgerFault) {
            var run = Run(id: id, row: row, subject: subject, pause: policy.first, clock)
            if case .poll = state.start, let outcome = try await wait(&state, &run) {
                return outcome
            }
            switch state.phase {
            case .completed where goal == .end: return .init(completed: id, row: row)
            case .completed: return try await fetch(&state, &run)
            default: return try await ended(state, run)
            }
        } catch {
            return .init(unfollowed: id, row: row, error.words)
        }
    }

    /// What is known of a job while it is followed.
    private struct Run {
        let id: RequestID
        let row: Int64
        let subject: String
        var pause: Duration
        var failures = 0
        /// How long the provider asked to wait before the next call.
        var wanted = Duration.zero
        let watch: Stopwatch

        init(
            id: RequestID,
            row: Int64,
            subject: String,
            pause: Duration,
            _ clock: any Clock<Duration>
        ) {
            self.id = id
            self.row = row
            self.subject = subject
            self.pause = pause
            watch = Stopwatch(clock)
        }
    }

    /// Asks until the job has ended; gives an outcome when it is not waited for any longer.
    private func wait(
        _ state: inout SubmissionState,
        _ run: inout Run
    ) async throws(LedgerFault) -> Submitter.Outcome? {
        var last: JobStatus?
        while case .poll = state.start {
            if let refusal = await rest(&run) {
                return .init(waitingFor: run.id, row: run.row, refusal)
            }
            switch await status(of: run.id) {
            case .failure(let refusal):
                if let outcome = weigh(refusal, &run) { return outcome }
            case .success(let status):
                Milestone.polled.pass()
                run.failures = 0
                if last.map({ status.isNews(after: $0) }) ?? true {
                    last = status
                    let id = run.id.description
                    tell(.status(subject: run.subject, requestID: id, words: status.words))
                }
                let before = state.phase
                _ = state.polled(status)
                guard state.phase != before else { continue }
                try ledger.record(run.row, state.jobState)
                Milestone.statusRecorded.pass()
            }
        }
        return nil
    }

    /// Asks for the results of a completed job and stores them.
    private func fetch(
        _ state: inout SubmissionState,
        _ run: inout Run
    ) async throws(LedgerFault) -> Submitter.Outcome {
        var freshAddresses = 0
        var stored: [StoredResult] = []
        while true {
            var detail: String
            var isFinal = false
            switch await result(of: run.id) {
            case .failure(let refusal):
                detail = refusal.message
                if refusal.kind == .authentication {
                    return .init(
                        undownloaded: run.id,
                        row: run.row,
                        stored,
                        detail,
                        .authentication
                    )
                }
                _ = weigh(refusal, &run)
            case .success(let result) where result.outputs.isEmpty:
                // What is not there yet may come.
                detail = result.error ?? "the job completed without output"
                run.failures += 1
            case .success(let result):
                Milestone.resultsKnown.pass()
                let fault: ResultStore.Fault?
                (stored, fault) = await store(result.outputs, run)
                guard let fault else {
                    _ = state.stored()
                    try ledger.record(run.row, state.jobState, results: store.located(stored))
                    Milestone.downloadedRecorded.pass()
                    return .init(downloaded: run.id.description, row: run.row, stored)
                }
                detail = fault.reason
                isFinal = fault.isFinal
                freshAddresses += 1
                guard fault.wantsFreshAddress, freshAddresses <= Self.freshAddresses else {
                    run.failures = policy.failures
                    break
                }
            }
            guard run.failures < policy.failures else {
                // What is known of results that were here once stays known.
                if (try? ledger.entry(row: run.row))?.state != .downloaded {
                    let kept = store.located(stored)
                    try ledger.record(run.row, .completed, results: kept, detail: detail)
                }
                return .init(
                    undownloaded: run.id,
                    row: run.row,
                    stored,
                    detail,
                    isFinal ? .findings : .tryLater
                )
            }
            if await rest(&run) != nil {
                return .init(undownloaded: run.id, row: run.row, stored, detail)
            }
        }
    }

    /// Stores outputs up to the first that cannot be.
    private func store(
        _ outputs: [String],
        _ run: Run
    ) async -> (stored: [StoredResult], fault: ResultStore.Fault?) {
        var stored: [StoredResult] = []
        let entry = try? ledger.entry(row: run.row)
        for (index, output) in outputs.enumerated() {
            do throws(ResultStore.Fault) {
                let result = try await store.store(output, besides: stored) { placeholder in
                    switch placeholder {
                    case .request: run.id.description
                    case .id: "\(run.row)"
                    case .subject: run.subject
                    case .model: entry?.model.description ?? "model"
                    case .digest: String(entry?.digest.prefix(12) ?? "digest")
                    case .number: "\(index + 1)"
                    }
                }
                stored.append(result)
                tell(.stored(subject: run.subject, path: result.path))
            } catch {
                return (stored, error)
            }
        }
        return (stored, nil)
    }

    private func ended(
        _ state: SubmissionState,
        _ run: Run
    ) async throws(LedgerFault) -> Submitter.Outcome {
        var detail: String?
        if case .failed = state.phase {
            detail = (try? await result(of: run.id).get())?.error ?? "no reason given"
            try ledger.record(run.row, state.jobState, detail: detail)
        }
        return .init(ended: state.jobState, run.id.description, row: run.row, detail: detail)
    }

    /// Waits until the next call; says why there is to be none, if so.
    private func rest(_ run: inout Run) async -> Refusal? {
        let left = policy.limit - run.watch.elapsed()
        guard left > .zero else { return Refusal(.later, "the job has not ended yet") }
        do {
            // Never before the provider wants it, and never beyond the end of the wait.
            try await clock.sleep(for: min(max(run.pause * jitter(), run.wanted), left))
        } catch {
            return Refusal(.later, "interrupted")
        }
        run.pause = policy.pause(after: run.pause)
        run.wanted = .zero
        return nil
    }

    /// Counts a call that failed; gives an outcome when it was the last.
    ///
    /// Who asks to try later has not failed: the next call waits as long as it wants.
    private func weigh(_ refusal: Refusal, _ run: inout Run) -> Submitter.Outcome? {
        switch refusal.kind {
        case .later: run.wanted = refusal.retryAfter ?? policy.longest
        case .authentication: return .init(waitingFor: run.id, row: run.row, refusal)
        case .balance, .input, .gone, .unavailable:
            run.failures += 1
            guard run.failures < policy.failures else {
                return .init(waitingFor: run.id, row: run.row, refusal)
            }
        }
        return nil
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
}
