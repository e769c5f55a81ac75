package import PreflightModel

/// Two answers for the same address that differ.
package enum AnswerChanged: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let change = media.facts.address?.answer?.change else { return nil }
        return Defect(found: .change(change), accepted: .equalAnswers, remedy: .keepTheFile)
    }

    package static let about = RuleDescription(
        name: "answer-changed",
        summary: "two answers for the same address differ",
        reason: "The provider may get another image than the one that was checked.",
        evidence: Evidence(
            .observed,
            "addresses behind which files are replaced or made anew for each request"
        ),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("another length", .answered(.init(change: .init(.length, first: "10", second: "20")))),
        .good("the same", .answered(.init())),
    ]
}
