import Foundation
import Preflight
import Testing

@testable import PreflightCommand

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A lint of payloads that are written one after the other, watched on a terminal.
private final class Session {
    private let process = Process()
    private let input = Pipe()
    private let output: URL
    private let terminal: FileHandle
    private let scratch: Scratch

    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        scratch = try Scratch()
        output = URL(filePath: scratch.path("out"))
        try Data().write(to: output)
        var (main, side) = (Int32(0), Int32(0))
        guard unsafe openpty(&main, &side, nil, nil, nil) == 0 else { throw Errors.noTerminal }
        terminal = FileHandle(fileDescriptor: main, closeOnDealloc: true)
        process.executableURL = Command.binary
        process.arguments =
            ["lint", "-", "--model", "bytedance/seedance-1-0/pro/fast/text-to-video"] + arguments
        process.currentDirectoryURL = Command.root
        process.environment = ["TERM": "xterm", "PATH": "/usr/bin:/bin"]
            .merging(environment) { _, new in new }
        process.standardInput = input
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle(fileDescriptor: side, closeOnDealloc: true)
        try process.run()
    }

    private enum Errors: Error { case noTerminal }

    func write(_ text: String) { input.fileHandleForWriting.write(Data(text.utf8)) }

    /// What the terminal has shown once `word` was among it.
    func shown(until word: String) -> String {
        var text = ""
        while !text.contains(word) {
            let data = terminal.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
        }
        return text
    }

    /// Waits until a report of so many lines is written.
    func waitForLines(_ count: Int) throws {
        while try Data(contentsOf: output).count(where: { $0 == 0x0a }) < count { sched_yield() }
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Ends the input if nothing else ends the process, and gives its code, report and the rest that
    /// the terminal has shown.
    func end(closing: Bool) throws -> (code: Int32, report: String, rest: String) {
        if closing { try input.fileHandleForWriting.close() }
        process.waitUntilExit()
        // What was written before is there, and nothing blocks.
        let flags = fcntl(terminal.fileDescriptor, F_GETFL)
        _ = fcntl(terminal.fileDescriptor, F_SETFL, flags | O_NONBLOCK)
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe read(terminal.fileDescriptor, &bytes, bytes.count)
        return (
            process.terminationStatus,
            String(decoding: try Data(contentsOf: output), as: UTF8.self),
            String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        )
    }
}

