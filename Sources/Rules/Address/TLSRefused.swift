package import PreflightModel

/// A host with which no encrypted connection can be agreed.
package enum TLSRefused: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .tlsRefused(let words) = media.outcome else { return nil }
        return Defect(found: .libraryWords(words), accepted: .commonTLS, remedy: .supportTLS)
    }

    package static let about = RuleDescription(
        name: "tls-refused",
        summary: "no encrypted connection could be agreed with the host",
        reason: """
            It speaks only versions that are too old, no TLS at all, or asks for a certificate of the
            client.
            """,
        evidence: Evidence(.policy, "no server of the provider could fetch it"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("an old version only", .address(.tlsRefused(words: "unsupported protocol"))),
        .good("an answer", .address(.answered)),
    ]
}
