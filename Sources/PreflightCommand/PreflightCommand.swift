internal import ArgumentParser
internal import Foundation
internal import PreflightModel

/// The command.
///
/// It holds no logic of its own: each verb is one file.
@main
struct PreflightCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preflight",
        abstract: "Check the images and payloads of a video job before it is paid for.",
        discussion: """
            Exit codes: 0 done; 1 findings at or above --fail-on, or a job that failed; 2 usage or
            configuration; 3 incomplete: something could not be checked; 5 refused before spending;
            6 the outcome of a submission is unknown; 69, 75, 77 the model API is unavailable, asks
            to try later, or refuses the token.
            """,
        version: ToolVersion.text,
        subcommands: [
            Lint.self, Submit.self, Jobs.self, Rules.self, Explain.self, Models.self,
            Config.self, SandboxVerb.self,
        ]
    )

    private static func asksForText(_ argument: String) -> Bool {
        ["-h", "--help", "help", "--version"].contains(argument)
            || argument.hasPrefix("--generate-completion-script")
            || argument.hasPrefix("--experimental-dump-help")
    }

    static func main() async {
        // A file that grows beyond what is allowed is an error of its write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var verb = command as? any AsyncParsableCommand {
                try await verb.run()
            } else {
                try command.run()
            }
        } catch let ending as Ending {
            Terminal.end(ending.reason)
        } catch {
            // The parser's own code for a wrong command line is 64; ours is the same for all verbs.
            let isFailure = exitCode(for: error) != .success
            let text = fullMessage(for: error)
            // A file called `-photo.png` holds an `h`: help that nobody asked for is a mistake.
            guard isFailure || CommandLine.arguments.contains(where: Self.asksForText) else {
                if let option = CommandLine.arguments.dropFirst().first(where: { $0.hasPrefix("-") }
                ) {
                    Terminal.complain(
                        "error: no option \(option); write -- before a name that begins so"
                    )
                } else {
                    Terminal.complain(text)
                }
                Terminal.end(.usage)
            }
            if isFailure {
                let arguments = Array(CommandLine.arguments.dropFirst())
                Terminal.complain(VerbHint.text(for: arguments) ?? text)
                Terminal.end(.usage)
            }
            Terminal.print(text.hasSuffix("\n") ? text : text + "\n")
            Terminal.end(.done)
        }
    }
}
