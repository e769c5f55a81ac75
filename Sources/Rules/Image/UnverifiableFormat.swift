package import PreflightModel

/// A picture or a video in a format that this tool does not judge.
package enum UnverifiableFormat: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .foreign(let format) = media.facts.content,
            format.family == .unverifiable || media.isEncoded
        else { return nil }
        return Defect(found: .format(format), accepted: .verifiableFormats, remedy: .convert)
    }

    package static let about = RuleDescription(
        name: "unverifiable-format",
        summary: "the format cannot be verified",
        reason: """
            The provider's pages name no formats. Upstream takes some others, but nothing here can \
            say whether this file would pass.
            """,
        evidence: Evidence(.observed, "the upstream maker's pages list more formats"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a GIF", .file(.foreign(.gif), named: "picture.gif")),
        .bad("a video", .file(.foreign(.mp4), named: "clip.mp4")),
        .good("a PNG", .picture()),
    ]
}
