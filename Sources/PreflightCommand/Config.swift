internal import Addresses
internal import ArgumentParser
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Settings

/// Tells of the configuration.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Show what the configuration says and who said it, or its JSON Schema.",
        subcommands: [Show.self, Schema.self],
        defaultSubcommand: Show.self
    )

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Show each value and where it comes from."
        )

        @Option(help: "The configuration file, instead of the nearest .preflight.yaml.")
        var config: String?

        @Flag(help: "Read no configuration file.")
        var isolated = false

        @Option(help: "How it is written: human or json.")
        var format: PageFormat = .human

        func run() throws {
            do throws(PreflightError) {
                let configuration = try Configuration(file: config, isolated: isolated)
                let rows = try configuration.rows()
                Terminal.print(format == .human ? rows.text : rows.json)
            } catch {
                throw error.told()
            }
        }
    }

    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema",
            abstract: "Print the JSON Schema of .preflight.yaml, for editors."
        )

        func run() { Terminal.print(Settings.jsonSchema(names: Configuration.names)) }
    }
}

extension Configuration {
    /// Every value that is set or has a default, with who chose it.
    func rows() throws(PreflightError) -> ConfigurationTable {
        var table = ConfigurationTable()
        let fixed = [
            ("model", try model().map(\.description)), ("limits", try limits().map(\.rawValue)),
            ("fail-on", try failOn().map(\.rawValue)), ("format", try format().map(\.rawValue)),
            ("color", try colour().map(\.rawValue)),
            ("network.concurrency", try concurrency().map(\.description)),
            ("network.timeout", try timeout().map(\.description)),
            ("network.connect-timeout", try connectTimeout().map(\.description)),
            ("network.ca-file", try certificates()),
            ("submit.max-jobs", try mostJobs().map { $0.map(String.init) ?? "" }),
            ("submit.max-seconds", try mostSeconds().map { $0.map(String.init) ?? "" }),
            ("submit.max-cost", try highestCost().map { $0?.description ?? "" }),
        ]
        for (key, chosen) in fixed where !chosen.value.isEmpty {
            table.add(key, chosen.value.withoutSecrets, from: chosen.origin)
        }
        guard let settings else { return table }
        add(
            settings.models.map { ($0.key.value, $0.setting.value.description, $0.setting.span) },
            "models",
            to: &table
        )
        add(settings.schemas, "schemas", to: &table)
        if let select = settings.select {
            table.add("select", select.value.joined(separator: ", "), from: origin(of: select.span))
        }
        add(settings.ignore, "ignore", to: &table)
        add(
            settings.severities.map { ($0.key.value, $0.setting.value.rawValue, $0.setting.span) },
            "severity",
            to: &table
        )
        add(settings.exclude, "exclude", to: &table)
        add(
            settings.map.map { ($0.key.value, $0.setting.value, $0.setting.span) },
            "map",
            to: &table
        )
        add(
            settings.outputs.map { ($0.key.value, $0.setting.value, $0.setting.span) },
            "outputs",
            to: &table
        )
        for suppression in settings.suppressions {
            let end = suppression.expires.map { ", until \($0)" } ?? ""
            table.add(
                "suppress",
                "\(suppression.what)\(end): \(suppression.reason)".withoutSecrets,
                from: suppression.place.span.map(origin(of:)) ?? settings.file
            )
        }
        return table
    }

    private func add(_ texts: [Setting<String>], _ key: String, to table: inout ConfigurationTable)
    {
        for text in texts {
            table.add(key, text.value.withoutSecrets, from: origin(of: text.span))
        }
    }

    private func add(
        _ pairs: [(key: String, value: String, span: TextSpan)],
        _ key: String,
        to table: inout ConfigurationTable
    ) {
        for pair in pairs {
            table.add(
                "\(key).\(pair.key.withoutSecrets)",
                pair.value.withoutSecrets,
                from: origin(of: pair.span)
            )
        }
    }
}
