package import PreflightModel

/// A pre-signed address whose time ends before the provider may fetch it.
package enum ExpiringSignature: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let signature = media.facts.address?.signature, let left = signature.secondsLeft,
            left > 0, left < media.signatureMargin
        else { return nil }
        return Defect(
            found: .signatureEnd(signature),
            accepted: .signatureMargin(seconds: media.signatureMargin),
            remedy: .signAgain(seconds: media.signatureMargin)
        )
    }

    package static let about = RuleDescription(
        name: "expiring-signature",
        summary: "the signature of the address expires soon",
        reason:
            "Jobs wait in a queue: the provider fetches the image later than it accepts the job.",
        evidence: Evidence(.observed, "the expiry stands in the query of each pre-signed address"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("ends in an hour", .signed(secondsLeft: 3600)),
        .bad("ends a second too soon", .signed(secondsLeft: 86_399)),
        .good("ends in a day", .signed(secondsLeft: 86_400)),
        .good("has ended, which is a rule of its own", .signed(secondsLeft: 0)),
    ]
}
