package import PreflightModel

/// An address whose redirect leads to where only this network reaches.
package enum RedirectedToPrivateAddress: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .notPublic(let address, let block, true) = media.outcome else {
            return nil
        }
        return Defect(
            found: media.told(.addressBlock(address: address, block: block)),
            accepted: .publicAddress,
            remedy: .linkDirectly
        )
    }

    package static let about = RuleDescription(
        name: "redirected-to-private-address",
        summary: "a redirect leads to an address that is not public",
        reason: "The provider's servers fetch from outside: they cannot follow it.",
        evidence: Evidence(.policy, "no server of the provider could fetch it"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad(
            "a redirect to this machine",
            .redirected(
                to: "https://127.0.0.1/a.png",
                .notPublic(address: "127.0.0.1", block: "loopback", redirected: true)
            )
        ),
        .good("an answer", .address(.answered)),
    ]
}
