package import PreflightModel

/// A suppression of what is not found.
package enum UnusedSuppression: SuppressionRule {
    package static func defects(in subject: SuppressionCase) -> [Defect] {
        let hasExpired = subject.suppression.hasExpired(on: subject.today)
        guard !hasExpired, subject.covered > 0, subject.leftOut == 0 else { return [] }
        return [
            Defect(
                found: .suppression(subject.suppression),
                accepted: .usedSuppression,
                remedy: .removeSuppression,
                span: subject.suppression.place.span
            )
        ]
    }

    package static let about = RuleDescription(
        name: "unused-suppression",
        summary: "the suppression leaves nothing out",
        reason: """
            What it covers was checked and has no such defect; the next one would pass unseen.
            """,
        evidence: Evidence(.policy, "a suppression is for a defect that is known"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<SuppressionCase>] = [
        .bad("a file that was mended", .example(leftOut: 0)),
        .good("a file with the defect", .example(leftOut: 1)),
        .good("a file that was not checked", .example(covered: 0, leftOut: 0)),
    ]
}
