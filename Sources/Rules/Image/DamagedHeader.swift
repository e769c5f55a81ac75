package import PreflightModel

/// A PNG, JPEG or WebP whose header cannot be read or contradicts itself.
package enum DamagedHeader: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .damaged(_, let damage) = media.facts.content else { return nil }
        return Defect(found: .damage(damage), accepted: .wholeHeader, remedy: .exportAgain)
    }

    package static let about = RuleDescription(
        name: "damaged-header",
        summary: "the image's header is damaged",
        reason: "A decoder that cannot read the header cannot use the image.",
        evidence: Evidence(.policy, "the reference library of the format refuses it"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("cut inside of the header", .file(.damaged(.png, .endsEarly))),
        .bad("two frame headers", .file(.damaged(.jpeg, .secondFrameHeader(offset: 200)))),
        .good("a picture", .picture()),
    ]
}
