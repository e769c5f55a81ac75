package import PreflightModel
internal import Schemas

/// A required property that is not given.
package enum MissingProperty: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job, let schema = payload.schema,
            job.input.members != nil
        else { return [] }
        return schema.properties.filter { $0.isRequired && job.input[$0.name] == nil }.map {
            property in
            Defect(
                found: .absent(property.name),
                accepted: .required(property.name, property.types),
                remedy: .add(property: property.name),
                at: job.pointer,
                span: job.input.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "missing-property",
        summary: "a required property is missing",
        reason: "The model cannot run without it.",
        evidence: Evidence(.schema, "the model's schema"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("no prompt", .json(#"{"start_image_url": "https://example.com/a.png"}"#)),
        .good("all that is required", .json("{\(PayloadCase.goodStart)}")),
    ]
}
