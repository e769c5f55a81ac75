package import PreflightModel

/// A host that does not answer requests for a part of a file.
package enum PartialRequestsRefused: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard media.facts.address?.answer?.partialRequests == .refused else { return nil }
        return Defect(
            found: .noPartialRequests,
            accepted: .partialRequests,
            remedy: .answerParts
        )
    }

    package static let about = RuleDescription(
        name: "partial-requests-refused",
        summary: "the host refuses requests for a part of the file",
        reason: "Checking it costs the whole file, and downloads that break off begin anew.",
        evidence: Evidence(
            .observed,
            "status 416 or a contradictory part for the first bytes of a file"
        ),
        objection: .finding(.note)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("refused", .answered(.init(partialRequests: .refused))),
        .good(
            "the whole file instead, which is allowed",
            .answered(.init(partialRequests: .ignored))
        ),
    ]
}
