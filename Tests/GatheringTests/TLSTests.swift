import Addresses
import Foundation
import Gathering
import NIOCore
import NIOSSL
import PreflightModel
import SampleImages
import SystemPackage
import Testing

/// An issuer of certificates for scripted hosts, run by the command `openssl`.
struct TestIssuer {
    private static let settings = """
        [ca]
        default_ca = issuer
        [issuer]
        dir = .
        database = index.txt
        new_certs_dir = .
        serial = serial
        default_md = sha256
        policy = policy
        [policy]
        commonName = supplied
        [req]
        distinguished_name = name
        [name]
        [root]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign, cRLSign
        subjectKeyIdentifier = hash
        [good]
        subjectAltName = DNS:\(TestCertificate.host)
        [wild]
        subjectAltName = DNS:*.preflight.test
        [below]
        subjectAltName = DNS:*.\(TestCertificate.host)
        [other]
        subjectAltName = DNS:\(TestCertificate.foreign)
        [inner]
        subjectAltName = IP:127.0.0.1
        [client]
        subjectAltName = DNS:\(TestCertificate.host)
        extendedKeyUsage = clientAuth
        """

    private let folder: TemporaryFolder
    /// The root in PEM.
    let root: String

    init(_ name: String) async throws {
        folder = try TemporaryFolder()
        try folder.write("settings", Array(Self.settings.utf8))
        try folder.write("index.txt", [])
        try folder.write("serial", Array("01\n".utf8))
        try await Self.openssl(
            ["req", "-new", "-x509", "-extensions", "root", "-days", "2", "-out", "root.pem"]
                + Self.key("root.key", "/CN=\(name)"),
            in: folder
        )
        root = try String(contentsOfFile: folder.appending("root.pem").string, encoding: .utf8)
    }

    /// What a server presents: a certificate for a name, good between two times.
    func context(
        for kind: String,
        from start: String = "20200101000000Z",
        to end: String = "20990101000000Z",
        _ change: (inout TLSConfiguration) -> Void = { _ in }
    ) async throws -> NIOSSLContext {
        try await Self.openssl(
            ["req", "-new", "-out", "\(kind).csr"] + Self.key("\(kind).key", "/CN=\(kind)"),
            in: folder
        )
        try await Self.openssl(
            [
                "ca", "-batch", "-notext", "-config", "settings", "-extensions", kind, "-cert",
                "root.pem", "-keyfile", "root.key", "-startdate", start, "-enddate", end, "-in",
                "\(kind).csr", "-out", "\(kind).pem",
            ],
            in: folder
        )
        let chain = try NIOSSLCertificate.fromPEMFile(folder.appending("\(kind).pem").string)
        let key = try NIOSSLPrivateKey(
            file: folder.appending("\(kind).key").string,
            format: .pem
        )
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.shutdownTimeout = .milliseconds(100)
        change(&configuration)
        return try NIOSSLContext(configuration: configuration)
    }

    private static func key(_ file: String, _ subject: String) -> [String] {
        [
            "-config", "settings", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
            "-nodes", "-subj", subject, "-keyout", file,
        ]
    }

    private static func openssl(_ arguments: [String], in folder: TemporaryFolder) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = URL(filePath: folder.path.string)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        try #require(status == 0, "openssl \(arguments.joined(separator: " "))")
    }
}

/// Whom TLS trusts, and which TLS it is.
struct TLSTests {
    private func fetch(
        _ context: NIOSSLContext,
        roots: String?
    ) async throws -> (facts: MediaFacts, requests: Int, accepts: Int) {
        let requests = Sink()
        let image = Scripted.image
        return try await HostileServer.serving(context) { connection in
            let request = try await connection.request()
            guard !request.isEmpty else { return }
            try requests.take(.bytes([1]))
            try await connection.send(Answer.part(of: image, for: request))
            try await connection.hold()
        } _: { server, port in
            let exception = HostException(
                name: TestCertificate.host,
                address: "127.0.0.1",
                port: port
            )
            let fetcher = try GuardedFetcher(
                addressGuard: AddressGuard(resolver: TableResolver(), exceptions: [exception]),
                additionalRoots: roots,
                budget: FetchBudget(attempts: 1, pause: .zero)
            )
            let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
            return (facts, requests.bytes.count, server.accepts)
        }
    }

    @Test(arguments: ["good", "wild"])
    func `a certificate of a given root is trusted`(kind: String) async throws {
        let issuer = try await TestIssuer("root")
        let found = try await fetch(try await issuer.context(for: kind), roots: issuer.root)
        #expect(found.facts.address?.outcome == .answered)
        #expect(found.facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(found.requests == 1)
    }

    @Test(
        arguments: [
            ("other", "20200101000000Z", "20990101000000Z", "for another name"),
            ("below", "20200101000000Z", "20990101000000Z", "for another name"),
            ("good", "20200101000000Z", "20200102000000Z", "has expired"),
            ("good", "20980101000000Z", "20990101000000Z", "not valid yet"),
            ("good", "20200101000000Z", "20990101000000Z", "an authority that is not known"),
        ]
    )
    func `a certificate that is wrong, late, early or of a stranger is not trusted`(
        kind: String,
        start: String,
        end: String,
        words: String
    ) async throws {
        let isKnown = !words.contains("authority")
        let issuer = try await TestIssuer("root")
        let context = try await issuer.context(for: kind, from: start, to: end)
        let found = try await fetch(context, roots: isKnown ? issuer.root : nil)
        guard case .untrustedCertificate(let said)? = found.facts.address?.outcome else {
            Issue.record("\(found.facts.address?.outcome as Any)")
            return
        }
        #expect(said.contains(words), "\(said)")
        #expect(found.facts.content == .absent)
        #expect(found.facts.address?.certificate != nil)
        #expect(found.requests == 0)
        #expect(found.accepts == 1)
    }

