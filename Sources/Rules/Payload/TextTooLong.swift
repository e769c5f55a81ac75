package import PreflightModel
internal import Schemas

/// A text with more characters than the schema allows.
package enum TextTooLong: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.given.compactMap { given -> Defect? in
            guard let property = given.property, let text = given.member.value.text,
                property.length.upperBound < .max,
                text.hasCodePoints(atLeast: property.length.upperBound + 1)
            else { return nil }
            let count = text.unicodeScalars.count
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

extension String {
    /// Whether the text has so many Unicode code points, which are counted only where it may.
    func hasCodePoints(atLeast count: Int) -> Bool {
        utf8.count >= count && unicodeScalars.count >= count
    }
}
