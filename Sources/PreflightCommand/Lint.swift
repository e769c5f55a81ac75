internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Settings

/// Which findings are told, and of what.
struct SelectionArguments: ParsableArguments {
    @Option(help: "The only rules whose findings are told, with commas between; may be repeated.")
    var select: [String] = []

    @Option(help: "Rules whose findings are not told, with commas between; may be repeated.")
    var ignore: [String] = []

    @Flag(name: .customLong("list-inputs"), help: "List what would be checked, and check nothing.")
    var listsInputs = false

    @Flag(name: .customLong("allow-empty"), help: "End with 0 when there is nothing to check.")
    var allowsEmpty = false

    /// Which findings are told: `--select` overrules the configuration, `--ignore` adds to it.
    func policy(_ configuration: Configuration) throws(PreflightError) -> ReportPolicy {
        let settings = configuration.settings
        let suppressions = settings?.suppressions ?? []
        let selected = try Self.rules(select, "--select")
        let ignored = try Self.rules(ignore, "--ignore")
        guard select.isEmpty || !selected.isEmpty else {
            throw PreflightError(.usage, "--select names no rule: nothing would be told")
        }
        return ReportPolicy(
            selected: select.isEmpty ? settings?.select.map { Set($0.value) } : selected,
            ignored: Set(settings?.ignore.map(\.value) ?? []).subtracting(selected).union(ignored),
            severities: Dictionary(
                (settings?.severities ?? []).map { ($0.key.value, $0.setting.value) }
            ) { _, last in last },
            suppressions: suppressions,
            folder: configuration.folder,
            // To know the day costs more than to judge an image.
            today: suppressions.isEmpty ? "" : Date.now.formatted(.iso8601.year().month().day())
        )
    }

    private static func rules(
        _ lists: [String],
        _ flag: String
    ) throws(PreflightError) -> Set<String> {
        var names: Set<String> = []
        for name in lists.flatMap({ $0.split(separator: ",") }) {
            let page = try RuleBook.page(of: name.trimmingCharacters(in: .whitespaces))
            guard case .finding = page.about.objection else {
                throw PreflightError(
                    .usage,
                    "\(flag) \(name): a doubt is a check that could not be made, and always told"
                )
            }
            names.insert(page.about.name.text)
        }
        return names
    }
}

/// Judges and changes nothing.
struct Lint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check images, addresses and payloads; change nothing.",
        discussion: """
            A payload file holds a job {"model": ID, "input": {...}}, a raw input object, or a list
            of either; NDJSON holds one on each line, CSV one in each row below the names of the
            properties.
            """
    )

    @OptionGroup var inputs: InputArguments
    @OptionGroup var selection: SelectionArguments
    @OptionGroup var output: OutputArguments

    func run() async throws {
        do {
            let configuration = try inputs.configuration()
            var (options, failOn) = try inputs.options(configuration)
            options.policy = try selection.policy(configuration)
            options.allowsEmpty = selection.allowsEmpty
            let plan = try output.plan(configuration, replacingNoneOf: inputs.namedFiles)
            options.serve(plan.formats)
            let progress = plan.showsProgress ? ProgressBar(LintProgress()) : nil
            options.progress = progress?.progress
            let linter = try Linter(options)
            let named = try inputs.lintInputs()
            if selection.listsInputs {
                // Neither a terminal nor a runner may obey a name.
                let isShown =
                    Terminal.isOutputATerminal
                    || configuration.environment["GITHUB_ACTIONS"] == "true"
                linter.list(named) { name in
                    Terminal.print((isShown ? name.neutralisedLine : name) + "\n")
                }
                throw Ending(.done)
            }
            let report = try OutputArguments.report(
                plan,
                try ReportContext(
                    formats: plan.formats,
                    schemas: options.schemas,
                    limit: failOn,
                    environment: configuration.environment
                ),
                allowsEmpty: selection.allowsEmpty,
                progress: progress,
                interruption: { _ in .interruption }
            )
            let signals = RunSignals(report)
            defer { withExtendedLifetime(signals) {} }
            let watching = progress.map { progress in
                Task { await progress.run(counting: { Self.count(of: named, by: linter) }) }
            }
            let writers = report.writers
            try await linter.lint(
                named,
                into: { ReportPieces(writers) },
                { $0.add($1) },
                each: { report.add($0) }
            )
            watching?.cancel()
            throw Ending(report.end())
        } catch let error as PreflightError {
            throw error.told()
        }
    }
}

extension Lint {
    /// How many images, addresses and payload files there are; `nil` where that cannot be known
    /// without reading what can be read only once.
    private static func count(of inputs: [LintInput], by linter: Linter) -> Int? {
        let isKnown = inputs.allSatisfy { input in
            switch input {
            case .argument(let text), .listed(let text): text != "-"
            case .path: true
            case .list: false
            }
        }
        guard isKnown else { return nil }
        var count = 0
        do {
            try linter.list(inputs) { _ in
                count += 1
                try Task.checkCancellation()
            }
        } catch {
            return nil
        }
        return count
    }
}

extension LintOptions {
    /// Asks for what the formats show besides what was found.
    mutating func serve(_ formats: [ReportFormat]) {
        quotesLines = formats.contains(where: \.showsLines)
        countsColumns = formats.contains(where: \.countsColumns)
        makesThumbnails = formats.contains(where: \.showsThumbnails)
    }
}
