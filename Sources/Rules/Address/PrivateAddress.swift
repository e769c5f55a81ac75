package import PreflightModel

/// An address that only this network can reach.
package enum PrivateAddress: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        media.first { outcome in
            guard case .notPublic(let address, let block, false) = outcome else { return nil }
            return Defect(
                found: .addressBlock(address: address, block: block),
                accepted: .publicAddress,
                remedy: .hostPublicly
            )
        }
    }

    package static let about = RuleDescription(
        name: "private-address",
        summary: "the address is not public",
        reason: "The provider's servers fetch from outside: they cannot reach it.",
        evidence: Evidence(
            .prose,
            "the provider's pages: files must be reachable at public https addresses"
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad(
            "an address of a home network",
            .address(.notPublic(address: "192.168.1.7", block: "private use", redirected: false))
        ),
        .good("an answer", .address(.answered)),
    ]
}
