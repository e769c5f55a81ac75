package import PreflightModel

/// A file without a single byte.
package enum EmptyFile: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .empty = media.facts.content else { return nil }
        return Defect(found: .bytes(0), accepted: .verifiableFormats, remedy: .exportAgain)
    }

    package static let about = RuleDescription(
        name: "empty-file",
        summary: "the file is empty",
        reason: "A download or an export was cut off before its first byte.",
        evidence: Evidence(.policy, "no model can use an image without bytes"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("no bytes", .file(.empty, bytes: 0)),
        .good("a picture", .picture()),
    ]
}
