package import PreflightModel

/// An image whose header is whole and whose end is missing.
package enum TruncatedImage: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, media.facts.ending == .missing else { return nil }
        return Defect(
            found: .endMissing(image.format),
            accepted: .endMarker(image.format),
            remedy: .exportAgain
        )
    }

    package static let about = RuleDescription(
        name: "truncated-image",
        summary: "the end of the image is missing",
        reason: "The lower part of the picture is lost; a strict decoder refuses the whole file.",
        evidence: Evidence(.policy, "the format's end marker or declared length"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("without its end marker", .picture(ending: .missing)),
        .good("with its end marker", .picture(ending: .whole)),
        .good("the end was not read", .picture(ending: .unread)),
    ]
}
