internal import Gathering
internal import Ledger
internal import PreflightModel
internal import Submission
internal import Synchronization
internal import Validation

/// Mints and submits payloads that were judged, one after the other or some at once.
final class JobSender: Sendable {
    private let submitter: Submitter
    private let options: SubmitOptions
    private let measuring: Remeasuring
    private let pace = Pace()
    private let halted = Mutex(false)

    /// The first pause when a provider asks to try later; each is twice as long as the one before.
    private static let firstPause = Duration.seconds(1)
    private static let longestPause = Duration.seconds(60)

    /// How long a provider who asks to try later is waited for in all.
    private var patience: Duration { .seconds(options.longestWait) }

    init(_ submitter: Submitter, _ options: SubmitOptions, _ measuring: Remeasuring) {
        self.submitter = submitter
        self.options = options
        self.measuring = measuring
    }

    // Consent was given: the token is minted and consumed here.
    func sent(_ subject: Linter.Judged) async -> (report: SubjectReport, reason: ExitReason?) {
        var subject = subject
        var pause = Self.firstPause
        var waited = Duration.zero
        while true {
            await pace.wait(waited == .zero ? .zero : pause / 2)
            guard options.control.reason == nil else {
                return notSubmitted(subject, "interrupted", .incomplete)
            }
            guard !halted.withLock({ $0 }) else {
                return notSubmitted(subject, "the run was ended", .incomplete)
            }
            subject = await measuring.current(subject)
            let outcome: Submitter.Outcome
            switch await minted(subject) {
            case .ended(let report, let reason): return (report, reason)
            case .outcome(let result): outcome = result
            }
            if let refusal = outcome.refusal, refusal.kind == .later {
                let wanted = max(refusal.retryAfter ?? .zero, pause)
                waited += wanted
                if waited <= patience {
                    options.news(.asksToWait(seconds: Int(wanted.components.seconds)))
                    pace.hold(for: wanted)
                    pause = min(pause * 2, Self.longestPause)
                    continue
                }
            }
            if outcome.haltsRun { halted.withLock { $0 = true } }
            return told(subject, outcome)
        }
    }

    private enum Step {
        case outcome(Submitter.Outcome)
        case ended(SubjectReport, ExitReason?)
    }

    private func minted(_ subject: Linter.Judged) async -> Step {
        guard let payload = subject.payload else { return .ended(subject.report, .incomplete) }
        let severity = options.failOn.severity ?? .error
        switch measuring.mint(payload, failingOn: severity) {
        case .refused:
            let (report, reason) = notSubmitted(
                subject,
                nil,
                subject.report.reasonAgainst(failingOn: severity) ?? .incomplete
            )
            return .ended(report, reason)
        case .minted(let token):
            do throws(LedgerFault) {
                return .outcome(try await submitter.submit(token, again: options.again))
            } catch {
                halted.withLock { $0 = true }
                let fault = PreflightError(error)
                let (report, reason) = notSubmitted(subject, fault.words, fault.code)
                return .ended(report, reason)
            }
        }
    }

    private func told(
        _ subject: Linter.Judged,
        _ outcome: Submitter.Outcome
    ) -> (SubjectReport, ExitReason?) {
        var report = subject.report
        if let refusal = outcome.refusal, refusal.kind == .input || refusal.kind == .gone {
            let words = Complaint(property: nil, words: refusal.message)
            let complaints = refusal.complaints.isEmpty ? [words] : refusal.complaints
            report = measuring.report(on: subject, refusedFor: complaints)
        }
        report.submission = outcome.report
        return (report, outcome.reason)
    }

    private func notSubmitted(
        _ subject: Linter.Judged,
        _ detail: String?,
        _ reason: ExitReason?
    ) -> (report: SubjectReport, reason: ExitReason?) {
        var report = subject.report
        report.submission = SubmissionReport(state: .notSubmitted, detail: detail)
        return (report, reason)
    }
}

/// Judges payloads once more whose measurements are too old, or whose images have changed.
final class Remeasuring: Sendable {
    private let latest: Mutex<Linter>
    private let longestAge: Int
    private let trustedAge: Int
    private let now: @Sendable () -> Int

    /// Measurements are made again when they are older than `longestAge` seconds, and when they are
    /// older than `trustedAge` and the addresses say that they give something else now.
    init(_ linter: Linter, _ options: SubmitOptions, now: @escaping @Sendable () -> Int) {
        latest = Mutex(linter)
        longestAge = options.longestAge
        trustedAge = options.trustedAge
        self.now = now
    }

    private var linter: Linter { latest.withLock { $0 } }

    /// The subject, or the same measured again.
    func current(_ subject: Linter.Judged) async -> Linter.Judged {
        guard let source = subject.source, let payload = subject.payload, !payload.media.isEmpty
        else { return subject }
        let age = now() - payload.measured
        if longestAge > 0, (0...longestAge).contains(age) {
            if age <= trustedAge { return subject }
            if await linter.stillGives(payload) { return subject }
            return await forgetting(from: payload.measured).remeasured(source)
        }
        return await forgetting(from: now() - longestAge).remeasured(source)
    }

    /// A linter that remembers nothing from that second and before.
    private func forgetting(from second: Int) -> Linter {
        latest.withLock { linter in
            if longestAge == 0 || linter.since <= second || linter.since > now() {
                linter = linter.forgetting()
            }
            return linter
        }
    }

    /// Mints the token for a payload, unless it has defects at or above a severity.
    func mint(_ payload: PayloadFacts, failingOn severity: Severity) -> Minting {
        linter.mint(payload, failingOn: severity)
    }

    /// The report of a payload that the provider objected to.
    func report(on subject: Linter.Judged, refusedFor complaints: [Complaint]) -> SubjectReport {
        linter.report(on: subject, refusedFor: complaints)
    }
}

/// Keeps all submissions waiting while the provider asks for it.
final class Pace: Sendable {
    private let until = Mutex<ContinuousClock.Instant?>(nil)

    /// Lets nobody pass for so long.
    func hold(for pause: Duration) {
        let end = ContinuousClock.now + pause
        until.withLock { until in until = max(until ?? end, end) }
    }

    /// Waits until nobody is kept, or the run is called off; those who were kept go on one by one within
    /// `spread`.
    func wait(_ spread: Duration) async {
        while let end = until.withLock({ $0 }), end > .now, !Task.isCancelled {
            try? await Task.sleep(until: end, clock: .continuous)
        }
        guard spread > .zero else { return }
        try? await Task.sleep(for: spread * Double.random(in: 0...1))
    }
}

extension SubjectReport {
    /// Whether the subject may be paid for when findings from this severity on keep it from that.
    func isSubmittable(failingOn severity: Severity) -> Bool {
        kind == .payload && verdict == .accepted
            && !findings.contains { $0.severity >= min(severity, .error) }
    }

    /// Why the subject keeps a run from being done; `nil` for one that may be paid for.
    func reasonAgainst(failingOn severity: Severity) -> ExitReason? {
        guard !isSubmittable(failingOn: severity) else { return nil }
        return verdict == .undecided ? .incomplete : .findings
    }
}

extension PreflightError {
    /// The error and its cause in words.
    var words: String { message + (cause.map { ": \($0)" } ?? "") }
}
