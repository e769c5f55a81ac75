package import PreflightModel

/// A final answer that gives no image: login, block or nothing there.
package enum RefusedByHost: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .refused(let status) = media.outcome else { return nil }
        return Defect(
            found: .status(status),
            accepted: .successStatus,
            remedy: .openToServers(status: status)
        )
    }

    package static let about = RuleDescription(
        name: "refused-by-host",
        summary: "the host refuses the image",
        reason: "The provider's servers have no login and no cookies, and get the same answer.",
        evidence: Evidence(
            .prose,
            "the provider's pages: without login, cookies, rate limits or bot blocks"
        ),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("nothing there", .address(.refused(status: 404))),
        .bad("a login", .address(.refused(status: 401))),
        .good("an answer", .address(.answered)),
        .good(
            "asked to come later, which is a rule of its own",
            .address(.overloaded(status: 429))
        ),
    ]
}
