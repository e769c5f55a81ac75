internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel

/// Where jobs are, and by whose leave.
struct TargetArguments: ParsableArguments {
    @Option(
        name: .customLong("sandbox-at"),
        help: "Use the running sandbox that wrote this ready file."
    )
    var sandboxAt: String?

    @Option(
        name: .customLong("token-file"),
        help: "A file with the token, which nobody else can read."
    )
    var tokenFile: String?

    /// The target; the provider's token is read only when it is needed.
    func target() throws(PreflightError) -> SubmitOptions.Target {
        if let sandboxAt { return .runningSandbox(readyFile: sandboxAt) }
        return .provider(
            token: try Token.read(
                file: tokenFile,
                environment: ProcessInfo.processInfo.environment
            )
        )
    }
}

/// How results are stored, and how long jobs are waited for.
struct FollowingArguments: ParsableArguments {
    @Option(help: "The folder for results.")
    var results = ResultOptions.usualFolder

    @Option(
        help: ArgumentHelp(
            "How results are called.",
            discussion: ResultOptions.placeholders.joined(separator: " ")
                + "; {n} counts the results of one job; characters that names should not have become"
                + " dashes."
        )
    )
    var name = ResultOptions.usualName

    @Option(
        name: .customLong("result-host"),
        help: "A host that results may come from, besides the provider's (repeatable)."
    )
    var resultHosts: [String] = []

    @Option(
        name: .customLong("max-wait"),
        help: "Seconds that each job is waited for; it goes on at the provider."
    )
    var longestWait = SubmitOptions.usualWait

    func validate() throws {
        guard (0...1_000_000).contains(longestWait) else {
            throw ValidationError("--max-wait is a number of seconds from 0 to 1000000")
        }
        let isName = { (host: String) in
            !host.isEmpty && host.utf8.allSatisfy { $0 < 0x80 }
                && host.allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
        }
        do throws(PreflightError) {
            _ = try options()
        } catch {
            throw ValidationError(error.message)
        }
        if let host = resultHosts.first(where: { !isName($0) }) {
            throw ValidationError("--result-host is the name of a host, not \"\(host)\"")
        }
    }

    /// Makes the choices for jobs that are gone on with.
    func apply(to following: inout JobActions.Following) throws(PreflightError) {
        following.results = try options()
        following.longestWait = longestWait
    }

    /// The choice of how results are stored.
    func options() throws(PreflightError) -> ResultOptions {
        try ResultOptions(
            folder: results,
            hosts: resultHosts.map { $0.lowercased() },
            name: name
        )
    }
}
