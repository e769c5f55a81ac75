package import PreflightModel

/// An image in a coding that many decoders do not read.
package enum UncommonCoding: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        switch media.facts.content {
        case .uncommon(_, let coding): defect(coding, severity: .error)
        case .image(let image) where image.coding != .common: defect(image.coding, severity: nil)
        default: nil
        }
    }

    private static func defect(_ coding: ImageCoding, severity: Severity?) -> Defect {
        Defect(
            found: .coding(coding),
            accepted: .commonCoding,
            remedy: .recode,
            severity: severity
        )
    }

    package static let about = RuleDescription(
        name: "uncommon-coding",
        summary: "the image is coded in a way that many decoders do not read",
        reason: """
            It opens in some programs and fails in others, and nobody says which ones the provider \
            uses. It is an error when the reference library cannot read it either.
            """,
        evidence: Evidence(.observed, "versions of the reference libraries disagree"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("arithmetic coding", .picture(format: .jpeg, named: "a.jpg", coding: .arithmetic)),
        .bad("unreadable here too", .file(.uncommon(.jpeg, .lossless), named: "a.jpg")),
        .good("a picture", .picture()),
    ]
}
