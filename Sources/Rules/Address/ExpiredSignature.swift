package import PreflightModel

/// A pre-signed address whose time is over.
package enum ExpiredSignature: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let signature = media.facts.address?.signature, let left = signature.secondsLeft,
            left <= 0
        else { return nil }
        return Defect(
            found: .signatureEnd(signature),
            accepted: .signatureMargin(seconds: media.signatureMargin),
            remedy: .signAgain(seconds: media.signatureMargin)
        )
    }

    package static let about = RuleDescription(
        name: "expired-signature",
        summary: "the signature of the address has expired",
        reason: "The host refuses the address as soon as the provider asks for it.",
        evidence: Evidence(.observed, "the expiry stands in the query of each pre-signed address"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("ended a minute ago", .signed(secondsLeft: -60)),
        .bad("ends now", .signed(secondsLeft: 0)),
        .good("ends in a second, which is a rule of its own", .signed(secondsLeft: 1)),
    ]
}
