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
    /// Gives the reasons against ending with 0. When its task is cancelled after the first job was
    /// sent, what is being sent is waited for, and the jobs that go on are told.
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
        case .sandbox(let scenario):
            // Read once: a list may come through a pipe.
            let inputs = try inputs.flatMap { try $0.expanded() }
            let folders = try Self.payloadFolders(of: inputs, options.lint.piped)
            let sandbox = try LocalSandbox.sandbox(folders: folders, log: nil, scenario: scenario)
            return try await sandbox.serving { access in
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
        if options.isDryRun {
            return try await rehearse(judged, linter, api, deliver)
        }
        let path = try ledgerPath()
        let ledger = try LedgerPath.open(path)
        defer {
            ledger.close()
            if isLedgerTemporary { LedgerPath.removeFolder(of: path) }
        }
        let planner = try planner(linter, api) { model, digest throws(LedgerFault) in
            try ledger.submissions(target: api.name, model: model, digest: digest)
        }
        let plan = try planner.plan(judged)
        options.show(plan)
        if let excess = planner.obstacle(to: plan) ?? options.ceilings.excess(of: plan) {
            return try await refuse(judged, .refused, excess, deliver)
        }
        guard await consent(plan) else {
            return try await refuse(judged, .refused, "no consent", deliver)
        }
        guard options.control.beginSpending() else {
            return try await refuse(judged, .incomplete, "interrupted", deliver)
        }
        defer { options.control.endSpending() }
        return try await submit(judged, linter, api, ledger, deliver)
    }

    /// Shows the plan and sends nothing.
    private func rehearse(
        _ judged: [Linter.Judged],
        _ linter: Linter,
        _ api: ModelAPI,
        _ deliver: (SubjectReport) async throws -> Void
    ) async throws -> Set<ExitReason> {
        // Who only looks needs no ledger, and makes none.
        var reader: LedgerReader?
        if !isLedgerTemporary,
            let path = try LedgerPath.existing(options.ledger, isNeeded: false)
        {
            reader = try LedgerPath.reader(path)
        }
        let ledger = reader
        let planner = try planner(linter, api) { model, digest throws(LedgerFault) in
            try ledger?.submissions(target: api.name, model: model, digest: digest) ?? 0
        }
        let plan = try planner.plan(judged)
        options.show(plan)
        guard let excess = planner.obstacle(to: plan) ?? options.ceilings.excess(of: plan) else {
            return try await refuse(judged, nil, "dry run", deliver)
        }
        return try await refuse(judged, .refused, excess, deliver)
    }

    private func planner(
        _ linter: Linter,
        _ api: ModelAPI,
        _ submissions: @escaping (ModelID, String) throws(LedgerFault) -> Int
    ) throws(PreflightError) -> SubmissionPlanner {
        SubmissionPlanner(
            linter: linter,
            submissions: submissions,
            listed: try ProviderCatalogue.kept(for: api.name),
            base: api.base,
            showsQueries: options.lint.showsQueries,
            again: options.again,
            objection: { objection(to: $0) }
        )
    }

    /// Reports that nothing is submitted, and why those that could be are not.
    private func refuse(
        _ judged: [Linter.Judged],
        _ refusal: ExitReason?,
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
        return Set(judged.compactMap { $0.report.reasonAgainst(failingOn: severity) ?? refusal })
    }

    private func submit(
        _ judged: [Linter.Judged],
        _ linter: Linter,
        _ api: ModelAPI,
        _ ledger: SubmissionLedger,
        _ deliver: (SubjectReport) async throws -> Void
    ) async throws -> Set<ExitReason> {
        let submitter = try api.submitter(
            ledger: ledger,
            results: options.results,
            longestWait: options.longestWait,
            control: options.control,
            news: options.news
        )
        do throws(ResultStore.Fault) {
            if judged.contains(where: { isSubmittable($0.report) }) { try submitter.prepare() }
        } catch {
            throw PreflightError(.usage, "results cannot be stored in \(error.reason)")
        }
        let measuring = Remeasuring(linter, options) { WallClock.secondsSince1970() }
        let sender = JobSender(submitter, options, measuring)
        let canceller = options.cancelsOnInterrupt ? JobCanceller(api: api, ledger: ledger) : nil
        var reasons: Set<ExitReason> = []
        var waiting = judged.makeIterator()
        try await InOrder.run(
            limit: options.concurrency,
            // A job that takes long keeps no other from being sent.
            mostWaiting: judged.count,
            next: { waiting.next() },
            work: { subject in
                guard isSubmittable(subject.report) else {
                    var report = subject.report
                    report.submission = SubmissionReport(state: .notSubmitted)
                    return (report, report.reasonAgainst(failingOn: severity))
                }
                var (report, reason) = await sender.sent(subject)
                if options.control.reason != nil, let canceller {
                    await canceller.cancel(&report)
                }
                return (report, reason)
            },
            deliver: { (report: SubjectReport, reason: ExitReason?) in
                if let reason { reasons.insert(reason) }
                try await deliver(report)
            }
        )
        return reasons
    }

    private var severity: Severity { options.failOn.severity ?? .error }

    private func isSubmittable(_ report: SubjectReport) -> Bool {
        report.isSubmittable(failingOn: severity)
    }

    /// Why a subject is not submitted; `nil` for one that is.
    private func objection(to report: SubjectReport) -> String? {
        guard !isSubmittable(report) else { return nil }
        if report.kind != .payload { return "no payload" }
        let rules = report.findings.filter { $0.severity >= severity }.map(\.rule.name.description)
        let doubts = report.doubts.map(\.rule.name.description)
        let names = rules.isEmpty ? doubts : rules
        return names.isEmpty ? "not checked" : Set(names).sorted().joined(separator: ", ")
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
