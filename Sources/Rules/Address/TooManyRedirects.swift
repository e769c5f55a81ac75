package import PreflightModel

/// An address that redirects again and again.
package enum TooManyRedirects: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .tooManyRedirects(let limit) = media.outcome else { return nil }
        return Defect(
            found: .redirects(limit + 1),
            accepted: .redirects(limit),
            remedy: .linkDirectly
        )
    }

    package static let about = RuleDescription(
        name: "too-many-redirects",
        summary: "the address redirects too often",
        reason: "Fetchers give up after a few redirects, and a loop never ends.",
        evidence: Evidence(.policy, "no server of the provider could fetch it"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a loop", .address(.tooManyRedirects(limit: 2))),
        .good("an answer", .address(.answered)),
    ]
}
