internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import PreflightModel
internal import SystemPackage

extension AddressFacts.Outcome {
    /// How an error of the network ends the fetching of an address.
    init(networkError error: any Error) {
        switch error {
        case let outcome as AddressFacts.Outcome: self = outcome
        case let error as NIOSSLError: self = Self.tls("\(error)")
        case let error as NIOSSLExtraError: self = Self.tls("\(error)")
        case let error as BoringSSLError: self = Self.tls("\(error)")
        case is ContradictoryRange: self = .noAnswer(.contradictoryPart)
        case HTTPParserError.invalidEOFState: self = .noAnswer(.connectionLost)
        case is HTTPParserError: self = .noAnswer(.protocolViolation)
        case ChannelError.connectTimeout: self = .noAnswer(.timedOut(step: .connecting))
        case let error as IOError where error.errnoCode == Errno.connectionRefused.rawValue:
            self = .noAnswer(.connectionRefused)
        default: self = .noAnswer(.connectionLost)
        }
    }

    // BoringSSL tells the reason by the names of its error codes.
    private static func tls(_ words: String) -> AddressFacts.Outcome {
        let short = Self.reason(in: words)
        let isAboutTrust =
            words.contains("CERTIFICATE_VERIFY_FAILED")
            || words.contains("failedToValidateHostname")
        if isAboutTrust { return .untrustedCertificate(words: short) }
        // An unclean end after the handshake is a lost connection, not a refusal.
        if passing.contains(where: words.contains) { return .noAnswer(.connectionLost) }
        if words.contains("HANDSHAKE_FAILURE") { return .noAnswer(.noCommonTLS) }
        return .tlsRefused(words: short)
    }

    /// What the library says of troubles that another attempt may not meet.
    private static let passing = [
        "uncleanShutdown", "EOF during handshake", "ALERT_INTERNAL_ERROR", "BAD_DECRYPT",
        "BAD_RECORD_MAC", "DECODE_ERROR", "DECRYPT_ERROR",
    ]

    private static func reason(in words: String) -> String {
        let names = [
            "CERTIFICATE_VERIFY_FAILED", "failedToValidateHostname", "UNSUPPORTED_PROTOCOL",
            "WRONG_VERSION_NUMBER", "CERTIFICATE_REQUIRED", "PROTOCOL_VERSION",
        ]
        guard let name = names.first(where: { words.contains($0) }) else {
            // The library's own places say nothing to anybody.
            let codes = words.matches(of: /[A-Z][A-Z0-9_]{5,}/).map { String($0.output) }
            return codes.first?.lowercased().replacing("_", with: " ") ?? "no agreement"
        }
        return name == "failedToValidateHostname"
            ? "the certificate is for another name"
            : name.lowercased().replacing("_", with: " ")
    }
}

extension AddressFacts.Outcome {
    /// What an answer without an image means: asked to try later, or refused for good.
    init(finalStatus status: Int) {
        switch status {
        case 202, 408, 425, 429, 500...599: self = .overloaded(status: status)
        case 401, 407: self = .refused(status: status, barrier: .login)
        default: self = .refused(status: status)
        }
    }

    /// Says of a refusal that there was an answer before it.
    mutating func wasAnsweredBefore() {
        if case .refused(let status, nil) = self, status >= 400 {
            self = .refused(status: status, barrier: .fewDownloads)
        }
    }

    /// Whether another attempt may end differently.
    var isWorthAnotherAttempt: Bool {
        switch self {
        case .overloaded: true
        case .noAnswer(.outsideSandbox), .noAnswer(.budgetExceeded), .noAnswer(.noCommonTLS): false
        case .noAnswer: true
        default: false
        }
    }

    /// The same, said more closely by the certificate that the host showed.
    func explained(by certificate: AddressFacts.Certificate, now: Int) -> AddressFacts.Outcome {
        switch self {
        // A host that only then wants no more has asked for a certificate of ours (RFC 5246, 7.4.6).
        case .noAnswer(.noCommonTLS): return .tlsRefused(words: "certificate required")
        case .untrustedCertificate("certificate verify failed"):
            let words =
                if certificate.expires < now {
                    "the certificate has expired"
                } else if certificate.begins > now {
                    "the certificate is not valid yet"
                } else if certificate.isSelfSigned {
                    "the certificate is signed by itself"
                } else {
                    "the certificate is signed by an authority that is not known (\(certificate.issuer))"
                }
            return .untrustedCertificate(words: words)
        default: return self
        }
    }

    /// The same, said of a redirect where that matters.
    func afterRedirect(isRedirected: Bool) -> AddressFacts.Outcome {
        guard isRedirected, case .notPublic(let address, let block, _) = self else { return self }
        return .notPublic(address: address, block: block, redirected: true)
    }
}
