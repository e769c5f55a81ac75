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

    /// What other clients agree on, too: the library leaves the last one out.
    private static let curves: [NIOTLSCurve] = [
        .x25519_MLKEM768, .x25519, .secp256r1, .secp384r1, .secp521r1,
    ]

    /// What other clients agree on: without SHA-1, with the long curve and Ed25519.
    private static let signatureAlgorithms: [SignatureAlgorithm] = [
        .ecdsaSecp256R1Sha256, .rsaPssRsaeSha256, .rsaPkcs1Sha256, .ecdsaSecp384R1Sha384,
        .rsaPssRsaeSha384, .rsaPkcs1Sha384, .ecdsaSecp521R1Sha512, .rsaPssRsaeSha512,
        .rsaPkcs1Sha512, .ed25519,
    ]

    /// The one context of all connections.
    func context() throws -> NIOSSLContext {
        try made.withLock { made in
            if let made { return made }
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.curves = Self.curves
            configuration.verifySignatureAlgorithms = Self.signatureAlgorithms
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
