package import PreflightModel

/// A file that could not be read, so that nothing can be said about it.
package enum FileUnreadable: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .unreadable(let obstacle) = media.facts.content,
            obstacle != .interrupted, !NothingToCheck.obstacles.contains(obstacle)
        else { return nil }
        return Defect(
            found: .obstacle(obstacle),
            accepted: .readableFile,
            remedy: .makeReadable(obstacle)
        )
    }

    package static let about = RuleDescription(
        name: "file-unreadable",
        summary: "the file cannot be read",
        reason: "What cannot be read cannot be judged: it may be right or wrong.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("permission is missing", .file(.unreadable(.forbidden), bytes: nil)),
        .bad("a FIFO", .file(.unreadable(.notRegular), bytes: nil)),
        .good("a picture", .picture()),
    ]
}
