internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting

/// Submits what was accepted.
struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Check payloads, submit those that were accepted, and fetch their results.",
        discussion: """
            Without --sandbox a token is read from --token-file, RUNCOMFY_TOKEN, YOUR_API_TOKEN or the
            file that the provider's own client keeps, and money is spent: a terminal is asked, anything
            else needs --yes. Ctrl-C sends nothing more, waits up to 5 s for what is being sent, and
            names the jobs that go on.
            """
    )

    @OptionGroup var inputs: InputArguments
    @OptionGroup var output: OutputArguments
    @OptionGroup var target: TargetArguments
    @OptionGroup var following: FollowingArguments

    @Flag(help: "Submit to a local imitation that runs for this call; nothing costs money.")
    var sandbox = false

    @Option(help: "What goes wrong in --sandbox: a file of preflight sandbox.")
    var scenario: String?

    @Flag(help: "Give consent without being asked.")
    var yes = false

    @Flag(
        name: .customLong("dry-run"),
        help: "Show the plan and the requests, and send nothing."
    )
    var isDryRun = false

    @Flag(help: "Submit a payload that was submitted before once more.")
    var again = false

    @Flag(
        name: .customLong("all-or-nothing"),
        help: "Submit nothing when one payload is not accepted."
    )
    var allOrNothing = false

    @Option(
        name: .customLong("max-jobs"),
        help: "The largest number of jobs; --yes does not lift it."
    )
    var maxJobs: Int?

    @Option(
        name: .customLong("max-seconds"),
        help: "The largest sum of the lengths of the videos, in seconds; --yes does not lift it."
    )
    var maxSeconds: Int?

    @Option(
        name: .customLong("max-cost"),
        help: "The largest cost in US dollars; --yes does not lift it.",
        transform: { text in
            guard let cost = Fraction(cost: text) else {
                throw ValidationError("--max-cost is a number from 0 to 1000000, not \"\(text)\"")
            }
            return cost
        }
    )
    var maxCost: Fraction?

    @Option(
        name: .customLong("max-age"),
        help: "How many seconds old the measurements of an image may be when it is sent."
    )
    var maxAge = SubmitOptions.usualAge

    @Flag(
        name: .customLong("cancel-on-interrupt"),
        help: "Cancel the jobs that are under way when the run is interrupted."
    )
    var cancelsOnInterrupt = false

    @Option(help: "The ledger of submissions.")
    var ledger: String?

    func validate() throws {
        guard !(sandbox && target.sandboxAt != nil) else {
            throw ValidationError("--sandbox and --sandbox-at exclude each other")
        }
        guard scenario == nil || sandbox else {
            throw ValidationError("--scenario needs --sandbox")
        }
        for (name, value) in [("--max-jobs", maxJobs), ("--max-seconds", maxSeconds)] {
            guard value.map((0...1_000_000).contains) ?? true else {
                throw ValidationError("\(name) is a number from 0 to 1000000")
            }
        }
        guard (0...1_000_000).contains(maxAge) else {
            throw ValidationError("--max-age is a number of seconds from 0 to 1000000")
        }
    }

    func run() async throws {
        do {
            try await submit()
        } catch let error as PreflightError {
            throw error.told()
        }
    }

    private func submit() async throws {
        let configuration = try inputs.configuration()
        var (lint, failOn) = try inputs.options(configuration)
        let ledgerFiles =
            ledger.map { path in ["", "-wal", "-shm", ".lock"].map { path + $0 } } ?? []
        let needed = [scenario, target.tokenFile, target.sandboxAt].compactMap { $0 } + ledgerFiles
        let plan = try output.plan(configuration, replacingNoneOf: inputs.namedFiles + needed)
        lint.serve(plan.formats)
        let progress = plan.showsProgress ? ProgressBar(LintProgress()) : nil
        lint.progress = progress?.progress
        let watch = JobWatch(
            isQuiet: output.quiet,
            ledger: ledger,
            target: target,
            following: following,
            // A sandbox of this call ends with it, and with it its jobs.
            isForgotten: sandbox || ledger == nil && target.sandboxAt != nil
        )
        var options = try options(configuration, lint, failOn, watch)
        let view = PlanView(
            isBrief: output.quiet,
            showsAll: output.verbose,
            showsRequests: isDryRun
        )
        options.show = { plan in
            // Everything is measured now, and each job speaks for itself.
            progress?.end()
            view.show(plan)
        }
        let control = options.control
        let isFree = options.target.isSandbox || yes
        let run = try SubmissionRun(options)
        let report = try OutputArguments.report(
            plan,
            try ReportContext(
                formats: plan.formats,
                schemas: lint.schemas,
                limit: failOn,
                environment: configuration.environment
            ),
            outlivesReader: true,
            progress: progress,
            // Once everything is checked, each payload is told, whatever became of it.
            interruption: { $0.checked == 0 ? .interruption : nil }
        )
        let inputs = try inputs.lintInputs()
        let watching = progress.map { progress in
            Task { await progress.run(counting: { nil }) }
        }
        defer {
            watching?.cancel()
            progress?.end()
        }
        let work = Task {
            try await run.run(
                inputs,
                consent: { plan in isFree || Consent.isGiven(for: plan) },
                each: { subject in
                    watch.note(subject.submission)
                    report.add(subject)
                }
            )
        }
        let signals = RunSignals(
            report,
            RunSignals.Run(
                control: control,
                patience: .milliseconds(cancelsOnInterrupt ? 10_800 : 5_800),
                cancel: { work.cancel() },
                giveUp: { watch.end() }
            )
        )
        defer { withExtendedLifetime(signals) {} }
        var reasons = try await work.value
        if let reason = control.reason { reasons.insert(reason) }
        watch.end()
        throw Ending(report.end(reasons))
    }

    private func options(
        _ configuration: Configuration,
        _ lint: LintOptions,
        _ failOn: FailureLimit,
        _ watch: JobWatch
    ) throws(PreflightError) -> SubmitOptions {
        // Nothing is sent without the token, and a dry run sends nothing.
        let isTokenNeeded = !isDryRun || target.sandboxAt != nil
        var options = SubmitOptions(
            target: sandbox
                ? .sandbox(scenario: scenario)
                : isTokenNeeded ? try target.target() : .provider(token: "none")
        )
        options.lint = lint
        options.ledger = ledger
        options.results = try following.options()
        options.longestWait = following.longestWait
        options.again = again
        options.allOrNothing = allOrNothing
        options.failOn = failOn
        options.ceilings = SpendingCeilings(
            jobs: try configuration.mostJobs(maxJobs).value,
            seconds: try configuration.mostSeconds(maxSeconds).value,
            cost: try configuration.highestCost(maxCost).value
        )
        options.concurrency = inputs.concurrency ?? SubmitOptions.usualConcurrency
        options.longestAge = maxAge
        options.isDryRun = isDryRun
        options.cancelsOnInterrupt = cancelsOnInterrupt
        options.news = { watch.tell($0) }
        return options
    }
}

/// Asks the person at the terminal.
enum Consent {
    static func isGiven(for plan: SubmissionPlan) -> Bool {
        guard !plan.jobs.isEmpty else { return true }
        guard Terminal.canAsk else {
            Terminal.say("no terminal to ask at: give consent with --yes")
            return false
        }
        Terminal.say("Submit? [y/N]")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}
