internal import Addresses
public import ArgumentParser
internal import Foundation
internal import Preflight
public import PreflightModel
internal import Settings

extension LimitReading: ExpressibleByArgument {}
extension FailureLimit: ExpressibleByArgument {}
extension PipedPayloads.Format: ExpressibleByArgument {}

/// What is judged and by what: the same for lint and submit.
struct InputArguments: ParsableArguments {
    @Argument(
        help:
            "Images, directories, https addresses or payload files; - is payloads on standard input."
    )
    var inputs: [String] = []

    @Option(
        name: .customLong("files-from"),
        help: "A file, or -, that lists paths and addresses, one on each line or ended by NUL."
    )
    var filesFrom: [String] = []

    @Option(
        help:
            "A pattern, such as '*.tmp.png' or 'old/*', of what is left out of directories; may be repeated."
    )
    var exclude: [String] = []

    @Option(
        name: .customLong("stdin-type"),
        help: "How payloads on standard input are written: ndjson, json, yaml or csv."
    )
    var stdinType: PipedPayloads.Format?

    @Option(
        name: .customLong("stdin-filename"),
        help:
            "How reports call standard input; its extension says the type, its folder where paths begin."
    )
    var stdinFilename: String?

    @Option(help: "The model for bare images and raw payloads.")
    var model: String?

    @Flag(
        name: .customLong("no-gitignore"),
        help: "Check what git ignores in directories, too."
    )
    var noGitignore = false

    @Option(help: "A revision of git: only files that have changed since are checked.")
    var since: String?

    @Option(
        help: "A model's schema in the provider's format, or a directory of them; may be repeated."
    )
    var schema: [String] = []

    @Option(help: "How the provider's limits are read: strict or inclusive.")
    var limits: LimitReading?

    @Option(
        name: .customLong("fail-on"),
        help: "From which severity on findings fail: error, warning, note or never."
    )
    var failOn: FailureLimit?

    @Flag(help: "Fetch no addresses; they are listed as skipped.")
    var offline = false

    @Flag(help: "Decode every pixel of local images, which takes a thousand times as long.")
    var decode = false

    @Flag(name: .customLong("check-tail"), help: "Ask for the last bytes of fetched images, too.")
    var checkTail = false

    @Option(
        name: .customLong("signature-margin"),
        help: "How long pre-signed addresses should be valid still, such as 90m, 24h or 7d."
    )
    var signatureMargin = TimeSpan(seconds: 86_400)

    @Flag(
        name: .customLong("show-query"),
        help: "Print the queries of pre-signed addresses, which open what they name."
    )
    var showQuery = false

    @Option(
        help: ArgumentHelp(
            "How many addresses or payloads are in hand at once (default: 64).",
            discussion: "With submit also how many jobs are under way at once (default: 4)."
        )
    )
    var concurrency: Int?

    @Option(help: "Seconds that one attempt to fetch an address may take (default: 30).")
    var timeout: Int?

    @Option(
        name: .customLong("connect-timeout"),
        help: "Seconds that one connection may take to be made (default: 10)."
    )
    var connectTimeout: Int?

    @Option(
        name: .customLong("ca-file"),
        help: "Certificates in PEM that are trusted besides those of the system."
    )
    var caFile: String?

    @Option(help: "The configuration file, instead of the nearest .preflight.yaml.")
    var config: String?

    @Flag(help: "Read no configuration file.")
    var isolated = false

    func validate() throws {
        guard !(isolated && config != nil) else {
            throw ValidationError("--isolated and --config exclude each other")
        }
        guard (inputs + filesFrom).count(where: { $0 == "-" }) <= 1 else {
            throw ValidationError("standard input can be read only once")
        }
        guard concurrency.map((1...1024).contains) ?? true else {
            throw ValidationError("--concurrency is a number from 1 to 1024")
        }
        guard timeout.map((1...3600).contains) ?? true else {
            throw ValidationError("--timeout is a number of seconds from 1 to 3600")
        }
        guard connectTimeout.map((1...3600).contains) ?? true else {
            throw ValidationError("--connect-timeout is a number of seconds from 1 to 3600")
        }
        guard !inputs.isEmpty || !filesFrom.isEmpty else {
            throw ValidationError("name at least one image, directory, address or payload file")
        }
    }

