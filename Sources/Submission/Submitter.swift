package import Ledger
package import PreflightModel
package import Validation

/// Carries validated payloads to the provider and their results back, with each step in the ledger
/// before the next begins.
package struct Submitter: Sendable {
    /// How far a job is followed.
    package enum Goal: Hashable, Sendable {
        /// Until it has ended.
        case end
        /// Until its results are on this machine.
        case results
    }

    private let target: String
    private let gateway: any Gateway
    private let ledger: SubmissionLedger
    private let store: ResultStore
    private let follower: JobFollower
    private let isCalledOff: @Sendable () -> Bool
    private let tell: @Sendable (JobNews) -> Void

    /// Brings the parts of the module together; `target` tells submissions to the provider from
    /// those to an imitation.
    ///
    /// A request whose last byte is still here does not leave once `isCalledOff`. `jitter` gives the
    /// factor by which a pause differs from its length.
    package init(
        target: String,
        gateway: any Gateway,
        ledger: SubmissionLedger,
        store: ResultStore,
        policy: PollPolicy = PollPolicy(),
        clock: any Clock<Duration> = ContinuousClock(),
        jitter: @escaping @Sendable () -> Double = { .random(in: 0.8...1.2) },
        isCalledOff: @escaping @Sendable () -> Bool = { false },
        tell: @escaping @Sendable (JobNews) -> Void = { _ in }
    ) {
        self.target = target
        self.gateway = gateway
        self.ledger = ledger
        self.store = store
        self.isCalledOff = isCalledOff
        self.tell = tell
        follower = JobFollower(
            gateway: gateway,
            ledger: ledger,
            store: store,
            policy: policy,
            clock: clock,
            jitter: jitter,
            tell: tell
        )
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
            measured: payload.measured,
            again: again
        )
        switch reservation {
        case .repeated(let entry):
            guard !(entry.state.isUnderWay && ledger.isOwn(entry.id)) else {
                return Outcome(sharing: entry)
            }
            let isMissing = entry.state == .downloaded && !store.holds(entry.results)
            guard entry.state.isUnfinished || isMissing, ledger.claim(entry.id) else {
                return Outcome(repeating: entry)
            }
            return await follower.resume(entry, to: .results)
        case .reserved(let id):
            Milestone.reserved.pass()
            return try await send(payload, row: id)
        }
    }

    /// Goes on with a job of an earlier run.
    package func resume(_ entry: LedgerEntry, to goal: Goal) async -> Outcome {
        await follower.resume(entry, to: goal)
    }

    private func send(
        _ payload: consuming ValidatedPayload,
        row: Int64
    ) async throws(LedgerFault) -> Outcome {
        let subject = payload.subject
        var state = SubmissionState()
        let gate = ReleaseGate()
        let (ledger, isCalledOff) = (ledger, isCalledOff)
        let answer = await gateway.submit(payload) {
            guard !isCalledOff() else { throw CancellationError() }
            // The row is durable before the last byte may leave.
            try gate.open { () throws(LedgerFault) in
                try ledger.recordSending(row)
            }
            Milestone.sendingRecorded.pass()
        }
        Milestone.answered.pass()
        if gate.isOpen { _ = state.releasing() }
        _ = state.answered(answer)
        switch answer {
        case .accepted(let id):
            // Somebody hears of it before anything else can go wrong.
            tell(.accepted(subject: subject, requestID: id.description))
            do throws(LedgerFault) {
                try ledger.record(row, .submitted, requestID: id.description)
            } catch {
                // The job is paid for: whatever the ledger could not take, somebody must hear.
                let reason = error.words
                tell(
                    .unrecorded(subject: subject, requestID: id.description, reason: reason)
                )
                return Outcome(unrecorded: id, row: row, reason)
            }
            Milestone.submittedRecorded.pass()
            return await follower.follow(&state, id, row: row, subject: subject, to: .results)
        case .refused(let refusal):
            do throws(LedgerFault) {
                try ledger.record(row, .refused, detail: refusal.message)
            } catch {
                // The row says less than the answer did; nothing more is sent.
                var outcome = Outcome(refusal, row: row)
                outcome.haltsRun = true
                return outcome
            }
            return Outcome(refusal, row: row)
        case .lost(let reason):
            let isUnknown = state.phase == .outcomeUnknown
            do throws(LedgerFault) {
                try ledger.record(row, isUnknown ? .outcomeUnknown : .notSent, detail: reason)
            } catch {
                // The row stays as it was, which means the same when the ledger is opened next.
                let words = "\(reason); \(error.words)"
                return Outcome(lost: words, isUnknown: isUnknown, row: row)
            }
            if let fault = gate.fault, !isUnknown { throw fault }
            if !isUnknown, isCalledOff() { return Outcome(calledOff: row) }
            return Outcome(lost: reason, isUnknown: isUnknown, row: row)
        }
    }
}

extension LedgerFault {
    /// The fault in words.
    var words: String {
        switch self {
        case .locked: "it is in use"
        case .read: "another program reads it"
        case .newer: "it was written by a newer version"
        case .unusable(_, let reason), .unwritable(let reason), .failed(let reason): reason
        }
    }
}
