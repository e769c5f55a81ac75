package import PreflightModel

/// An address outside of the grammar of RFC 3986.
package enum MalformedURL: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        media.first { outcome in
            guard case .malformed(let problem) = outcome else { return nil }
            return Defect(
                found: media.told(.address(problem)),
                accepted: .httpsAddress,
                remedy: media.told(.correctAddress(problem))
            )
        }
    }

    package static let about = RuleDescription(
        name: "malformed-url",
        summary: "the address, or where it redirects to, is malformed",
        reason: """
            Programs repair broken addresses in different ways and then fetch different things.
            """,
        evidence: Evidence(.policy, "RFC 3986 with an ASCII host, https and no other port"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a space", .address(.malformed(.character(code: 0x20, offset: 24)))),
        .bad("another port", .address(.malformed(.port("8443")))),
        .good("an answer", .address(.answered)),
    ]
}
