package import PreflightModel

/// A certificate that a strict client refuses.
package enum UntrustedCertificate: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .untrustedCertificate(let words) = media.outcome else { return nil }
        return Defect(
            found: .libraryWords(words),
            accepted: .trustedCertificate,
            remedy: .renewCertificate
        )
    }

    package static let about = RuleDescription(
        name: "untrusted-certificate",
        summary: "the host's certificate cannot be trusted",
        reason: "It is expired, made for another name, or signed by nobody that is known.",
        evidence: Evidence(.policy, "no server of the provider could fetch it"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("an expired one", .address(.untrustedCertificate(words: "certificate has expired"))),
        .good("an answer", .address(.answered)),
    ]
}
