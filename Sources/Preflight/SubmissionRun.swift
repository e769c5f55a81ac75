internal import Foundation
internal import Gathering
internal import Ledger
public import PreflightModel
internal import Rules
internal import Sandbox
internal import Submission
internal import SystemPackage
internal import Validation

/// Judges payloads and submits those that were accepted; nothing else can be submitted.
public struct SubmissionRun: Sendable {
    private let options: SubmitOptions

    /// How many jobs are under way at once.
    private static let jobsAtOnce = 4

    /// Makes a run.
    public init(_ options: SubmitOptions) throws(PreflightError) {
        guard !options.lint.isOffline else {
            throw PreflightError(.usage, "submit cannot work with --offline")
        }
        self.options = options
    }

    /// Judges all inputs, asks `consent` for the plan, submits, and hands over each subject's
    /// report with what became of it, in the order of the inputs.
    ///
    /// Gives the reasons against ending with 0.
    public func run(
        _ inputs: [LintInput],
        consent: @Sendable (SubmissionPlan) async -> Bool,
        each deliver: @Sendable (SubjectReport) async throws -> Void
    ) async throws -> Set<ExitReason> {
        switch options.target {
        case .provider(let token):
            let api = try ModelAPI.provider(token: token, options.lint)
            return try await run(inputs, api, consent, deliver)
        case .runningSandbox(let readyFile):
            let access = try ModelAPI.access(readyFile: readyFile)
            return try await run(inputs, .sandbox(access), consent, deliver)
        case .sandbox:
            // Read once: a list may come through a pipe.
            let inputs = try inputs.flatMap { try $0.expanded() }
            let folders = try Self.payloadFolders(of: inputs, options.lint.piped)
            return try await Sandbox(folders: folders, log: nil).serving { access in
                try await run(inputs, .sandbox(access), consent, deliver)
            }
        }
    }

    private func run(
        _ inputs: [LintInput],
        _ api: ModelAPI,
        _ consent: @Sendable (SubmissionPlan) async -> Bool,
        _ deliver: (SubjectReport) async throws -> Void
    ) async throws -> Set<ExitReason> {
        let linter = try Linter(options.lint, network: api.network)
        var judged: [Linter.Judged] = []
        try await linter.judge(inputs, for: .submit) { judged.append($0) }
        let accepted = judged.count { isSubmittable($0.report) }
        if options.allOrNothing, accepted < judged.count {
            let detail = "--all-or-nothing, and not all were accepted"
            return try await refuse(judged, .findings, detail, deliver)
        }
        guard accepted > 0 else { return try await refuse(judged, .incomplete, "", deliver) }
        let path = try ledgerPath()
        let ledger = try LedgerPath.open(path)
        defer {
            ledger.close()
            if isLedgerTemporary { LedgerPath.removeFolder(of: path) }
        }
        let plan = try plan(judged, linter, api.name, ledger)
        if let excess = options.ceilings.excess(of: plan) {
            return try await refuse(judged, .refused, excess, deliver)
        }
        guard await consent(plan) else {
            return try await refuse(judged, .refused, "no consent", deliver)
        }
        return try await submit(judged, linter, api, ledger, deliver)
    }

    /// Reports that nothing is submitted, and why those that could be are not.
    private func refuse(
        _ judged: [Linter.Judged],
        _ refusal: ExitReason,
        _ detail: String,
        _ deliver: (SubjectReport) async throws -> Void
    ) async throws -> Set<ExitReason> {
        for var subject in judged {
            subject.report.submission = SubmissionReport(
                state: .notSubmitted,
                detail: isSubmittable(subject.report) ? detail : nil
            )
            try await deliver(subject.report)
        }
        return Set(judged.map { reason(against: $0.report) ?? refusal })
    }

    private func submit(
        _ judged: [Linter.Judged],
        _ linter: Linter,
        _ api: ModelAPI,
        _ ledger: SubmissionLedger,
        _ deliver: (SubjectReport) async throws -> Void
    ) async throws -> Set<ExitReason> {
        let submitter = try api.submitter(ledger: ledger, results: options.results)
        do throws(ResultStore.Fault) {
            try submitter.prepare()
        } catch {
            throw PreflightError(.usage, "results cannot be stored in \(error.reason)")
        }
        let halt = Halt()
        var reasons: Set<ExitReason> = []
        var waiting = judged.makeIterator()
        try await InOrder.run(
            limit: Self.jobsAtOnce,
            next: { waiting.next() },
            work: { subject in await submitted(subject, linter, submitter, halt) },
            deliver: { report, reason in
                if let reason { reasons.insert(reason) }
                try await deliver(report)
            }
        )
        return reasons
    }

