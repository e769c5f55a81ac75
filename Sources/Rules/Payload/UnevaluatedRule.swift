package import PreflightModel
package import Schemas

/// A rule or keyword of a schema that this version does not know.
package enum UnevaluatedRule: SchemaRule {
    package static func defects(in schema: Schema) -> [Defect] {
        schema.unevaluated.map { unknown in
            Defect(
                found: .schemaRule(unknown.rule, property: unknown.property),
                accepted: .knownRules,
                remedy: .updateSchema
            )
        }
    }

    package static let about = RuleDescription(
        name: "unevaluated-rule",
        summary: "the schema holds a rule that this version does not know",
        reason: "What the rule asks for stays unchecked, so nothing can be said to pass.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<Schema>] = [
        .bad(
            "a rule on colours",
            Schema(
                model: ModelID("example/video"),
                properties: [],
                unevaluated: [Schema.Unevaluated(property: "frame", rule: "colour_depth<")]
            )
        ),
        .good("nothing unknown", Schema(model: ModelID("example/video"), properties: [])),
    ]
}
