package import PreflightModel

/// A model that nobody knows.
package enum UnknownModel: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job, payload.schema == nil else { return [] }
        let names = payload.models.map(\.description)
        return [
            Defect(
                found: .foreignText(job.model.description),
                accepted: .oneOf(names),
                remedy: .didYouMean(Nearest.names(to: job.model.description, among: names)),
                at: job.wrapper?.pointer.appending(key: "model"),
                span: job.modelSpan
            )
        ]
    }

    package static let about = RuleDescription(
        name: "unknown-model",
        summary: "the model is unknown",
        reason: "Nothing can be judged, and nothing submitted, for a model without a schema.",
        evidence: Evidence(.schema, "the catalogue of models"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("a misspelt name", .json(#"{"model": "example/vidoe", "input": {}}"#)),
        .good("a known name", .json(#"{"model": "example/video", "input": {}}"#)),
    ]
}
