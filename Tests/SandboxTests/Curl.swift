import Foundation
import Sandbox

/// A client of a sandbox that shares no line with this package: the command `curl`.
struct Curl: Sendable {
    /// What one call of the command gave.
    struct Answer {
        /// The exit status of the command: 0 when there was an answer, 7 when nobody listens.
        let exit: Int32
        let status: Int
        /// The head of the answer, in lower case.
        let head: String
        let body: [UInt8]

        /// A member of the body that is a text.
        func text(_ key: String) -> String? { object?[key] as? String }

        /// The body as a JSON object.
        var object: [String: Any]? {
            try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        }
    }

    static let token = "a-token-that-no-log-may-hold"

    let access: SandboxAccess
    private let folder: TemporaryFolder
    private let certificate: String

    init(_ access: SandboxAccess) throws {
        self.access = access
        folder = try TemporaryFolder()
        certificate = try folder.write("certificate.pem", Array(access.certificate.utf8))
    }

    /// Calls the model API with the token.
    func api(_ path: String, _ options: String...) async throws -> Answer {
        let token = ["-H", "Authorization: Bearer \(Self.token)"]
        return try await self(access.base + path, token + options)
    }

    /// Posts an input to a model, with the token.
    func submit(_ body: [UInt8], to model: String) async throws -> Answer {
        let file = try folder.write(UUID().uuidString, body)
        return try await api("/models/\(model)", "--data-binary", "@\(file)")
    }

    func submit(_ body: String, to model: String) async throws -> Answer {
        try await submit(Array(body.utf8), to: model)
    }

    /// Calls any address; the names of the sandbox lead to its port.
    func callAsFunction(_ url: String, _ options: [String] = []) async throws -> Answer {
        let (head, body) = (folder.path + "/" + UUID().uuidString, UUID().uuidString)
        let routes = access.hosts.flatMap {
            ["--connect-to", "\($0.name):443:\($0.address):\($0.port)"]
        }
        let exit = try await Self.run(
            ["curl", "-s", "--noproxy", "*", "--path-as-is", "--cacert", certificate]
                + routes + ["-D", head, "-o", folder.path + "/" + body] + options + [url]
        )
        let text = (try? String(contentsOfFile: head, encoding: .utf8))?.lowercased() ?? ""
        let words = text.split(separator: "\r\n").last { $0.hasPrefix("http/") }?.split(
            separator: " "
        )
        return Answer(
            exit: exit,
            status: words.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0,
            head: text,
            body: (try? folder.read(body)) ?? []
        )
    }

    private static func run(_ arguments: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
