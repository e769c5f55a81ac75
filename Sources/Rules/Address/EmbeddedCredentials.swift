package import PreflightModel

/// An address with a user name or a password in it.
package enum EmbeddedCredentials: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        media.first { outcome in
            guard outcome == .credentials else { return nil }
            return Defect(
                found: media.told(.credentials),
                accepted: .httpsAddress,
                remedy: media.told(.signInsteadOfPassword)
            )
        }
    }

    package static let about = RuleDescription(
        name: "embedded-credentials",
        summary: "the address, or where it redirects to, contains a user name or a password",
        reason: "Many fetchers drop or refuse it, and the password ends up in logs.",
        evidence: Evidence(.policy, "RFC 9110, 4.2.4 deprecates user information in addresses"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a user name", .address(.credentials)),
        .good("an answer", .address(.answered)),
    ]
}
