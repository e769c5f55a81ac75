package import PreflightModel

/// A payload that was sent and that the provider did not take.
package enum RefusedByProvider: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job else { return [] }
        return payload.complaints.map { complaint in
            let member = complaint.property.flatMap { name in
                job.input.members?.last { $0.key == name }
            }
            return Defect(
                found: .complaint(complaint),
                accepted: .inputThatTheProviderTakes,
                remedy: .correctAsTheProviderSays,
                at: member.map { job.pointer.appending(key: $0.key) } ?? job.pointer,
                span: member?.value.span ?? job.input.span
            )
        }
    }

    package static let about = RuleDescription(
        name: "refused-by-provider",
        summary: "the provider refused the payload",
        reason: """
            The provider has the last word: what it refuses costs nothing and gives no video. That it \
            was not found before means that the provider's schema has changed, or that it judges by \
            more than its schema says.
            """,
        evidence: Evidence(.schema, "the provider's answer to the submission (status 400 or 422)"),
        objection: .finding(.error)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad(
            "a value that the provider does not take any more",
            .json(
                #"{"prompt": "a fox", "duration": 5}"#,
                complaints: [Complaint(property: "duration", words: "must be one of 6, 8")]
            )
        ),
        .bad(
            "a property that it asks for",
            .json(
                #"{"prompt": "a fox"}"#,
                complaints: [Complaint(property: "style", words: "is required")]
            )
        ),
        .good("a payload that was not refused", .json(#"{"prompt": "a fox"}"#)),
    ]
}
