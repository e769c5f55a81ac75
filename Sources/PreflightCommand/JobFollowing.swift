internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting

/// What the verbs that come back to jobs have in common.
struct FollowArguments: ParsableArguments {
    @OptionGroup var ledger: Jobs.LedgerArgument
    @OptionGroup var target: TargetArguments

    @Option(help: "The format: human or json.") var format: Jobs.Format = .human

    @Flag(name: .shortAndLong, help: "Say nothing on the way.")
    var quiet = false

    @Argument(help: "Numbers in the ledger, or request ids; all unfinished jobs without any.")
    var jobs: [String] = []

    /// Follows the jobs, shows what became of them, and ends.
    ///
    /// Completed jobs are done with when nobody asked for their results.
    func follow(
        noting: Bool = true,
        _ change: (inout JobActions.Following) throws(PreflightError) -> Void
    ) async throws -> Never {
        let watch = JobWatch(isQuiet: quiet, ledger: ledger.ledger, target: target)
        var following = JobActions.Following()
        following.news = { watch.tell($0) }
        let reasons: Set<ExitReason>
        do {
            try change(&following)
            reasons = try await follow(following, noting ? .all : .unfinished, watch)
        } catch let error as PreflightError {
            throw error.told()
        }
        watch.end()
        throw Ending(ExitReason(of: reasons))
    }

    private func follow(
        _ following: JobActions.Following,
        _ noted: JobWatch.Noted,
        _ watch: JobWatch
    ) async throws -> Set<ExitReason> {
        let target = try target.target()
        let actions = try JobActions(ledger: ledger.ledger)
        defer { actions.close() }
        let format = format
        let names = jobs
        let work = Task {
            var followed: [JobActions.Followed] = []
            let reasons = try await actions.follow(names, following, at: target) { job in
                watch.note(job.report, noted)
                followed.append(job)
                if format == .human { Terminal.print(job.line.neutralisedLine + "\n") }
            }
            if format == .json {
                Terminal.print(JSONText.encode(followed.map(\.record), pretty: true))
            }
            return reasons
        }
        let signals = RunSignals(
            nil,
            RunSignals.Run(
                control: following.control,
                patience: .milliseconds(5800),
                cancel: { work.cancel() },
                giveUp: { watch.end() }
            )
        )
        defer { withExtendedLifetime(signals) {} }
        var reasons = try await work.value
        if let reason = following.control.reason { reasons.insert(reason) }
        return reasons
    }
}

extension Jobs {
    struct Wait: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "wait",
            abstract: "Wait until jobs have ended; the exit code is their verdict."
        )

        @OptionGroup var follow: FollowArguments
        @Option(name: .customLong("max-wait"), help: "Seconds to wait; the jobs go on.")
        var longestWait = SubmitOptions.usualWait

        func validate() throws {
            guard (0...1_000_000).contains(longestWait) else {
                throw ValidationError("--max-wait is a number of seconds from 0 to 1000000")
            }
        }

        func run() async throws {
            try await follow.follow(noting: false) { following in
                following.storesResults = false
                following.longestWait = longestWait
            }
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resume",
            abstract: "Wait for jobs that were accepted, and fetch their results."
        )

        @OptionGroup var follow: FollowArguments
        @OptionGroup var how: FollowingArguments

        func run() async throws {
            let how = how
            try await follow.follow { following throws(PreflightError) in
                try how.apply(to: &following)
            }
        }
    }

    struct Download: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "download",
            abstract: "Fetch the results of jobs that have completed."
        )

        @OptionGroup var follow: FollowArguments
        @OptionGroup var how: FollowingArguments

        func run() async throws {
            let how = how
            try await follow.follow { following throws(PreflightError) in
                following.waits = false
                try how.apply(to: &following)
            }
        }
    }
}

extension JobActions.Followed {
    /// The job on one line, and why it is not done with.
    fileprivate var line: String {
        ([record.line] + [report.detail].compactMap { $0 } + report.files).joined(separator: "  ")
    }
}
