internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Settings

/// A value that a run works with, and who chose it.
struct Chosen<Value> {
    let value: Value
    let origin: String

    /// The same choice in another form.
    func map<Other>(_ change: (Value) -> Other) -> Chosen<Other> {
        Chosen<Other>(value: change(value), origin: origin)
    }
}

/// The variables of the environment that stand below the flags and above the configuration file.
enum Variable: String, CaseIterable {
    case config = "PREFLIGHT_CONFIG"
    case format = "PREFLIGHT_FORMAT"
    case color = "PREFLIGHT_COLOR"
    case model = "PREFLIGHT_MODEL"
    case limits = "PREFLIGHT_LIMITS"
    case failOn = "PREFLIGHT_FAIL_ON"
    case concurrency = "PREFLIGHT_CONCURRENCY"
    case timeout = "PREFLIGHT_TIMEOUT"
    case connectTimeout = "PREFLIGHT_CONNECT_TIMEOUT"
    case mostJobs = "PREFLIGHT_MAX_JOBS"
    case mostSeconds = "PREFLIGHT_MAX_SECONDS"
    case highestCost = "PREFLIGHT_MAX_COST"
    case certificates = "PREFLIGHT_CA_FILE"

    /// Refuses a variable that is none of these and looks like one: nobody would see that it has no
    /// effect.
    static func refuseMisspelt(in environment: [String: String]) throws(PreflightError) {
        let prefix = "PREFLIGHT_"
        let known = allCases.map { String($0.rawValue.dropFirst(prefix.count)) }
        for name in environment.keys.sorted() where name.hasPrefix(prefix) {
            let rest = String(name.dropFirst(prefix.count))
            guard !known.contains(rest), let nearest = Nearest.names(to: rest, among: known).first
            else { continue }
            throw PreflightError(.usage, "no variable \(name); did you mean \(prefix)\(nearest)?")
        }
    }

    /// What it may be, where that can be listed.
    fileprivate var accepted: String? {
        switch self {
        case .config, .model, .certificates: nil
        case .format: Self.list(ReportFormat.allCases.map(\.rawValue))
        case .color: Self.list(ColourChoice.allCases.map(\.rawValue))
        case .limits: Self.list(LimitReading.allCases.map(\.rawValue))
        case .failOn: Self.list(FailureLimit.allCases.map(\.rawValue))
        case .concurrency: "a number from 1 to 1024"
        case .timeout, .connectTimeout: "a number of seconds from 1 to 3600"
        case .mostJobs, .mostSeconds, .highestCost: "a number from 0 to 1000000"
        }
    }

    private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

    /// What it is set to; an empty one counts as none.
    func value(in environment: [String: String]) -> String? {
        environment[rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// What the configuration file and the environment say.
struct Configuration {
    /// What the file says; `nil` when there is none.
    let settings: Settings?
    let environment: [String: String]

    /// Reads the file that is named, by a flag or the environment, or the nearest one upwards to the
    /// repository's root.
    init(
        file: String?,
        isolated: Bool,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(PreflightError) {
        self.environment = environment
        try Variable.refuseMisspelt(in: environment)
        let named = file ?? Variable.config.value(in: environment)
        guard !isolated, let path = named ?? Self.nearest() else {
            settings = nil
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PreflightError(.usage, "the configuration \(path) cannot be read")
        }
        do throws(SettingsFault) {
            settings = try Settings(yaml: Array(data), file: path, names: Self.names)
        } catch {
            throw Self.error(error)
        }
        try checkPaths()
        try checkModels()
    }

    /// The names that a configuration may use.
    static var names: SettingsNames {
        SettingsNames(
            rules: RuleBook.descriptions,
            formats: ReportFormat.allCases.map(\.rawValue)
        )
    }

    /// Chooses by flag, variable, file and default, in this order.
    func chosen<Value>(
        _ flag: Value?,
        _ name: String,
        _ variable: Variable,
        _ setting: Setting<Value>?,
        default value: Value,
        parse: (String) -> Value?
    ) throws(PreflightError) -> Chosen<Value> {
        if let flag { return Chosen(value: flag, origin: name) }
        if let text = variable.value(in: environment) {
            guard let value = parse(text) else {
                let words = variable.accepted.map { ", but \($0)" } ?? ""
                throw PreflightError(.usage, "\(variable.rawValue) cannot be \"\(text)\"\(words)")
            }
            return Chosen(value: value, origin: variable.rawValue)
        }
        if let setting { return Chosen(value: setting.value, origin: origin(of: setting.span)) }
        return Chosen(value: value, origin: "default")
    }

    /// A path of the file, which is relative to the folder of the file.
    func path(_ text: String) -> String {
        settings.map { settings in
            URL(
                filePath: text,
                relativeTo: URL(filePath: settings.file).deletingLastPathComponent()
            )
            .standardizedFileURL.path
        } ?? text
    }

    /// The folder of the file, absolute.
    var folder: String { path(".") }

    /// Where in the file something is said.
    func origin(of span: TextSpan) -> String {
        "\(settings?.file ?? ""):\(span.line):\(span.column)"
    }

    // Of copies in a folder that is missing nothing would be seen.
    private func checkPaths() throws(PreflightError) {
        guard let settings else { return }
        for setting in settings.schemas + settings.map.map(\.setting)
        where !FileManager.default.fileExists(atPath: path(setting.value)) {
            let reason = "no such file or directory: \(path(setting.value))"
            throw Self.error(
                SettingsFault(file: settings.file, span: setting.span, reason: reason)
            )
        }
    }

    // The models that are known depend on the schemas that the file names.
    private func checkModels() throws(PreflightError) {
        guard let settings, settings.model != nil || !settings.models.isEmpty else { return }
        let known = try ModelCatalogue.models(
            addingSchemasAt: settings.schemas.map { path($0.value) }
        )
        for model in [settings.model].compactMap({ $0 }) + settings.models.map(\.setting)
        where !known.contains(model.value) {
            let words = PreflightError.unknownModel(model.value, among: known).message
            throw Self.error(SettingsFault(file: settings.file, span: model.span, reason: words))
        }
    }

    private static func error(_ fault: SettingsFault) -> PreflightError {
        PreflightError(
            .usage,
            "\(fault.file):\(fault.span.line):\(fault.span.column): \(fault.reason)"
        )
    }

    /// The root of the repository in which a folder lies; `nil` outside of one.
    static func repository(around folder: String) -> String? {
        var folder = URL(filePath: folder)
        while !FileManager.default.fileExists(atPath: folder.appending(path: ".git").path) {
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path else { return nil }
            folder = parent
        }
        return folder.path
    }

    private static func nearest() -> String? {
        let current = FileManager.default.currentDirectoryPath
        // Outside of a repository a folder above may be anybody's.
        let root = repository(around: current) ?? current
        var folder = URL(filePath: current)
        while true {
            let path = folder.appending(path: Settings.fileName).path
            if FileManager.default.fileExists(atPath: path) {
                return folder.path == current ? Settings.fileName : path
            }
            guard folder.path != root else { return nil }
            folder = folder.deletingLastPathComponent()
        }
    }
}
