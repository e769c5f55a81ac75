package import PreflightModel

/// A final answer that gives no image: login, challenge, cookie, block or nothing there.
package enum RefusedByHost: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .refused(let status, let barrier) = media.outcome else { return nil }
        // A signature that has ended is the cause, and told by its own rule.
        if [400, 401, 403].contains(status), let left = media.facts.address?.signature?.secondsLeft,
            left <= 0
        {
            return nil
        }
        return Defect(
            found: .status(status, barrier: barrier),
            accepted: .successStatus,
            remedy: .openToServers(status: status, barrier: barrier)
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
        .bad("a login", .address(.refused(status: 401, barrier: .login))),
        .bad("a challenge for browsers", .address(.refused(status: 403, barrier: .challenge))),
        .bad("no cookie", .address(.refused(status: 302, barrier: .cookie))),
        .bad("used up", .address(.refused(status: 410, barrier: .fewDownloads))),
        .good("an answer", .address(.answered)),
        .good(
            "a signature that has ended, which is a rule of its own",
            .signed(secondsLeft: -60, .refused(status: 403))
        ),
        .good(
            "asked to come later, which is a rule of its own",
            .address(.overloaded(status: 429))
        ),
    ]
}
