import Foundation
import Testing

@testable import PreflightCommand

// The batch has three jobs, of 5, 8 and 4 seconds.
@Suite struct `Ceilings` {
    private let folder: Scratch

    init() throws { folder = try Scratch() }

    private func submit(
        _ arguments: String...,
        environment: [String: String] = [:]
    ) throws -> Command {
        try Command(
            list: [
                "submit", "--sandbox", "--yes", "--format", "json", "--ledger",
                folder.path("ledger.sqlite"), "--results", folder.path("results"),
                "Fixtures/jobs/batch.ndjson",
            ] + arguments,
            binary: Command.binary,
            environment: environment,
            folder: Command.root
        )
    }

    private func details(_ run: Command) throws -> [String] {
        try #require(try JSON(run.output)?["subjects"]?.list)
            .compactMap { $0["submission"]?["detail"]?.text }
    }

    private var rows: Int {
        get throws {
            let list = try Command(
                "jobs",
                "list",
                "--format",
                "json",
                "--ledger",
                folder.path("ledger.sqlite")
            )
            return try #require(try JSON(list.output)?.list).count
        }
    }

    @Test(arguments: [
        ("--max-jobs", "2", "3 jobs are more than the ceiling of 2"),
        ("--max-seconds", "16", "17 s of video are more than the ceiling of 16 s"),
    ])
    func `keep everything from being sent, whatever the consent`(
        option: String,
        ceiling: String,
        words: String
    ) throws {
        let run = try submit(option, ceiling)
        #expect(run.code == 5)
        #expect(try details(run) == [words, words, words])
        #expect(try rows == 0)
    }

    @Test func `let pass what stays below them, and count what was sent before`() throws {
        #expect(try submit("--max-jobs", "3", "--max-seconds", "17").code == 0)
        #expect(try rows == 3)
        // Nothing is paid for: what was submitted before is not submitted again.
        #expect(try submit("--max-jobs", "3").code != 5)
        #expect(try rows == 3)
        let again = try submit("--max-jobs", "5", "--again")
        #expect(again.code == 5)
        let words = "6 jobs, with 3 submitted before, are more"
        #expect(try details(again).first?.contains(words) == true)
        #expect(try rows == 3)
        #expect(try submit("--max-jobs", "6", "--max-seconds", "34", "--again").code == 0)
        #expect(try rows == 6)
    }

    @Test func `come from the configuration and the environment, below the flags`() throws {
        try folder.write("settings.yaml", "submit:\n  max-jobs: 2\n")
        let file = ["--config", folder.path("settings.yaml")]
        #expect(try submit(file[0], file[1]).code == 5)
        let environment = ["PREFLIGHT_MAX_SECONDS": "16"]
        #expect(try submit(file[0], file[1], "--max-jobs", "3", environment: environment).code == 5)
        #expect(try rows == 0)
        #expect(try submit(file[0], file[1], "--max-jobs", "3").code == 0)
    }

    @Test(arguments: ["-1", "x", "1.5"])
    func `are numbers`(text: String) throws {
        #expect(try submit("--max-jobs=\(text)").code == 2)
        #expect(try submit(environment: ["PREFLIGHT_MAX_JOBS": text]).code == 2)
    }

    @Test func `count a payload that is there twice once, as it is sent once`() throws {
        let job = #"{"text": "a red kite above the hills", "duration": 2}"#
        try folder.write("twice.ndjson", job + "\n" + job + "\n")
        let run = try Command(
            list: [
                "submit", "--sandbox", "--format", "json", "--ledger", folder.path("ledger.sqlite"),
                "--results", folder.path("results"), "--max-jobs", "1", "--max-seconds", "2",
                "--model", "bytedance/seedance-1-0/pro/fast/text-to-video",
                folder.path("twice.ndjson"),
            ],
            binary: Command.binary,
            folder: Command.root
        )
        #expect(run.code == 0)
        #expect(try rows == 1)
        #expect(try details(run).contains { $0.contains("the same payload") })
    }
}
