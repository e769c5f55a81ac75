internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Settings

extension ReportFormat: ExpressibleByArgument {
    /// All of them, as a sentence lists them.
    fileprivate static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// When colours are used.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// How the report is written.
struct OutputArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The format of the report: \(ReportFormat.list) (default: human).",
            valueName: "format"
        )
    )
    var format: ReportFormat?

    @Option(
        name: .customLong("output"),
        help: ArgumentHelp(
            "A further report, as FORMAT=PATH; may be repeated.",
            valueName: "FORMAT=PATH"
        )
    )
    var outputs: [ReportDestination] = []

    @Option(help: "When to use colours: auto, always or never (default: auto).")
    var color: ColourChoice?

    @Flag(
        name: .customLong("no-ci"),
        help: "Add no annotations and no step summary in GitHub Actions."
    )
    var noCI = false

    @Flag(
        name: .shortAndLong,
        help: "Tell only what fails the run or could not be checked, and show no progress."
    )
    var quiet = false

    @Flag(
        name: .shortAndLong,
        help: "Tell what was accepted, too, and where each rule is written."
    )
    var verbose = false

    func validate() throws {
        guard !(quiet && verbose) else {
            throw ValidationError("--quiet and --verbose exclude each other")
        }
        guard outputs.count(where: { $0.path == "-" }) + (format == nil ? 0 : 1) <= 1 else {
            throw ValidationError("only one report can be written to standard output")
        }
    }

    /// The reports of a run.
    struct Plan {
        /// The format of standard output.
        let format: ReportFormat
        let style: HumanStyle
        let files: [ReportDestination]
        /// What GitHub's runner gets besides: whether annotations, and the file of the step's summary.
        let annotates: Bool
        let stepSummary: String?
        /// Whether somebody watches who wants to see how far the run has come.
        let showsProgress: Bool

        /// All formats that are written.
        var formats: [ReportFormat] {
            [format] + files.map(\.format) + (annotates ? [.github] : [])
                + (stepSummary == nil ? [] : [.markdown])
        }
    }

    /// Chooses the reports of a run; one that would replace an input, what else the run needs, a payload
    /// or what is no text, is refused.
    func plan(
        _ configuration: Configuration,
        replacingNoneOf inputs: [String]
    ) throws(PreflightError) -> Plan {
        let format = try configuration.format(
            format ?? outputs.first { $0.path == "-" }?.format
        )
        .value
        let needed = [configuration.settings?.file].compactMap { $0 } + inputs
        let inputs = Set(needed.map(Self.place(of:)))
        let listed = (configuration.settings?.outputs ?? []).compactMap { pair in
            ReportFormat(rawValue: pair.key.value).map { format in
                ReportDestination(format, configuration.path(pair.setting.value))
            }
        }
        // A flag for the same file counts before the configuration.
        let named = Set(outputs.map { Self.place(of: $0.path) })
        let files =
            (listed.filter { !named.contains(Self.place(of: $0.path)) } + outputs)
            .filter { $0.path != "-" }
        var places: Set<String> = []
        for file in files where !places.insert(Self.place(of: file.path)).inserted {
            throw PreflightError(.usage, "two reports would be written to \(file.path)")
        }
        for file in files where inputs.contains(Self.place(of: file.path)) {
            throw PreflightError(
                .usage,
                "the report \(file.path) would replace what the run needs"
            )
        }
        for file in files {
            guard let objection = ReplacedFile.objection(to: file.path) else { continue }
            throw PreflightError(
                .usage,
                "the report \(file.path) \(objection): name another file, or remove this one"
            )
        }
        let isRunner = configuration.environment["GITHUB_ACTIONS"] == "true" && !noCI
        let summary = configuration.environment["GITHUB_STEP_SUMMARY"].flatMap { path in
            path.isEmpty ? nil : path
        }
        return Plan(
            format: format,
            style: HumanStyle(
                colour: Self.usesColour(
                    try configuration.colour(color).value,
                    environment: configuration.environment,
                    isTerminal: Terminal.isOutputATerminal
                ),
                detail: quiet ? .quiet : verbose ? .verbose : .usual
            ),
            files: files,
            annotates: isRunner && format != .github,
            stepSummary: isRunner ? summary : nil,
            // JSON leaves lines open, which the line of progress would wipe away.
            showsProgress: !quiet && !(format == .json && Terminal.isOutputATerminal)
                && ProgressBar.isWanted(
                    environment: configuration.environment,
                    isTerminal: Terminal.isErrorATerminal
                )
        )
    }

    /// Opens the reports.
    ///
    /// When `outlivesReader`, a reader that goes away does not end the process: work that costs
    /// money is finished first.
    static func report(
        _ plan: Plan,
        _ context: ReportContext,
        allowsEmpty: Bool = false,
        outlivesReader: Bool = false,
        progress: ProgressBar? = nil,
        interruption: @escaping @Sendable (Summary) -> SubjectReport?
    ) throws(PreflightError) -> OutputReport {
        var outputs = [
            ReportOutput(
                writer: plan.format.writer(plan.style, context),
                target: .standardOutput
            )
        ]
        for file in plan.files {
            outputs.append(
                ReportOutput(
                    writer: file.format.writer(.plain, context),
                    target: .file(try ReportFile(file))
                )
            )
        }
        if plan.annotates {
            outputs.append(
                ReportOutput(
                    writer: ReportFormat.github.writer(.plain, context),
                    target: .standardError
                )
            )
        }
        if let path = plan.stepSummary {
            do throws(PreflightError) {
                let file = try ReportFile(appendingTo: path)
                var context = context
                // All that the step has written counts.
                context.summaryRoom -= min(file.size, context.summaryRoom)
                outputs.append(
                    ReportOutput(
                        writer: ReportFormat.markdown.writer(.plain, context),
                        target: .file(file)
                    )
                )
            } catch {
                // A verdict does not depend on its decoration.
                Terminal.say("warning: \(error.message)")
            }
        }
        return OutputReport(
            outputs,
            context.limit,
            allowsEmpty: allowsEmpty,
            // Other reports are finished when nobody reads this one any more.
            outlivesReader: outlivesReader || outputs.count > 1,
            progress: progress,
            interruption: interruption
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
