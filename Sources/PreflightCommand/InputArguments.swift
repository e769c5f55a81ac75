public import ArgumentParser
internal import Foundation
internal import Preflight
public import PreflightModel
internal import Settings

extension LimitReading: ExpressibleByArgument {}
extension FailureLimit: ExpressibleByArgument {}

/// What is judged and by what: the same for lint and submit.
struct InputArguments: ParsableArguments {
    @Argument(
        help:
            "Images, directories, https addresses or payload files; - is NDJSON payloads on standard input."
    )
    var inputs: [String] = []

    @Option(
        name: .customLong("files-from"),
        help: "A file, or -, that lists paths and addresses, one on each line or ended by NUL."
    )
    var filesFrom: [String] = []

    @Option(help: "The model for bare images and raw payloads.")
    var model: String?

    @Option(help: "A model's schema in the provider's format; may be repeated.")
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

    /// The options and the limit for failing: flags over the configuration over the defaults.
    func options() throws -> (LintOptions, FailureLimit) {
        let settings = try isolated ? nil : ConfigurationFile.settings(named: config)
        let folder = settings.map { URL(filePath: $0.file).deletingLastPathComponent() }
        let listed = (settings?.schemas ?? []).map { setting in
            URL(filePath: setting.value, relativeTo: folder).path
        }
        let options = LintOptions(
            model: model.map { ModelID($0) } ?? settings?.model?.value,
            schemas: listed + schema,
            limits: limits ?? settings?.limits?.value ?? .strict,
            isOffline: offline,
            decodesPixels: decode
        )
        return (options, failOn ?? settings?.failOn?.value ?? .error)
    }
}

extension FileManager {
    /// Whether there is something that can be read line by line.
    fileprivate func isReadableList(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return unsafe fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
            && isReadableFile(atPath: path)
    }
}
