package import PreflightModel
internal import Schemas

/// A text that is longer than the provider advises.
package enum TextLongerThanAdvised: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        payload.texts.compactMap { pointer, node, text, property -> Defect? in
            let count = text.unicodeScalars.count
            guard let advised = property.advisedLength, count >= advised else { return nil }
            return Defect(
                found: .characters(count),
                accepted: .fewerThan(advised, .characters),
                remedy: .shorten(to: advised - 1),
                at: pointer,
                span: node.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "text-longer-than-advised",
        summary: "the text is longer than the provider advises",
        reason: "It is accepted, but its later parts may be followed less closely.",
        evidence: Evidence(
            .prose,
            "the model page: fewer than 500 characters for best results; its own example has 523"
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
