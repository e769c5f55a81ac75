package import PreflightModel

/// Bytes that came in another number than was declared.
package enum LengthMismatch: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let mismatch = media.facts.address?.answer?.mismatch else { return nil }
        return Defect(
            found: .lengths(mismatch),
            accepted: .declaredLength,
            remedy: .sendDeclaredLength
        )
    }

    package static let about = RuleDescription(
        name: "length-mismatch",
        summary: "the declared and the received length differ",
        reason: "A client that trusts the length cuts the image off or waits for what never comes.",
        evidence: Evidence(.observed, "hosts and proxies that rewrite files but not their lengths"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("less than declared", .answered(.init(mismatch: .init(declared: 100, received: 90)))),
        .good("as declared", .answered(.init(length: 100))),
    ]
}
