import Foundation
import Testing

@testable import PreflightCommand

/// What can be done about jobs that were submitted, by the binary.
@Suite struct `Jobs that were submitted` {
    private let folder: Scratch

    init() throws { folder = try Scratch() }

    private static let model = "bytedance/seedance-1-0/pro/fast/text-to-video"
    private static let job = #"{"text": "a red kite above the hills", "duration": 2}"#

    private func submit(to sandbox: RunningSandbox, _ more: String...) throws -> Command {
        try folder.write("jobs.json", Self.job)
        return try Command.run(
            [
                "submit", folder.path("jobs.json"), "--model", Self.model, "--sandbox-at",
                sandbox.ready, "--ledger", folder.path("ledger.sqlite"), "--results",
                folder.path("results"),
            ] + more
        )
    }

    private func jobs(_ verb: String, _ more: String...) throws -> Command {
        try Command.run(
            ["jobs", verb, "--ledger", folder.path("ledger.sqlite")] + more,
            folder: URL(filePath: folder.path(""))
        )
    }

    private func state() throws -> String? {
        try JSON(try jobs("list", "--format", "json").output)?.list?.last?["state"]?.text
    }

    private var results: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path("results"))) ?? []
    }

    @Test func `are gone on with after a time-out that names them`() throws {
        let sandbox = try RunningSandbox(in: folder)
        let run = try submit(to: sandbox, "--max-wait", "0")
        #expect(run.code == 75)
        let id = try #require(try sandbox.accepted.first)
        #expect(run.errors.contains("1 job is not done with: \(id)"))
        let (ledger, results) = (folder.path("ledger.sqlite"), folder.path("results"))
        #expect(
            run.errors.contains(
                "preflight jobs resume --ledger \(ledger) --sandbox-at \(sandbox.ready)"
                    + " --results \(results)\n"
            )
        )
        #expect(try state() == "submitted")

        let wait = try jobs("wait", id, "--sandbox-at", sandbox.ready)
        #expect(wait.code == 0)
        #expect(try state() == "completed")
        #expect(self.results.isEmpty)

        let download = try jobs(
            "download",
            "1",
            "--sandbox-at",
            sandbox.ready,
            "--results",
            folder.path("results"),
            "--name",
            "film {id}"
        )
        #expect(download.code == 0)
        #expect(self.results == ["film 1.mp4"])
        #expect(try state() == "downloaded")
        let record = try #require(try JSON(try jobs("show", id, "--format", "json").output))
        #expect(record["results"]?.list?.first?["sha256"]?.text?.count == 64)
        #expect(record["results"]?.list?.first?["path"]?.text?.hasSuffix("film 1.mp4") == true)
        #expect(try sandbox.accepted == [id])
    }

    @Test(arguments: ["wait", "resume"])
    func `of the sandbox are not passed over at the provider`(verb: String) throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox, "--max-wait", "0").code == 75)
        try folder.write("token", "some-token\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600],
            ofItemAtPath: folder.path("token")
        )
        let run = try jobs(verb, "--token-file", folder.path("token"))
        #expect(run.code == 2)
        #expect(run.errors.contains("was submitted to the sandbox, not to the provider"))
    }

    @Test func `are fetched again when a result is not what was stored`() throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox).code == 0)
        let name = try #require(results.first)
        try folder.write("results/" + name, "")
        let again = try submit(to: sandbox)
        #expect(again.code == 0)
        #expect(results.count == 2)
        #expect(try sandbox.accepted.count == 1)
    }

    @Test func `are not sent while somebody reads their ledger for long`() throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox, "--max-wait", "0").code == 75)
        let reader = Process()
        let held = Pipe()
        reader.executableURL = URL(filePath: "/usr/bin/env")
        reader.arguments = [
            "python3", "-c",
            """
            import sqlite3, sys
            ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
            ledger.execute("BEGIN")
            ledger.execute("SELECT count(*) FROM submission").fetchall()
            print("held", flush=True)
            sys.stdin.read()
            """, folder.path("ledger.sqlite"),
        ]
        let input = Pipe()
        reader.standardInput = input
        reader.standardOutput = held
        try reader.run()
        #expect(held.fileHandleForReading.availableData.isEmpty == false)
        try folder.write("other.json", #"{"text": "a blue kite", "duration": 2}"#)
        let arguments = [
            "submit", folder.path("other.json"), "--model", Self.model, "--sandbox-at",
            sandbox.ready, "--ledger", folder.path("ledger.sqlite"), "--results",
            folder.path("results"),
        ]
        let refused = try Command.run(arguments)
        #expect(refused.code == 75)
        #expect(refused.output.contains("nothing is sent while another program reads the ledger"))
        #expect(try state() == "not-sent")
        try input.fileHandleForWriting.close()
        reader.waitUntilExit()
        #expect(try Command.run(arguments).code == 0)
        #expect(try sandbox.accepted.count == 2)
    }

    @Test func `keep their ledger when a report is to take its place`() throws {
        let sandbox = try RunningSandbox(in: folder)
        let ledger = folder.path("ledger.sqlite")
        for _ in 1...2 {
            let run = try submit(to: sandbox, "--output", "json=" + ledger)
            #expect(run.code == 2)
            #expect(run.errors.contains("would replace what the run needs"))
            #expect(try sandbox.accepted.count <= 1)
            _ = try submit(to: sandbox)
        }
        #expect(try sandbox.accepted.count == 1)
        let other = try Command.run([
            "lint", folder.path("jobs.json"), "--output", "json=" + ledger,
        ])
        #expect(other.code == 2)
        #expect(try state() == "downloaded")
    }

    @Test func `are waited for by resume, all of them`() throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox, "--max-wait", "0").code == 75)
        let resume = try jobs(
            "resume",
            "--sandbox-at",
            sandbox.ready,
            "--results",
            folder.path("results")
        )
        #expect(resume.code == 0)
        #expect(results.count == 1)
        #expect(try jobs("resume", "--sandbox-at", sandbox.ready).code == 0)
        #expect(try sandbox.accepted.count == 1)
    }

    @Test(arguments: [("status-failed", "failed"), ("status-cancelled", "cancelled")])
    func `give their verdict as the code of wait`(fault: String, word: String) throws {
        let sandbox = try RunningSandbox(
            in: folder,
            scenario: #"{"faults": [{"fault": "\#(fault)"}]}"#
        )
        #expect(try submit(to: sandbox, "--max-wait", "0").code == 75)
        #expect(try jobs("wait", "--sandbox-at", sandbox.ready).code == 1)
        #expect(try state() == word)
        #expect(try jobs("wait", "1", "--sandbox-at", sandbox.ready).code == 1)
    }

    @Test func `are cancelled when the model API says so`() throws {
        let sandbox = try RunningSandbox(
            in: folder,
            scenario: #"{"queue": 99, "faults": [{"fault": "cancel-refused"}]}"#
        )
        #expect(try submit(to: sandbox, "--max-wait", "0").code == 75)
        let refused = try jobs("cancel", "1", "--sandbox-at", sandbox.ready)
        #expect(refused.code == 1)
        #expect(refused.errors.contains("goes on and is billed"))
        #expect(try state() == "submitted")
        #expect(try jobs("cancel", "1", "--sandbox-at", sandbox.ready).code == 0)
        #expect(try state() == "cancelled")
    }

    @Test func `are settled when their outcome is unknown, and not otherwise`() throws {
        let sandbox = try RunningSandbox(
            in: folder,
            scenario: #"{"faults": [{"fault": "accepted-dropped"}]}"#
        )
        let run = try submit(to: sandbox)
        #expect(run.code == 6)
        #expect(
            run.errors.contains(
                "preflight jobs settle 1 --ledger \(folder.path("ledger.sqlite")) --request-id NAME"
            )
        )
        #expect(try jobs("wait", "--sandbox-at", sandbox.ready).code == 6)
        #expect(try jobs("resume", "1", "--sandbox-at", sandbox.ready).code == 6)
        #expect(try submit(to: sandbox).code == 6)
        let id = try #require(try sandbox.accepted.first)
        #expect(try sandbox.accepted == [id])
        for wrong in [[], ["--not-sent", "--request-id", id], ["--request-id", "a b"]] {
            let words = ["jobs", "settle", "1", "--ledger", folder.path("ledger.sqlite")]
            #expect(try Command.run(words + wrong).code == 2)
        }
        #expect(try state() == "outcome-unknown")
        // What was said by mistake can be corrected, as long as nothing followed from it.
        #expect(try jobs("settle", "1", "--request-id", "mistaken").code == 0)
        #expect(try jobs("settle", "1", "--not-sent").code == 0)
        #expect(try jobs("settle", "1", "--request-id", id).code == 0)
        #expect(try submit(to: sandbox).code == 0)
        #expect(try state() == "downloaded")
        #expect(try sandbox.accepted == [id])
        #expect(try jobs("settle", "1", "--not-sent").code == 2)
    }

    @Test func `whose results are gone have them fetched again`() throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox).code == 0)
        let file = try #require(results.first)
        try FileManager.default.removeItem(atPath: folder.path("results/\(file)"))
        let download = try jobs(
            "download",
            "1",
            "--sandbox-at",
            sandbox.ready,
            "--results",
            folder.path("results")
        )
        #expect(download.code == 0)
        #expect(results == [file])
        #expect(try sandbox.accepted.count == 1)
    }

    @Test func `that were never sent are sent once it is settled`() throws {
        let sandbox = try RunningSandbox(
            in: folder,
            scenario: #"{"faults": [{"fault": "submit-500"}]}"#
        )
        #expect(try submit(to: sandbox).code == 6)
        #expect(try jobs("settle", "1", "--not-sent").code == 0)
        #expect(try submit(to: sandbox).code == 0)
        #expect(try sandbox.accepted.count == 1)
    }

    @Test func `are exported for other tools`() throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox).code == 0)
        let line = try jobs("export").output
        #expect(try JSON(line)?["state"]?.text == "downloaded")
        #expect(try JSON(try jobs("export", "--format", "json").output)?.list?.count == 1)
        let table = try jobs("export", "--format", "csv").output.split(separator: "\r\n")
        #expect(table.count == 2)
        #expect(table[0].hasPrefix("id,target,subject,model,state,request_id,"))
        #expect(table[1].hasPrefix("1,sandbox,"))
    }

    @Test func `can be listed while somebody submits`() throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox).code == 0)
        let lock = try #require(FileHandle(forUpdatingAtPath: folder.path("ledger.sqlite.lock")))
        #expect(flock(lock.fileDescriptor, LOCK_EX) == 0)
        #expect(try jobs("list").code == 0)
        let none = try jobs("list", "--state", "failed")
        #expect(none.output.isEmpty)
        #expect(none.errors == "no submissions\n")
        #expect(try jobs("show", "1").code == 0)
        #expect(try jobs("resume", "--sandbox-at", sandbox.ready).code == 75)
        #expect(try submit(to: sandbox).code == 75)
    }

    @Test(arguments: [
        ["jobs", "resume", "99"], ["jobs", "wait", "nobody"],
        ["jobs", "list", "--state", "runing"],
        ["jobs", "resume", "--name", "{nobody}"], ["jobs", "resume", "--result-host", "a/b"],
        ["jobs", "settle", "7", "--not-sent"], ["jobs", "export", "--format", "xml"],
    ])
    func `that are not there, and words that are not known, are mistakes`(
        arguments: [String]
    ) throws {
        let sandbox = try RunningSandbox(in: folder)
        #expect(try submit(to: sandbox).code == 0)
        var words = arguments + ["--ledger", folder.path("ledger.sqlite")]
        if ["resume", "wait"].contains(arguments[1]) { words += ["--sandbox-at", sandbox.ready] }
        #expect(try Command.run(words).code == 2)
    }
}
