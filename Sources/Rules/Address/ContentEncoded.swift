package import PreflightModel

/// A coding that was applied to the bytes although none was asked for.
package enum ContentEncoded: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let coding = media.facts.address?.answer?.contentEncoding else { return nil }
        return Defect(
            found: .contentEncoding(coding, isUsed: media.image == nil),
            accepted: .plainBytes,
            remedy: .sendPlain
        )
    }

    package static let about = RuleDescription(
        name: "content-encoded",
        summary: "the host declares a coding of the bytes although none asked for it",
        reason: """
            A client that asked for plain bytes takes coded ones for the image, and one that decodes what \
            is declared fails on plain bytes.
            """,
        evidence: Evidence(.observed, "hosts that compress images whatever is asked for"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("declared only", .answered(.init(contentEncoding: "gzip"))),
        .good("plain", .answered(.init())),
    ]
}
