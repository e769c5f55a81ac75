package import PreflightModel

/// A coding that was applied to the bytes although none was asked for.
package enum ContentEncoded: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let coding = media.facts.address?.answer?.contentEncoding else { return nil }
        return Defect(found: .contentEncoding(coding), accepted: .plainBytes, remedy: .sendPlain)
    }

    package static let about = RuleDescription(
        name: "content-encoded",
        summary: "the host encodes the bytes although none asked for it",
        reason: "A client that asked for plain bytes takes the coded ones for the image.",
        evidence: Evidence(.observed, "hosts that compress images whatever is asked for"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("compressed", .answered(.init(contentEncoding: "gzip"))),
        .good("plain", .answered(.init())),
    ]
}
