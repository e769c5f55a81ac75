internal import Addresses
package import PreflightModel

/// A path of this machine where the provider needs an address.
package enum LocalFileInPayload: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.media.compactMap { media -> Defect? in
            guard case .localFile(let path) = media.reference else { return nil }
            return Defect(
                found: .foreignText(path),
                accepted: .hostedAddress,
                remedy: .hostFile,
                at: media.pointer,
                span: media.span,
                severity: payload.stage == .submit ? .error : nil
            )
        }
    }

    package static let about = RuleDescription(
        name: "local-file-in-payload",
        summary: "the payload names a file of this machine",
        reason: "The provider's servers cannot read it. It is measured here all the same.",
        evidence: Evidence(
            .prose,
            "the provider's pages: files must be reachable at public https addresses"
        ),
        objection: .finding(.note)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("a path", .json(#"{"start_image_url": "pictures/kite.png"}"#)),
        .good("an address", .json("{\(PayloadCase.goodStart)}")),
    ]
}
