package import PreflightModel
internal import Schemas

/// A text that is longer than the provider advises.
package enum TextLongerThanAdvised: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.given.compactMap { given -> Defect? in
            guard let text = given.freeText, let advised = given.property?.advisedLength,
                text.hasCodePoints(atLeast: advised)
            else { return nil }
            let count = text.unicodeScalars.count
            return Defect(
                found: .characters(count),
                accepted: .fewerThan(advised, .characters),
                remedy: .shorten(to: advised - 1),
                at: given.pointer,
                span: given.member.value.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "text-longer-than-advised",
        summary: "the text is longer than the provider advises",
        reason: "It is accepted, but its later parts may be followed less closely.",
        evidence: Evidence(
            .prose,
            "the model page: description of the property",
            readings: Readings.ofAdvisedLength
        ),
        objection: .finding(.warning)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad(
            "as long as the advice",
            .json(#"{"prompt": "\#(String(repeating: "a", count: 20))"}"#)
        ),
        .good("shorter", .json(#"{"prompt": "\#(String(repeating: "a", count: 19))"}"#)),
    ]
}
