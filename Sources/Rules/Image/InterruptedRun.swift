package import PreflightModel

/// A run that ended before everything was looked at.
package enum InterruptedRun: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .unreadable(.interrupted) = media.facts.content else { return nil }
        return defect
    }

    /// What stands in the way of everything that such a run did not come to.
    package static let defect = Defect(
        found: .obstacle(.interrupted),
        accepted: .wholeRun,
        remedy: .makeReadable(.interrupted)
    )

    package static let about = RuleDescription(
        name: "interrupted-run",
        summary: "the run ended before everything was checked",
        reason: "A report of a part must not look like a report of the whole.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("Ctrl-C", .file(.unreadable(.interrupted), bytes: nil)),
        .good("a picture", .picture()),
    ]
}
