internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// Whom TLS trusts: the system's roots, and more if they are given.
///
/// The system's roots are read when the first address needs them: a run over files never does.
final class TrustStore: Sendable {
    private let additionalRoots: [NIOSSLCertificate]
    private let made = Mutex<NIOSSLContext?>(nil)

    /// Reads further roots in PEM.
    init(additionalRoots: String?) throws {
        self.additionalRoots =
            try additionalRoots.map {
                try NIOSSLCertificate.fromPEMBytes(Array($0.utf8))
            } ?? []
    }

    /// The one context of all connections.
    func context() throws -> NIOSSLContext {
        try made.withLock { made in
            if let made { return made }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            // A host that does not say goodbye is not waited for.
            configuration.shutdownTimeout = .milliseconds(50)
            configuration.additionalTrustRoots = [.certificates(additionalRoots)]
            let context = try NIOSSLContext(configuration: configuration)
            made = context
            return context
        }
    }
}