    @Test func `a certificate for the address alone is not trusted for a name`() async throws {
        let issuer = try await TestIssuer("root")
        let found = try await fetch(try await issuer.context(for: "inner"), roots: issuer.root)
        #expect(found.facts.address?.outcome != .answered)
        #expect(found.requests == 0)
    }

    @Test func `a root of the same name with another key is a stranger`() async throws {
        let (issuer, other) = (try await TestIssuer("root"), try await TestIssuer("root"))
        let found = try await fetch(try await issuer.context(for: "good"), roots: other.root)
        guard case .untrustedCertificate? = found.facts.address?.outcome else {
            Issue.record("\(found.facts.address?.outcome as Any)")
            return
        }
        #expect(found.requests == 0)
    }

    @Test func `a self-signed certificate is not trusted unless it is a given root`() async throws {
        let context = try await ScriptedHost.tlsContext()
        let refused = try await fetch(context, roots: nil)
        #expect(
            refused.facts.address?.outcome
                == .untrustedCertificate(words: "the certificate is signed by itself")
        )
        #expect(refused.requests == 0)
        let root = try await TestCertificate.shared.certificate
        let answered = try await fetch(context, roots: root)
        #expect(answered.facts.address?.outcome == .answered)
    }

    @Test(arguments: [TLSVersion.tlsv1, .tlsv11])
    func `a protocol that is too old is refused`(version: TLSVersion) async throws {
        let issuer = try await TestIssuer("root")
        let context = try await issuer.context(for: "good") {
            $0.minimumTLSVersion = .tlsv1
            $0.maximumTLSVersion = version
        }
        let found = try await fetch(context, roots: issuer.root)
        guard case .tlsRefused? = found.facts.address?.outcome else {
            Issue.record("\(found.facts.address?.outcome as Any)")
            return
        }
        #expect(found.requests == 0)
    }

    @Test func `a host with which nothing is agreed is a doubt`() async throws {
        let issuer = try await TestIssuer("root")
        // Its key is for another signature.
        let context = try await issuer.context(for: "good") {
            $0.maximumTLSVersion = .tlsv12
            $0.cipherSuites = "ECDHE-RSA-AES128-GCM-SHA256"
        }
        let found = try await fetch(context, roots: issuer.root)
        #expect(found.facts.address?.outcome == .noAnswer(.noCommonTLS))
    }

    @Test func `a host of the longest curve is answered`() async throws {
        let issuer = try await TestIssuer("root")
        let context = try await issuer.context(for: "good") { $0.curves = [.secp521r1] }
        let found = try await fetch(context, roots: issuer.root)
        #expect(found.facts.address?.outcome == .answered)
    }

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func `a protocol that is new enough is spoken`(version: TLSVersion) async throws {
        let issuer = try await TestIssuer("root")
        let context = try await issuer.context(for: "good") {
            $0.minimumTLSVersion = version
            $0.maximumTLSVersion = version
        }
        let found = try await fetch(context, roots: issuer.root)
        #expect(found.facts.address?.outcome == .answered)
    }

    @Test(arguments: [TLSVersion.tlsv12, .tlsv13])
    func `a host that demands a certificate of its client is refused`(
        version: TLSVersion
    ) async throws {
        let issuer = try await TestIssuer("root")
        let roots = try NIOSSLCertificate.fromPEMBytes(Array(issuer.root.utf8))
        let context = try await issuer.context(for: "good") {
            $0.minimumTLSVersion = version
            $0.maximumTLSVersion = version
            $0.certificateVerification = .noHostnameVerification
            $0.trustRoots = .certificates(roots)
        }
        let found = try await fetch(context, roots: issuer.root)
        guard case .tlsRefused? = found.facts.address?.outcome else {
            Issue.record("\(found.facts.address?.outcome as Any)")
            return
        }
        #expect(found.requests == 0)
    }

    @Test func `a host that asks its client for a certificate and can do without is answered`()
        async throws
    {
        let issuer = try await TestIssuer("root")
        let roots = try NIOSSLCertificate.fromPEMBytes(Array(issuer.root.utf8))
        let context = try await issuer.context(for: "good") {
            $0.certificateVerification = .optionalVerification
            $0.trustRoots = .certificates(roots)
        }
        let found = try await fetch(context, roots: issuer.root)
        #expect(found.facts.address?.outcome == .answered)
    }

    @Test func `a certificate that is for clients alone is not trusted`() async throws {
        let issuer = try await TestIssuer("root")
        let found = try await fetch(try await issuer.context(for: "client"), roots: issuer.root)
        #expect(found.facts.address?.outcome != .answered)
        #expect(found.requests == 0)
    }

    @Test func `a host that knows only HTTP/2 and no name of it is spoken to in HTTP/1`()
        async throws
    {
        let issuer = try await TestIssuer("root")
        let context = try await issuer.context(for: "good") { $0.applicationProtocols = ["h2"] }
        let found = try await fetch(context, roots: issuer.root)
        #expect(found.facts.address?.attempts == 1)
        #expect(found.facts.address?.outcome == .answered)
    }
}
