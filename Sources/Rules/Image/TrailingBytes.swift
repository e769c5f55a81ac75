package import PreflightModel

/// Bytes after the end of the image.
package enum TrailingBytes: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.image != nil, case .trailing(let count) = media.facts.ending else { return nil }
        return Defect(
            found: .trailing(bytes: count),
            accepted: .nothingAfterTheEnd,
            remedy: .removeTrailingBytes
        )
    }

    package static let about = RuleDescription(
        name: "trailing-bytes",
        summary: "bytes follow the end of the image",
        reason: "Decoders pass over them; they are sent for nothing and may hold what is private.",
        evidence: Evidence(.heuristic, "decoders stop at the end marker"),
        objection: .finding(.note)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("twelve bytes after the end", .picture(ending: .trailing(12))),
        .good("nothing after the end", .picture(ending: .whole)),
    ]
}
