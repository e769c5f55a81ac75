internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Preflight
internal import PreflightModel

/// Serves the local RunComfy and image host.
struct SandboxVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Serve the local RunComfy and image host until interrupted.",
        discussion: """
            A scenario is a JSON file such as {"queue": 2, "faults": [{"fault": "accepted-dropped",
            "after": 1, "times": 1}]}: after so many calls that go well, so many go wrong (times 0: all),
            with "seconds" for pauses and Retry-After. One request asks for a fault by the header
            X-Sandbox-Fault: NAME [SECONDS]. --list-faults names them.
            """
    )

    @Argument(help: "The folders whose files the image host serves.")
    var folders: [String] = ["."]

    @Option(
        name: .customLong("ready-file"),
        help: "Where to write what a client needs, once the sandbox answers."
    )
    var readyFile: String?

    @Option(help: "Where to write what was asked for, as NDJSON.")
    var log: String?

    @Option(help: "What goes wrong, and when: a JSON file.")
    var scenario: String?

    @Flag(name: .customLong("list-faults"), help: "List what can go wrong, and end.")
    var listsFaults = false

    func run() async throws {
        if listsFaults {
            let width = LocalSandbox.faults.map(\.name.count).max() ?? 0
            let lines = LocalSandbox.faults.map { fault in
                fault.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + fault.summary
            }
            Terminal.print(lines.joined(separator: "\n") + "\n")
            throw Ending(.done)
        }
        do {
            let ready = readyFile
            let reason = Interruption()
            try await LocalSandbox(folders: folders, log: log, scenario: scenario)
                .serving { access in
                    if let ready {
                        do {
                            try Data(access).write(to: URL(filePath: ready), options: .atomic)
                        } catch {
                            throw PreflightError(
                                .usage,
                                "\(ready) cannot be written",
                                cause: "\(error)"
                            )
                        }
                    } else {
                        Terminal.print(String(decoding: access, as: UTF8.self))
                    }
                    await reason.wait()
                }
            throw Ending(await reason.reason)
        } catch let error as PreflightError {
            throw error.told()
        }
    }
}

/// Waits for SIGINT or SIGTERM.
private actor Interruption {
    private(set) var reason = ExitReason.interrupted

    func wait() async {
        let signals: [(Int32, ExitReason)] = [(SIGINT, .interrupted), (SIGTERM, .terminated)]
        let (stream, continuation) = AsyncStream.makeStream(of: ExitReason.self)
        let sources = signals.map { number, reason in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield(reason) }
            source.resume()
            return source
        }
        for await received in stream {
            reason = received
            break
        }
        for source in sources { source.cancel() }
    }
}
