package import PreflightModel

/// A document that is no JSON or YAML.
package enum MalformedDocument: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .failure(let problem) = payload.job else { return [] }
        if case .duplicateKey = problem.kind { return [] }
        return [
            Defect(
                found: .document(problem.kind),
                accepted: .validDocument,
                remedy: .correctDocument(problem.kind),
                span: problem.span
            )
        ]
    }

    package static let about = RuleDescription(
        name: "malformed-document",
        summary: "the document is malformed",
        reason: "A payload that cannot be read cannot be sent.",
        evidence: Evidence(.policy, "RFC 8259, YAML 1.2 and RFC 4180"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("a missing brace", .json(#"{"prompt": "a red kite""#)),
        .bad("a comma too many", .json(#"{"prompt": "a red kite",}"#)),
        .good("an object", .json("{\(PayloadCase.goodStart)}")),
    ]
}
