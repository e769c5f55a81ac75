internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Settings

/// Finds the configuration: the named one, or the nearest upwards to the repository's root.
enum ConfigurationFile {
    /// What the file says; `nil` when there is none.
    static func settings(named name: String?) throws(PreflightError) -> Settings? {
        guard let path = name ?? nearest() else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PreflightError(.usage, "the configuration \(path) cannot be read")
        }
        do throws(SettingsFault) {
            return try Settings(yaml: Array(data), file: path)
        } catch {
            throw PreflightError(
                .usage,
                "\(error.file):\(error.span.line):\(error.span.column): \(error.reason)"
            )
        }
    }

    private static func nearest() -> String? {
        var folder = URL(filePath: FileManager.default.currentDirectoryPath)
        while true {
            let path = folder.appending(path: Settings.fileName).path
            if FileManager.default.fileExists(atPath: path) { return path }
            let isRoot = FileManager.default.fileExists(atPath: folder.appending(path: ".git").path)
            let parent = folder.deletingLastPathComponent()
            guard !isRoot, parent.path != folder.path else { return nil }
            folder = parent
        }
    }
}
