internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting

/// Where jobs are sent, and by whose leave.
struct TargetArguments: ParsableArguments {
    @Flag(help: "Submit to a local imitation that runs for this call; nothing costs money.")
    var sandbox = false

    @Option(
        name: .customLong("sandbox-at"),
        help: "Submit to the running sandbox that wrote this ready file."
    )
    var sandboxAt: String?

    func validate() throws {
        guard !(sandbox && sandboxAt != nil) else {
            throw ValidationError("--sandbox and --sandbox-at exclude each other")
        }
    }

    /// The target; the provider's token is read from the environment only when it is needed.
    func target() throws(PreflightError) -> SubmitOptions.Target {
        if sandbox { return .sandbox }
        if let sandboxAt { return .runningSandbox(readyFile: sandboxAt) }
        return .provider(token: try Token.read(from: ProcessInfo.processInfo.environment))
    }
}

/// The provider's token, which is never taken from the command line.
enum Token {
    private static let names = ["RUNCOMFY_TOKEN", "YOUR_API_TOKEN"]

    /// The token that the environment holds; two different ones are refused.
    static func read(from environment: [String: String]) throws(PreflightError) -> String {
        let values = Set(names.compactMap { environment[$0] }.filter { !$0.isEmpty })
        guard values.count <= 1 else {
            throw PreflightError(
                .usage,
                "\(names.joined(separator: " and ")) hold different tokens"
            )
        }
        guard let token = values.first else {
            throw PreflightError(
                .authentication,
                "no token: set \(names.joined(separator: " or ")), or use the sandbox"
            )
        }
        guard token.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
            throw PreflightError(.authentication, "the token holds characters that no token has")
        }
        return token
    }
}

/// Submits what was accepted.
struct Submit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Check payloads, submit those that were accepted, and fetch their results.",
        discussion: """
            Without --sandbox a token is read from RUNCOMFY_TOKEN or YOUR_API_TOKEN, and money is
            spent: a terminal is asked, anything else needs --yes.
            """
    )

    @OptionGroup var inputs: InputArguments
    @OptionGroup var output: OutputArguments
    @OptionGroup var target: TargetArguments

    @Flag(help: "Give consent without being asked.")
    var yes = false

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

    @Option(help: "The ledger of submissions.")
    var ledger: String?

    @Option(help: "The folder for results.")
    var results = "results"

    func validate() throws {
        for (name, value) in [("--max-jobs", maxJobs), ("--max-seconds", maxSeconds)] {
            guard value.map((0...1_000_000).contains) ?? true else {
                throw ValidationError("\(name) is a number from 0 to 1000000")
            }
        }
    }

    func run() async throws {
        do {
            let configuration = try inputs.configuration()
            var (lint, failOn) = try inputs.options(configuration)
            let plan = try output.plan(configuration, replacingNoneOf: inputs.inputs)
            lint.serve(plan.formats)
            let target = try target.target()
            let run = try SubmissionRun(
                SubmitOptions(
                    lint: lint,
                    target: target,
                    ledger: ledger,
                    results: results,
                    again: again,
                    allOrNothing: allOrNothing,
                    failOn: failOn,
                    ceilings: SpendingCeilings(
                        jobs: try configuration.mostJobs(maxJobs).value,
                        seconds: try configuration.mostSeconds(maxSeconds).value
                    )
                )
            )
            let report = try OutputArguments.report(
                plan,
                try ReportContext(
                    formats: plan.formats,
                    schemas: lint.schemas,
                    limit: failOn,
                    environment: configuration.environment
                ),
                outlivesReader: true
            )
            let signals = RunSignals(
                report,
                advice: "jobs that were accepted go on; preflight jobs list names them, and the"
                    + " same command again waits for them"
            )
            defer { withExtendedLifetime(signals) {} }
            let isFree = target.isSandbox || yes
            let reasons = try await run.run(
                try inputs.lintInputs(),
                consent: { plan in isFree || Consent.isGiven(for: plan) },
                each: { report.add($0) }
            )
            throw Ending(report.end(reasons))
        } catch let error as PreflightError {
            throw error.told()
        }
    }
}

/// Asks the person at the terminal.
enum Consent {
    static func isGiven(for plan: SubmissionPlan) -> Bool {
        guard !plan.jobs.isEmpty else { return true }
        var lines = plan.jobs.map { job in
            "  \(job.subject) for \(job.model), \(job.seconds.map { "\($0) s" } ?? "unknown length")"
        }
        let repeated = plan.accepted.count - plan.jobs.count
        let seconds = plan.jobs.compactMap(\.seconds).reduce(0, +)
        lines.append(
            "\(plan.jobs.count) to be paid for, \(seconds) s of video; \(plan.leftOut) left out"
                + (repeated > 0 ? ", \(repeated) submitted before" : "")
        )
        Terminal.say(lines.joined(separator: "\n"))
        guard Terminal.canAsk else {
            Terminal.say("no terminal to ask at: give consent with --yes")
            return false
        }
        Terminal.say("Submit? [y/N]")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}
