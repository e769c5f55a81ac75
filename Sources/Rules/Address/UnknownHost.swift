package import PreflightModel

/// A host name that does not exist.
package enum UnknownHost: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .unknownHost(let name) = media.outcome else { return nil }
        return Defect(found: .host(name), accepted: .resolvableHost, remedy: .correctHost)
    }

    package static let about = RuleDescription(
        name: "unknown-host",
        summary: "the host does not exist",
        reason: "A name that no name server knows cannot be fetched from.",
        evidence: Evidence(.policy, "no server of the provider could fetch it"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a misspelt name", .address(.unknownHost("imgaes.example.com"))),
        .good("an answer", .address(.answered)),
    ]
}