@Suite(.timeLimit(.minutes(2))) struct `On a terminal` {
    @Test func `progress is shown while a run lasts, and gone when it ends`() throws {
        let session = try Session([])
        session.write("{\"text\": \"a kite\"}\n")
        #expect(session.shown(until: "1 checked, ").contains("\r\u{1b}[K1 checked, "))
        let end = try session.end(closing: true)
        #expect(end.code == 0)
        #expect(end.rest.hasSuffix("\r\u{1b}[K"))
        #expect(end.report.hasSuffix("exit 0: done\n"))
    }

    @Test(
        arguments: [
            ([:], true, true), ([:], false, false), (["CI": "true"], true, false),
            (["CI": ""], true, true), (["CI": "false"], true, true),
            (["TERM": "dumb"], true, false),
        ] as [([String: String], Bool, Bool)]
    )
    func `progress is shown to who wants it`(
        environment: [String: String],
        isTerminal: Bool,
        expected: Bool
    ) {
        #expect(ProgressBar.isWanted(environment: environment, isTerminal: isTerminal) == expected)
    }

    @Test func `progress tells how much, how fast and what is slow`() {
        let now = ContinuousClock.now
        let moment = LintProgress.Moment(
            checked: 1500,
            begun: 500,
            bytes: 12_345_678,
            slowest: ("https://slow.example/a.png", now - .seconds(3))
        )
        let line = ProgressBar.line(moment, of: 2000, after: .seconds(10), now: now)
        #expect(
            line == "25 %, 1,500 checked, 150/s, 12 MB, 30 seconds left, "
                + "waiting for https://slow.example/a.png"
        )
        let first = LintProgress.Moment(checked: 0, begun: 1, bytes: 0, slowest: ("a", now))
        #expect(ProgressBar.line(first, of: nil, after: .seconds(1), now: now) == "0 checked, 0/s")
    }

    @Test(arguments: [(SIGINT, Int32(130), "interrupted"), (SIGTERM, 143, "terminated")])
    func `a signal ends a run at once, with a whole report`(
        signal: Int32,
        code: Int32,
        word: String
    ) throws {
        let human = try Session([])
        human.write("{\"text\": \"a kite\"}\n")
        _ = human.shown(until: "1 checked, ")
        human.signal(signal)
        let end = try human.end(closing: false)
        #expect(end.code == code)
        #expect(end.report.hasSuffix("exit \(code): \(word)\n"))

        let json = try Session(["--format", "json"])
        json.write("{\"text\": \"a kite\"}\n")
        try json.waitForLines(10)
        json.signal(signal)
        let report = try JSON(json.end(closing: false).report)
        #expect(report?["summary"]?["accepted"]?.number == 1)
        #expect(report?["summary"]?["undecided"]?.number == 1)
        #expect(report?["verdict"]?.text == "undecided")
    }

    @Test(arguments: [
        "concise", "ndjson", "sarif", "junit", "junit-strict", "gitlab", "rdjson", "github",
        "markdown", "html",
    ])
    func `a report of a part says so`(format: String) throws {
        let session = try Session(["--format", format])
        session.write("{\"text\": \"a kite\"}\n")
        _ = session.shown(until: "1 checked, ")
        session.signal(SIGINT)
        let end = try session.end(closing: false)
        #expect(end.code == 130)
        #expect(end.report.contains("interrupted-run"))
    }

    @Test func `a payload is reported before the next one is written`() throws {
        let session = try Session(["--format", "ndjson"])
        for count in 1...3 {
            session.write("{\"text\": \"kite \(count)\"}\n")
            try session.waitForLines(count)
        }
        #expect(try session.end(closing: true).code == 0)
    }

    @Test func `a second signal ends a run that nobody reads`() throws {
        let folder = try Scratch()
        let pipe = Pipe()
        let process = Process()
        process.executableURL = Command.binary
        process.currentDirectoryURL = URL(filePath: folder.path(""))
        // More than a pipe holds.
        let line = "{\"text\": 5}\n"
        try folder.write("jobs.ndjson", String(repeating: line, count: 20_000))
        process.arguments = [
            "lint", "jobs.ndjson", "--format", "ndjson", "--output", "json=all.json", "--isolated",
        ]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        // Something has come, so that the run is under way, and nobody reads on.
        #expect(pipe.fileHandleForReading.availableData.isEmpty == false)
        kill(process.processIdentifier, SIGINT)
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(""))
        #expect(names.filter { $0.hasPrefix("all.json") }.isEmpty)
    }
}

@Suite struct `How much is told` {
    private let folder: Scratch

    init() throws {
        folder = try Scratch()
        try folder.write("jobs.ndjson", #"{"text": "a"}"# + "\n" + #"{"text": "b --dur 5"}"# + "\n")
    }

    private func lint(_ arguments: String...) throws -> Command {
        let model = ["--model", "bytedance/seedance-1-0/pro/fast/text-to-video"]
        return try .run(["lint", folder.path("jobs.ndjson")] + model + arguments)
    }

    @Test func `is nothing when quiet and nothing fails`() throws {
        let quiet = try lint("-q")
        #expect(quiet.code == 0)
        #expect(quiet.output.isEmpty && quiet.errors.isEmpty)
        let strict = try lint("--quiet", "--fail-on", "note")
        #expect(strict.code == 1)
        #expect(strict.output.contains("flag-in-text"))
        #expect(!strict.output.contains("checked"))
    }

    @Test func `is what was accepted and why, when verbose`() throws {
        let usual = try lint()
        #expect(!usual.output.contains("accepted: "))
        let verbose = try lint("-v")
        #expect(verbose.output.contains("accepted: \(folder.path("jobs.ndjson"))#1"))
        #expect(verbose.output.contains("\n  why:   "))
        #expect(verbose.code == usual.code)
        #expect(try lint("-q", "-v").code == 2)
    }
}
