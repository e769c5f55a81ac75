package import PreflightModel
internal import Schemas

/// A text with more characters than the schema allows.
package enum TextTooLong: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.given.compactMap { given -> Defect? in
            guard let property = given.property, let text = given.member.value.text else {
                return nil
            }
            let count = text.unicodeScalars.count
            guard count > property.length.upperBound else { return nil }
            return Defect(
                found: .characters(count),
                accepted: .atMost(property.length.upperBound, .characters),
                remedy: .shorten(to: property.length.upperBound),
                at: given.pointer,
                span: given.member.value.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "text-too-long",
        summary: "the text is too long for the model",
        reason: "The provider refuses it.",
        evidence: Evidence(.schema, "the model's schema: maxLength, in Unicode code points"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad(
            "one character too many",
            .json(#"{"prompt": "\#(String(repeating: "a", count: 41))"}"#)
        ),
        .good("as long as allowed", .json(#"{"prompt": "\#(String(repeating: "é", count: 40))"}"#)),
    ]
}
