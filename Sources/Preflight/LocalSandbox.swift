internal import Foundation
internal import PreflightModel
internal import Sandbox

/// The local RunComfy and image host, for itself.
public struct LocalSandbox: Sendable {
    private let sandbox: Sandbox

    /// An imitation whose image host serves the files of these folders; `log` is where it writes
    /// what it was asked.
    public init(folders: [String], log: String?) {
        let paths = folders.map { URL(filePath: $0).standardizedFileURL.path }
        sandbox = Sandbox(folders: paths, log: log)
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