    /// The inputs in their order, those of the lists last.
    func lintInputs() throws(PreflightError) -> [LintInput] {
        for name in filesFrom where name != "-" && !FileManager.default.isReadableList(name) {
            throw PreflightError(.incomplete, "the list \(name) of --files-from cannot be read")
        }
        let named = inputs.map { text in
            RawArguments.bytes(of: text).map(LintInput.path) ?? .argument(text)
        }
        return named + filesFrom.map(LintInput.list)
    }

    /// All files that are named and read.
    var namedFiles: [String] { inputs + filesFrom + schema + [caFile].compactMap { $0 } }

    /// The configuration that applies.
    func configuration() throws(PreflightError) -> Configuration {
        try Configuration(file: config, isolated: isolated)
    }

    /// The options and the limit for failing: flags over the environment over the configuration file
    /// over the defaults.
    func options(_ configuration: Configuration) throws -> (LintOptions, FailureLimit) {
        let settings = configuration.settings
        let chosenModel = try configuration.model(model)
        // Who names a model for this run means all files.
        let isForAll = model != nil || chosenModel.origin == Variable.model.rawValue
        let options = LintOptions(
            model: chosenModel.value,
            schemas: (settings?.schemas ?? []).map { configuration.path($0.value) } + schema,
            limits: try configuration.limits(limits).value,
            isOffline: offline,
            decodesPixels: decode,
            checksTail: checkTail,
            showsQueries: showQuery,
            signatureMargin: signatureMargin.seconds,
            concurrency: try configuration.concurrency(concurrency).value,
            timeout: try configuration.timeout(timeout).value,
            connectTimeout: try configuration.connectTimeout(connectTimeout).value,
            additionalRoots: try certificates(configuration),
            excluded: exclude,
            excludedBelow: settings.map { settings in
                (settings.exclude.map(\.value), configuration.folder)
            },
            piped: piped,
            modelsByPath: (isForAll ? [] : settings?.models ?? []).map { pair in
                ModelForPath(
                    pattern: pair.key.value,
                    model: pair.setting.value,
                    folder: configuration.folder
                )
            },
            localCopies: (settings?.map ?? []).map { pair in
                LocalCopy(
                    prefix: pair.key.value,
                    directory: configuration.path(pair.setting.value)
                )
            },
            heedsGit: !noGitignore,
            since: since
        )
        return (options, try configuration.failOn(failOn).value)
    }

    private var piped: PipedPayloads {
        let name = stdinFilename ?? "-"
        let promised = PipedPayloads.Format(extension: URL(filePath: name).pathExtension)
        return PipedPayloads(stdinType ?? promised ?? .ndjson, name: name.withoutSecrets)
    }

    private func certificates(_ configuration: Configuration) throws -> String? {
        let file = try configuration.certificates(caFile)
        guard !file.value.isEmpty else { return nil }
        do {
            return try String(contentsOf: URL(filePath: file.value), encoding: .utf8)
        } catch {
            throw PreflightError(
                .usage,
                "the certificates in \(file.value) (\(file.origin)) cannot be read"
            )
        }
    }
}

extension PipedPayloads.Format {
    fileprivate init?(extension text: String) {
        switch text.lowercased() {
        case "ndjson", "jsonl": self = .ndjson
        case "json": self = .json
        case "yaml", "yml": self = .yaml
        case "csv": self = .csv
        default: return nil
        }
    }
}

/// A span of time as people type it: a number and s, m, h or d.
struct TimeSpan: ExpressibleByArgument {
    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let letter = argument.last, let unit = units[letter],
            let count = Int(argument.dropLast()), (0...100_000).contains(count)
        else { return nil }
        seconds = count * unit
    }

    /// The span in hours, as help shows it.
    var defaultValueDescription: String { "\(seconds / 3600)h" }
}

extension FileManager {
    /// Whether there is something that can be read line by line.
    fileprivate func isReadableList(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return unsafe fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
            && isReadableFile(atPath: path)
    }
}
