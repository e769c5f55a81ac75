package import PreflightModel

/// An image whose end was looked for and neither found nor known to be missing.
package enum UnfoundEnd: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, media.facts.ending == .givenUp else { return nil }
        return Defect(
            found: .endNotFound(image.format),
            accepted: .endMarker(image.format),
            remedy: .exportAgain
        )
    }

    package static let about = RuleDescription(
        name: "unfound-end",
        summary: "the end of the image was not found where it was looked for",
        reason: "Who looks at a part of a file cannot say that nothing of it is missing.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("more pixels than are searched", .picture(ending: .givenUp)),
        .good("with its end marker", .picture(ending: .whole)),
        .good("without its end marker, which is a rule of its own", .picture(ending: .missing)),
        .good("nobody asked for the end", .picture(ending: .unread)),
    ]
}
