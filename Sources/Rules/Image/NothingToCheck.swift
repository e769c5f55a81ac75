package import PreflightModel

/// An input without anything that could be checked.
package enum NothingToCheck: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .unreadable(let obstacle) = media.facts.content,
            Self.obstacles.contains(obstacle)
        else { return nil }
        return Defect(
            found: .obstacle(obstacle),
            accepted: .readableFile,
            remedy: .makeReadable(obstacle)
        )
    }

    /// What leaves nothing to be checked, although it can be read.
    static let obstacles: Set<Obstacle> = [
        .nothingToCheck, .unchanged, .notTaken, .noJob, .noPayload, .imageForPayloads,
        .listForPayloads,
    ]

    package static let about = RuleDescription(
        name: "nothing-to-check",
        summary: "the input holds nothing that can be checked",
        reason: "Nothing checked is never green: a wrong path would pass unseen.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("an empty directory", .file(.unreadable(.nothingToCheck), bytes: nil)),
        .bad("a directory in which nothing changed", .file(.unreadable(.unchanged), bytes: nil)),
        .bad("an image for a model that takes none", .file(.unreadable(.notTaken), bytes: nil)),
        .bad("an image that was to be submitted", .file(.unreadable(.noJob), bytes: nil)),
        .bad("a document that is no payload", .file(.unreadable(.noPayload), bytes: nil)),
        .bad("a picture through a pipe", .file(.unreadable(.imageForPayloads), bytes: nil)),
        .bad("a list of paths through a pipe", .file(.unreadable(.listForPayloads), bytes: nil)),
        .good("a picture", .picture()),
    ]
}