    // Consent was given: the token is minted and consumed here.
    private func submitted(
        _ subject: Linter.Judged,
        _ linter: Linter,
        _ submitter: Submitter,
        _ halt: Halt
    ) async -> (SubjectReport, ExitReason?) {
        var report = subject.report
        guard let payload = subject.payload, isSubmittable(report) else {
            report.submission = SubmissionReport(state: .notSubmitted)
            return (report, reason(against: report))
        }
        guard await !halt.isSet else {
            report.submission = SubmissionReport(state: .notSubmitted, detail: "the run was ended")
            return (report, .incomplete)
        }
        switch linter.mint(payload, failingOn: options.failOn.severity ?? .error) {
        case .refused(var refused):
            refused.submission = SubmissionReport(state: .notSubmitted)
            return (refused, reason(against: refused) ?? .incomplete)
        case .minted(let token):
            do throws(LedgerFault) {
                let outcome = try await submitter.submit(token, again: options.again)
                if outcome.haltsRun { await halt.set() }
                report.submission = outcome.report
                return (report, outcome.reason)
            } catch {
                await halt.set()
                let fault = PreflightError(error)
                report.submission = SubmissionReport(state: .notSubmitted, detail: fault.message)
                return (report, fault.code)
            }
        }
    }

    private func isSubmittable(_ report: SubjectReport) -> Bool {
        guard report.kind == .payload, report.verdict == .accepted else { return false }
        let limit = options.failOn.severity ?? .error
        return !report.findings.contains { $0.severity >= limit }
    }

    /// Why a subject keeps the run from being done; `nil` for one that may be submitted.
    private func reason(against report: SubjectReport) -> ExitReason? {
        guard !isSubmittable(report) else { return nil }
        return report.verdict == .undecided ? .incomplete : .findings
    }

    /// What is to be paid for, told from what the ledger holds already.
    private func plan(
        _ judged: [Linter.Judged],
        _ linter: Linter,
        _ target: String,
        _ ledger: SubmissionLedger
    ) throws(PreflightError) -> SubmissionPlan {
        var accepted: [SubmissionPlan.Job] = []
        var known: Set<String> = []
        for subject in judged where isSubmittable(subject.report) {
            guard case .success(let job) = subject.payload?.job else { continue }
            let digest = CanonicalPayload(job.input).digest
            let isFirst = known.insert("\(digest) \(job.model)").inserted
            let earlier: Int
            do throws(LedgerFault) {
                earlier =
                    isFirst
                    ? try ledger.submissions(target: target, model: job.model, digest: digest) : 0
            } catch {
                throw PreflightError(error)
            }
            accepted.append(
                SubmissionPlan.Job(
                    subject: subject.report.subject,
                    model: job.model,
                    seconds: linter.seconds(of: job),
                    earlier: earlier,
                    isNew: options.again || isFirst && earlier == 0
                )
            )
        }
        return SubmissionPlan(accepted: accepted, leftOut: judged.count - accepted.count)
    }

    /// Whether the ledger is one that nobody asked for and that goes with the run.
    private var isLedgerTemporary: Bool { options.ledger == nil && options.target.isSandbox }

    private func ledgerPath() throws(PreflightError) -> String {
        if let ledger = options.ledger { return ledger }
        if isLedgerTemporary { return try LedgerPath.temporary() }
        return try LedgerPath.usual(environment: ProcessInfo.processInfo.environment)
    }

    /// The folders of all payload files among the inputs: what the sandbox's image host serves.
    private static func payloadFolders(
        of inputs: [LintInput],
        _ piped: PipedPayloads
    ) throws -> [String] {
        var folders: [String] = []
        for input in inputs {
            for subject in SubjectWalker([SubjectWalker.Input(input)]) {
                let folder: String
                switch subject {
                case .payloads(let path, _, _): folder = path.removingLastComponent().string
                case .standardInput: folder = piped.folder.string
                default: continue
                }
                let path = URL(filePath: folder.isEmpty ? "." : folder).standardizedFileURL.path
                if !folders.contains(path) { folders.append(path) }
            }
        }
        return folders
    }
}

/// Whether nothing more may be submitted.
private actor Halt {
    private(set) var isSet = false

    func set() { isSet = true }
}

extension LintInput {
    /// The lines of a list, or the input itself.
    fileprivate func expanded() throws(PreflightError) -> [LintInput] {
        guard case .list(let name) = self else { return [self] }
        do throws(Obstacle) {
            let reader = try LineReader(name)
            var lines: [LintInput] = []
            while let line = try reader.next() {
                lines.append(.listed(String(decoding: line, as: UTF8.self)))
            }
            return lines
        } catch {
            throw PreflightError(.incomplete, "the list \(name) cannot be read", cause: "\(error)")
        }
    }
}
