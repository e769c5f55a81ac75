package import PreflightModel

/// Writes a report while its subjects come in, in their order.
package protocol Reporter: Sendable {
    /// The text to be written now that a subject is known.
    mutating func text(of subject: SubjectReport) -> String
    /// The text to be written at the end. `closing` says why the exit code is what it is.
    mutating func end(_ summary: Summary, closing: String) -> String
}

/// The formats that a report can be written in.
package enum ReportFormat: String, Sendable, CaseIterable {
    case human, concise, json, ndjson

    /// A reporter for this format.
    package func reporter(colour: Bool) -> any Reporter {
        switch self {
        case .human: HumanReporter(colour: colour)
        case .concise: ConciseReporter()
        case .json: JSONReporter()
        case .ndjson: NDJSONReporter()
        }
    }
}
