import Foundation
import Testing

@testable import PreflightCommand

@Suite struct `In GitHub Actions` {
    private let folder: Scratch

    init() throws {
        folder = try Scratch()
        try folder.write("jobs.json", #"{"prompt": "a kite"}"#)
        try folder.write("summary.md", "before\n")
    }

    private func lint(_ arguments: String..., isRunner: Bool = true) throws -> Command {
        try Command(
            list: ["lint", "jobs.json"] + arguments,
            binary: Command.binary,
            environment: [
                "GITHUB_ACTIONS": isRunner ? "true" : "",
                "GITHUB_STEP_SUMMARY": folder.path("summary.md"),
            ],
            folder: URL(filePath: folder.path(""))
        )
    }

    private var summary: String {
        get throws {
            try String(contentsOf: URL(filePath: folder.path("summary.md")), encoding: .utf8)
        }
    }

    @Test func `annotations go to standard error and a summary is appended`() throws {
        let run = try lint("--format", "json")
        #expect(run.code == 1)
        #expect(run.errors.hasPrefix("::error file=jobs.json,line=1,endLine=1,col=1,"))
        #expect(try JSON(run.output) != nil)
        #expect(try summary.hasPrefix("before\n## Preflight: rejected\n"))
    }

    @Test func `annotations that were asked for are not written twice`() throws {
        let run = try lint("--format", "github")
        #expect(run.output.hasPrefix("::error file=jobs.json"))
        #expect(run.errors.isEmpty)
    }

    @Test func `nothing is added where nobody wants it`() throws {
        #expect(try lint("--no-ci").errors.isEmpty)
        #expect(try lint(isRunner: false).errors.isEmpty)
        #expect(try summary == "before\n")
    }

    @Test func `a summary that cannot be written changes no verdict`() throws {
        let run = try Command(
            list: ["lint", "jobs.json"],
            binary: Command.binary,
            environment: [
                "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": folder.path("no/folder/x.md"),
            ],
            folder: URL(filePath: folder.path(""))
        )
        #expect(run.code == 1)
        #expect(run.errors.contains("warning: the report"))
    }

    @Test func `names in a list are no commands`() throws {
        try folder.write("::error::x.png", "x")
        let run = try Command(
            list: ["lint", "--list-inputs", "::error::x.png"],
            binary: Command.binary,
            environment: ["GITHUB_ACTIONS": "true"],
            folder: URL(filePath: folder.path(""))
        )
        #expect(run.output == ": :error::x.png\n")
    }
}
