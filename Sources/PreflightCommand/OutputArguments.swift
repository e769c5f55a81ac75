internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Settings

extension ReportFormat: ExpressibleByArgument {}

/// When colours are used.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// How the report is written.
struct OutputArguments: ParsableArguments {
    @Option(help: "The format of the report: human, concise, json or ndjson (default: human).")
    var format: ReportFormat?

    @Option(
        name: .customLong("output"),
        help: "A further report, as FORMAT=PATH; may be repeated."
    )
    var outputs: [ReportDestination] = []

    @Option(help: "When to use colours: auto, always or never (default: auto).")
    var color: ColourChoice?

    func validate() throws {
        guard outputs.count(where: { $0.path == "-" }) + (format == nil ? 0 : 1) <= 1 else {
            throw ValidationError("only one report can be written to standard output")
        }
    }

    /// The reports of a run.
    ///
    /// When `outlivesReader`, a reader that goes away does not end the process: work that costs
    /// money is finished first. A report that would replace one of the inputs is refused.
    func report(
        _ configuration: Configuration,
        replacingNoneOf inputs: [String],
        outlivesReader: Bool = false
    ) throws(PreflightError) -> OutputReport {
        let format = try configuration.format(
            format ?? outputs.first { $0.path == "-" }?.format
        )
        let colour = try configuration.colour(color)
        let inputs = Set(inputs.map(Self.place(of:)))
        let usesColour = Self.usesColour(
            colour.value,
            environment: configuration.environment,
            isTerminal: Terminal.isOutputATerminal
        )
        let listed = (configuration.settings?.outputs ?? []).compactMap { pair in
            ReportFormat(rawValue: pair.key.value).map { format in
                ReportDestination(format, configuration.path(pair.setting.value))
            }
        }
        // A flag for the same file counts before the configuration.
        let named = Set(outputs.map { Self.place(of: $0.path) })
        let chosen = listed.filter { !named.contains(Self.place(of: $0.path)) } + outputs
        var files: [ReportFile] = []
        for output in chosen where output.path != "-" {
            guard !inputs.contains(Self.place(of: output.path)) else {
                throw PreflightError(
                    .usage,
                    "the report \(output.path) would replace what is to be checked"
                )
            }
            files.append(try ReportFile(output))
        }
        return OutputReport(
            outlivesReader: outlivesReader,
            format.value.reporter(colour: usesColour),
            files
        )
    }

    private static func place(of path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    /// `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then `TERM=dumb`, then
    /// whether a terminal reads.
    static func usesColour(
        _ choice: ColourChoice,
        environment: [String: String],
        isTerminal: Bool
    ) -> Bool {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if isSet("NO_COLOR") { return false }
            if ["CLICOLOR_FORCE", "FORCE_COLOR"].contains(where: {
                isSet($0) && environment[$0] != "0"
            }) {
                return true
            }
            return isTerminal && environment["TERM"] != "dumb"
        }
    }
}
