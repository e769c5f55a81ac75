import Foundation
import Testing

@testable import PreflightCommand

/// Submissions by the binary.
@Suite struct `A submission` {
    private let folder: Scratch

    init() throws { folder = try Scratch() }

    private static let model = "bytedance/seedance-1-0/pro/fast/text-to-video"
    private static let canary = "canary-5f2a9c"

    private func submit(
        _ more: String...,
        job: String = #"{"text": "a red kite above the hills", "duration": 2}"#,
        environment: [String: String] = [:]
    ) throws -> Command {
        try folder.write("jobs.json", job)
        return try Command(
            list: [
                "submit", folder.path("jobs.json"), "--model", Self.model, "--results",
                folder.path("results"),
            ] + more,
            binary: Command.binary,
            environment: ["XDG_CACHE_HOME": folder.path("cache"), "HOME": folder.path("")].merging(
                environment
            ) { _, new in new },
            folder: Command.root
        )
    }

    private func scenario(_ text: String) throws -> [String] {
        try folder.write("scenario.json", text)
        return ["--sandbox", "--scenario", folder.path("scenario.json")]
    }

    private func submitWith(_ text: String, _ more: String...) throws -> Command {
        try folder.write("jobs.json", #"{"text": "a red kite above the hills", "duration": 2}"#)
        return try Command.run(
            [
                "submit", folder.path("jobs.json"), "--model", Self.model, "--results",
                folder.path("results"), "--format", "json",
            ] + scenario(text) + more
        )
    }

    // MARK: Before money

    @Test func `a dry run shows the requests, and sends and keeps nothing`() throws {
        let run = try submit("--dry-run")
        #expect(run.code == 0)
        #expect(run.errors.contains("1 job to be submitted, 2 s of video, cost unknown"))
        #expect(run.errors.contains("POST https://model-api.runcomfy.net/v1/models/\(Self.model)"))
        #expect(run.errors.contains("Authorization: Bearer ***"))
        #expect(run.errors.contains(#"{"duration":2,"text":"a red kite above the hills"}"#))
        #expect(run.output.contains("not-submitted"))
        #expect(!FileManager.default.fileExists(atPath: folder.path("results")))
        #expect(!FileManager.default.fileExists(atPath: folder.path(".local")))
    }

    @Test func `without a terminal and without consent nothing is sent`() throws {
        let run = try submit(environment: ["RUNCOMFY_TOKEN": Self.canary])
        #expect(run.code == 5)
        #expect(run.errors.contains("give consent with --yes"))
        #expect(run.errors.contains("1 job to be submitted"))
    }

    @Test func `a ceiling on the cost needs a price`() throws {
        let run = try submit("--sandbox", "--max-cost", "100")
        #expect(run.code == 5)
        #expect(run.output.contains("a price is not known"))
    }

    @Test func `prices come from the catalogue that was fetched`() throws {
        let sandbox = try RunningSandbox(in: folder)
        let cache = ["XDG_CACHE_HOME": folder.path("cache")]
        let refresh = try Command(
            "models",
            "--refresh",
            "--sandbox-at",
            sandbox.ready,
            environment: cache
        )
        #expect(refresh.code == 0)
        #expect(refresh.output.contains("\(Self.model): as it is built in, 0.12 USD per output"))
        #expect(refresh.output.contains("3 models, kept in \(folder.path("cache"))"))
        let dear = try submit("--sandbox", "--max-cost", "0.11")
        #expect(dear.code == 5)
        #expect(dear.output.contains("0.12 USD are more than the ceiling of 0.11 USD"))
        let cheap = try submit("--sandbox", "--max-cost", "0.12")
        #expect(cheap.code == 0)
        #expect(cheap.errors.contains(/cost 0\.12 USD by prices of 20\d\d-\d\d-\d\d;/))
    }

    @Test(
        arguments: [
            (#""maxLength":500"#, #""maxLength":400"#, "text changed"),
            (#""display_name":"Seedance 1.0 Pro"#, #""display_name":"Another name"#, nil),
            (#""seed":{"#, #""style":{"type":"string"},"seed":{"#, "style added"),
            ("text-to-video", "text-to-film", "the model is gone"),
        ] as [(String, String, String?)]
    )
    func `a model that has changed at the provider is not paid for`(
        old: String,
        new: String,
        words: String?
    ) throws {
        let sandbox = try RunningSandbox(in: folder)
        let cache = ["XDG_CACHE_HOME": folder.path("cache")]
        _ = try Command("models", "--refresh", "--sandbox-at", sandbox.ready, environment: cache)
        let path = folder.path("cache/preflight/models-sandbox.json")
        let kept = try String(contentsOfFile: path, encoding: .utf8)
        #expect(kept.contains(old))
        try kept.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
        let run = try submit("--sandbox")
        #expect((run.code == 5) == (words != nil))
        if let words { #expect(run.output.contains(words)) }
    }

    @Test(
        arguments: [([], 1), (["--max-age", "0"], 2), (["--max-age", "600"], 1)]
            as [([String], Int)]
    )
    func `an image is measured again when its measurements are too old`(
        options: [String],
        requests: Int
    ) throws {
        let sandbox = try RunningSandbox(in: folder)
        let run = try Command.run(
            [
                "submit", "Fixtures/jobs/portrait.json", "--sandbox-at", sandbox.ready,
                "--results", folder.path("results"),
            ] + options
        )
        #expect(run.code == 0)
        let asked = try String(contentsOfFile: sandbox.log, encoding: .utf8).split(separator: "\n")
            .filter { $0.contains(#""host":"images""#) }
        #expect(asked.count == requests)
    }

    // MARK: Tokens

    @Test func `two variables with different tokens are a mistake that names them`() throws {
        let run = try submit(
            environment: ["RUNCOMFY_TOKEN": Self.canary, "YOUR_API_TOKEN": "canary-other"]
        )
        #expect(run.code == 2)
        #expect(run.errors.contains("RUNCOMFY_TOKEN and YOUR_API_TOKEN"))
        #expect(!(run.errors + run.output).contains("canary"))
    }

    @Test(
        arguments: [
            (0o600, "canary-5f2a9c\n", 5), (0o640, "canary-5f2a9c\n", 2), (0o600, "", 77),
            (0o600, "canary-5f2a9c two", 77), (0o600, nil, 2),
        ] as [(Int, String?, Int32)]
    )
    func `a token file is read when nobody else can read it`(
        mode: Int,
        text: String?,
        code: Int32
    ) throws {
        if let text {
            try folder.write("token", text)
            try FileManager.default.setAttributes(
                [.posixPermissions: mode],
                ofItemAtPath: folder.path("token")
            )
        }
        // With a token there is no consent; without one it does not come so far.
        let run = try submit("--token-file", folder.path("token"))
        #expect(run.code == code)
        #expect(!(run.errors + run.output).contains("canary"))
    }

    @Test(
        arguments: [
            (#"{"access_token": "canary-5f2a9c"}"#, 5),
            (#"{"access_token": "canary-5f2a9c", "expires_at": 4102444800}"#, 5),
            (#"{"access_token": "canary-5f2a9c", "expires_at": 1000}"#, 77), ("{}", 77),
        ] as [(String, Int32)]
    )
    func `the token of the provider's own client is found`(text: String, code: Int32) throws {
        try FileManager.default.createDirectory(
            atPath: folder.path("own"),
            withIntermediateDirectories: false
        )
        try folder.write("own/token.json", text)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: folder.path("own/token.json")
        )
        let run = try submit(environment: ["RUNCOMFY_CONFIG_DIR": folder.path("own")])
        #expect(run.code == code)
        #expect(!(run.errors + run.output).contains("canary"))
    }

    @Test func `no token is authentication, and names the ways`() throws {
        let run = try submit()
        #expect(run.code == 77)
        #expect(run.errors.contains("--token-file"))
    }

    // MARK: Answers

    @Test func `what the provider objects to is told at its place`() throws {
        let run = try submitWith(#"{"faults": [{"fault": "submit-422"}]}"#)
        #expect(run.code == 1)
        let subject = try #require(try JSON(run.output)?["subjects"]?.list?.first)
        let finding = try #require(subject["findings"]?.list?.first)
        #expect(finding["rule"]?.text == "refused-by-provider")
        #expect(finding["found"]?.text == "duration: must be one of 6, 8")
        #expect(finding["place"]?["pointer"]?.text == "/duration")
        #expect(finding["place"]?["column"]?.number == 52)
        #expect(subject["submission"]?["state"]?.text == "refused")
        #expect(subject["verdict"]?.text == "rejected")
    }

    @Test func `too many requests are waited for, and nothing else is sent twice`() throws {
        let run = try submitWith(
            #"{"faults": [{"fault": "submit-429", "times": 2, "seconds": 1}]}"#
        )
        #expect(run.code == 0)
        #expect(run.errors.contains("the model API asks to wait 1 s"))
    }

    @Test func `a wait that is longer than anybody waits ends the run`() throws {
        let run = try submitWith(
            #"{"faults": [{"fault": "submit-429", "seconds": 9000}]}"#,
            "--max-wait",
            "60"
        )
        #expect(run.code == 75)
    }

    @Test(
        arguments: [
            ("submit-401", 77), ("submit-402", 5), ("submit-404", 1), ("accepted-no-id", 6),
            ("status-unknown-word", 0), ("download-dropped", 0), ("download-wrong-type", 75),
            ("result-foreign-host", 1),
        ] as [(String, Int32)]
    )
    func `each fault has its code`(fault: String, code: Int32) throws {
        let run = try submitWith(#"{"faults": [{"fault": "\#(fault)"}]}"#)
        #expect(run.code == code)
        let results = try FileManager.default.contentsOfDirectory(atPath: folder.path("results"))
        #expect(results.count == (code == 0 ? 1 : 0))
    }

    @Test(arguments: [
        ["--max-age", "-1"], ["--max-cost", "x"], ["--max-wait", "-1"], ["--name", "{x}"],
        ["--scenario", "nobody.json"], ["--sandbox", "--scenario", "nobody.json"],
        ["--result-host", "https://a"],
    ])
    func `values that cannot be are mistakes`(arguments: [String]) throws {
        try folder.write("jobs.json", #"{"text": "a"}"#)
        let run = try Command.run(["submit", folder.path("jobs.json")] + arguments)
        #expect(run.code == 2)
    }

    // MARK: Interrupts

    @Test(
        arguments: [([], "submitted"), (["--cancel-on-interrupt"], "cancelled")]
            as [([String], String)]
    )
    func `an interrupt waits for what is being sent, and names or cancels the jobs`(
        options: [String],
        state: String
    ) throws {
        let sandbox = try RunningSandbox(
            in: folder,
            scenario: #"{"queue": 99999, "faults": [{"fault": "accepted-slow", "seconds": 2}]}"#
        )
        try folder.write("jobs.json", #"{"text": "a red kite above the hills", "duration": 2}"#)
        let process = Process()
        process.executableURL = Command.binary
        process.arguments =
            [
                "submit", folder.path("jobs.json"), "--model", Self.model, "--results",
                folder.path("results"), "--sandbox-at", sandbox.ready, "--ledger",
                folder.path("ledger.sqlite"),
            ] + options
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        while process.isRunning, try sandbox.accepted.isEmpty { usleep(5000) }
        process.interrupt()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        let text = String(decoding: said, as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let id = try #require(try sandbox.accepted.first)
        #expect(text.contains("1 job is not done with: \(id)") == options.isEmpty)
        let list = try Command(
            "jobs",
            "list",
            "--ledger",
            folder.path("ledger.sqlite"),
            "--format",
            "json"
        )
        #expect(try JSON(list.output)?.list?.first?["state"]?.text == state)
        #expect(try JSON(list.output)?.list?.first?["request_id"]?.text == id)
    }
}
