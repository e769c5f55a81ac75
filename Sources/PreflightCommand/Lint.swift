internal import ArgumentParser
internal import Preflight
internal import PreflightModel
internal import Reporting

/// Judges and changes nothing.
struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check images, addresses and payloads; change nothing.",
        discussion: """
            A payload file holds a job {"model": ID, "input": {...}}, a raw input object, or a list
            of either; NDJSON holds one on each line.
            """
    )

    @OptionGroup var inputs: InputArguments
    @OptionGroup var output: OutputArguments

    func run() async throws {
        do {
            let (options, failOn) = try inputs.options()
            let linter = try Linter(options)
            let report = output.report()
            let reporter = output.reporter
            try await linter.lint(
                try inputs.lintInputs(),
                into: { ReportPiece(reporter) },
                { $0.add($1) },
                each: { await report.add($0) }
            )
            throw Ending(await report.end(failOn))
        } catch let error as PreflightError {
            throw error.told()
        }
    }
}
