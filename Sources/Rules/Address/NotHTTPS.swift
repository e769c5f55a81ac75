package import PreflightModel

/// An address that is reached by anything but https, at first or after a redirect.
package enum NotHTTPS: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        media.first { outcome in
            guard case .insecure(let scheme) = outcome else { return nil }
            return Defect(
                found: media.told(.scheme(scheme)),
                accepted: .httpsAddress,
                remedy: media.told(.useHTTPS)
            )
        }
    }

    package static let about = RuleDescription(
        name: "not-https",
        summary: "the address, or where it redirects to, is not https",
        reason: """
            The provider promises to fetch publicly reachable https addresses and nothing else.
            """,
        evidence: Evidence(
            .prose,
            "the provider's pages: files must be reachable at public https addresses"
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("plain http", .address(.insecure(scheme: "http"))),
        .bad(
            "a redirect to plain http",
            .redirected(to: "http://images.example.com/a.png", .insecure(scheme: "http"))
        ),
        .good("an answer over https", .address(.answered)),
    ]
}
