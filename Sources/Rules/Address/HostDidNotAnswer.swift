package import PreflightModel

/// An address that gave no usable answer this time.
package enum HostDidNotAnswer: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .noAnswer(let loss) = media.outcome else { return nil }
        return Defect(
            found: .loss(loss, attempts: media.facts.address?.attempts ?? 0),
            accepted: .answer,
            remedy: loss == .noCommonTLS ? .supportTLS : .tryAgain
        )
    }

    package static let about = RuleDescription(
        name: "host-did-not-answer",
        summary: "the host gave no usable answer",
        reason: "It may be right or wrong: nobody can tell until the host answers.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("time ran out", .address(.noAnswer(.timedOut(step: .connecting)))),
        .good("an answer", .address(.answered)),
    ]
}
