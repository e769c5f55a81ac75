package import PreflightModel

/// An image that is written into the payload itself.
package enum InlineData: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.facts.isInline else { return nil }
        return Defect(
            found: .inlineData(bytes: media.facts.bytes),
            accepted: .hostedAddress,
            remedy: .hostFile
        )
    }

    package static let about = RuleDescription(
        name: "inline-data",
        summary: "the image is written into the payload itself",
        reason: "The pages promise addresses of hosted files only: it works, or it does not.",
        evidence: Evidence(.prose, "the model pages: publicly reachable HTTPS addresses"),
        objection: .finding(.note)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a data: address", .inline()),
        .good("a file", .picture()),
    ]
}
