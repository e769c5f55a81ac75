internal import Foundation
internal import PreflightModel
internal import Sandbox

/// The local RunComfy and image host, for itself.
public struct LocalSandbox: Sendable {
    private let sandbox: Sandbox

    /// An imitation whose image host serves the files of these folders; `log` is where it writes
    /// what it was asked, and `scenario` the file that says what goes wrong.
    public init(
        folders: [String],
        log: String?,
        scenario: String? = nil
    ) throws(PreflightError) {
        let paths = folders.map { URL(filePath: $0).standardizedFileURL.path }
        sandbox = try Self.sandbox(folders: paths, log: log, scenario: scenario)
    }

    /// The imitation itself; `folders` are absolute.
    static func sandbox(
        folders: [String],
        log: String?,
        scenario: String?
    ) throws(PreflightError) -> Sandbox {
        do {
            let faults = try scenario.map { try Scenario(file: $0) } ?? Scenario()
            return Sandbox(folders: folders, log: log, scenario: faults)
        } catch {
            throw PreflightError(.usage, "\(scenario ?? "") is no scenario", cause: "\(error)")
        }
    }

    /// The names of what can go wrong, with what each is.
    public static var faults: [(name: String, summary: String)] {
        Fault.allCases.map { ($0.rawValue, $0.summary) }
    }

    /// Serves while `body` runs.
    ///
    /// `body` gets what a client needs, as JSON.
    public func serving(
        _ body: @escaping @Sendable (_ ready: [UInt8]) async throws -> Void
    ) async throws(PreflightError) {
        do {
            try await sandbox.serving { access in
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
                try await body(Array(try encoder.encode(access)) + [0x0a])
            }
        } catch let error as PreflightError {
            throw error
        } catch {
            throw PreflightError(.internalError, "the sandbox failed", cause: "\(error)")
        }
    }
}
