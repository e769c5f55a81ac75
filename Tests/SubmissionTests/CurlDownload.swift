import Foundation
import PreflightModel
import Sandbox
import Submission

/// A download from the sandbox's result host by the command `curl`.
func downloadingByCurl(_ access: SandboxAccess, in folder: TemporaryFolder) -> Download {
    { wanted, sink in
        do {
            let name = UUID().uuidString
            let certificate = folder.path + "/\(name).pem"
            try Data(access.certificate.utf8).write(to: URL(filePath: certificate))
            let routes = access.hosts.flatMap {
                ["--connect-to", "\($0.name):443:\($0.address):\($0.port)"]
            }
            let exit = try await run(
                ["curl", "-sf", "--noproxy", "*", "--cacert", certificate] + routes
                    + ["-o", folder.path + "/" + name, wanted.url]
            )
            guard exit == 0 else { return .noAnswer(.connectionLost) }
            try sink(.start(offset: 0, length: nil, entityTag: nil))
            try sink(.bytes(try folder.read(name)))
            return .answered
        } catch {
            return .noAnswer(.connectionLost)
        }
    }
}

private func run(_ arguments: [String]) async throws -> Int32 {
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
