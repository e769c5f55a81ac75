package import PreflightModel
internal import Schemas

/// A property that does nothing together with another value.
package enum IneffectiveProperty: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job else { return [] }
        return payload.given.compactMap { given -> Defect? in
            guard let rule = given.property?.ineffective,
                job.input[rule.property]?.text == rule.value
            else { return nil }
            return Defect(
                found: .property(given.member.key),
                accepted: .effectiveUnless(property: rule.property, value: rule.value),
                remedy: .remove(property: given.member.key),
                at: given.pointer,
                span: given.member.keySpan
            )
        }
    }

    package static let about = RuleDescription(
        name: "ineffective-property",
        summary: "the property has no effect here",
        reason: "It is sent and paid for, but the model does not look at it.",
        evidence: Evidence(.prose, "the model page's note on the property"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad(
            "an end image at high quality",
            .good(and: #""end_image_url": "https://example.com/b.png", "quality": "high""#)
        ),
        .good(
            "an end image at low quality",
            .good(and: #""end_image_url": "https://example.com/b.png", "quality": "low""#)
        ),
    ]
}
