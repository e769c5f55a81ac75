public import PreflightModel
internal import Rules

extension SubjectReport {
    /// What stands in a report for all that an interrupted run did not come to.
    public static let interruption = SubjectReport(
        subject: "(the rest)",
        kind: .input,
        model: nil,
        doubts: [
            Doubt(
                rule: InterruptedRun.about,
                place: Place(file: "(the rest)"),
                defect: InterruptedRun.defect
            )
        ]
    )
}
