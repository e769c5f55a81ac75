package import PreflightModel

/// An address that asks to come later.
package enum HostOverloaded: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .overloaded(let status) = media.outcome else { return nil }
        return Defect(
            found: .overloaded(status: status, attempts: media.facts.address?.attempts ?? 0),
            accepted: .answer,
            remedy: .tryAgain
        )
    }

    package static let about = RuleDescription(
        name: "host-overloaded",
        summary: "the host asks to try later",
        reason: "It may be right or wrong: nobody can tell until the host answers.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("too many requests", .address(.overloaded(status: 429))),
        .good("an answer", .address(.answered)),
    ]
}
