package import PreflightModel

/// A suppression that was meant to hold for some time only.
package enum ExpiredSuppression: SuppressionRule {
    package static func defects(in subject: SuppressionCase) -> [Defect] {
        guard subject.suppression.hasExpired(on: subject.today) else { return [] }
        return [
            Defect(
                found: .suppressionEnd(subject.suppression),
                accepted: .suppressionInForce,
                remedy: .mendOrExtendSuppression,
                span: subject.suppression.place.span
            )
        ]
    }

    package static let about = RuleDescription(
        name: "expired-suppression",
        summary: "the suppression has expired",
        reason: "It leaves nothing out any more, and what it was for is told again.",
        evidence: Evidence(.policy, "the day that the configuration names"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<SuppressionCase>] = [
        .bad("a day that has passed", .example(expires: "2026-12-31", leftOut: 0)),
        .good("the last day", .example(expires: "2027-01-01", leftOut: 1)),
        .good("no end", .example(leftOut: 1)),
    ]
}
