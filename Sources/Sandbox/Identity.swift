import Crypto
import Foundation
import NIOCore
import NIOSSL
import SwiftASN1
import X509

/// The key and the self-signed certificate of one run, good for one day.
struct Identity: Sendable {
    /// The certificate, which is also its own trust root.
    let certificatePEM: String
    /// What a listener presents.
    let tls: TLSConfiguration

    init() throws(SandboxFault) {
        do {
            let key = P256.Signing.PrivateKey()
            let pem = try Self.certificate(for: Certificate.PrivateKey(key)).serializeAsPEM()
            let chain = try NIOSSLCertificate(bytes: pem.derBytes, format: .der)
            let secret = try NIOSSLPrivateKey(bytes: Array(key.derRepresentation), format: .der)
            certificatePEM = pem.pemString + "\n"
            tls = Self.configuration(presenting: chain, key: secret)
        } catch {
            throw SandboxFault(operation: "make its certificate", cause: "\(error)")
        }
    }

    private static func configuration(
        presenting certificate: NIOSSLCertificate,
        key: NIOSSLPrivateKey
    ) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        // A client that never says goodbye must not hold up the end of the sandbox.
        configuration.shutdownTimeout = .milliseconds(200)
        return configuration
    }

    private static func certificate(for key: Certificate.PrivateKey) throws -> Certificate {
        let name = try DistinguishedName { CommonName("preflight sandbox") }
        let now = Date()
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-3_600),
            notValidAfter: now.addingTimeInterval(86_400 - 3_600),
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions(for: key.publicKey),
            issuerPrivateKey: key
        )
    }

    private static func extensions(
        for key: Certificate.PublicKey
    ) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
            Critical(KeyUsage(digitalSignature: true, keyCertSign: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectKeyIdentifier(hash: key)
            SubjectAlternativeNames([
                .dnsName(HostNames.images),
                .dnsName(HostNames.results),
                .dnsName("localhost"),
                .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
            ])
        }
    }
}
