package import PreflightModel
internal import Schemas

/// Nothing, or white space alone, where a text or an address is needed.
package enum EmptyText: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.given.compactMap { given -> Defect? in
            guard let property = given.property, let text = given.member.value.text, text.isBlank,
                property.allowed.isEmpty, property.isRequired || property.isMedia
            else { return nil }
            return Defect(
                found: .emptyText,
                accepted: property.isMedia ? .httpsAddress : .someText,
                remedy: .fillIn,
                at: given.pointer,
                span: given.member.value.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "empty-text",
        summary: "the text is empty",
        reason: """
            The pages show empty texts as placeholders; sent as they are, they fail or cost money \
            for nothing.
            """,
        evidence: Evidence(.policy, "the model pages: placeholders in the examples"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("an empty prompt", .json(#"{"prompt": ""}"#)),
        .bad("white space for an address", .json(#"{"start_image_url": " "}"#)),
        .good("a prompt", .json("{\(PayloadCase.goodStart)}")),
    ]
}
