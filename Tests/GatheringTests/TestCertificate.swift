import Foundation
import SystemPackage

/// A self-signed certificate for the names of scripted hosts, made by the command `openssl`.
struct TestCertificate: Sendable {
    let certificate: String
    let key: String

    /// Names that the certificate is for; resolvers of tests decide where they lead.
    static let host = "host.preflight.test"
    static let second = "second.preflight.test"
    /// A name that the certificate is not for.
    static let foreign = "foreign.preflight.test"

    /// The certificate of this run.
    static var shared: TestCertificate { get async throws { try await making.value } }

    private static let making = Task { try await make() }

    private static func make() async throws -> TestCertificate {
        let folder = try TemporaryFolder()
        let (key, certificate) = (folder.appending("key.pem"), folder.appending("cert.pem"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-days", "2", "-subj", "/CN=preflight test", "-addext",
            "subjectAltName=DNS:\(host),DNS:\(second)", "-keyout", key.string, "-out",
            certificate.string,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let exit: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        guard exit == 0 else { throw CocoaError(.executableLoad) }
        return TestCertificate(
            certificate: try String(contentsOfFile: certificate.string, encoding: .utf8),
            key: try String(contentsOfFile: key.string, encoding: .utf8)
        )
    }
}
