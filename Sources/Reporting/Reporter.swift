package import PreflightModel

/// Writes the reports of subjects, one by one and many at once, and what stands around them.
///
/// It keeps no state: what it writes of a subject depends on the subject alone.
package protocol Reporter: Sendable {
    /// What stands before the first subject.
    var beginning: String { get }
    /// What stands between two subjects.
    var separator: String { get }
    /// Appends what is to be said of a subject, as UTF-8.
    func write(_ subject: SubjectReport, to text: inout [UInt8])
    /// Whether the lines that findings are about are shown.
    var showsLines: Bool { get }
    /// What stands after the last subject. `closing` says why the exit code is what it is.
    func end(_ summary: Summary, closing: String) -> String
}

extension Reporter {
    /// Nothing.
    package var beginning: String { "" }
    /// Nothing.
    package var separator: String { "" }
    /// None.
    package var showsLines: Bool { false }
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

/// The texts of some subjects that follow each other, and what was counted in them.
package struct ReportPiece: Sendable {
    /// The texts with what stands between them.
    package private(set) var text: [UInt8] = []
    /// What was counted.
    package private(set) var summary = Summary()

    private let reporter: any Reporter
    private let separator: String

    /// Begins with no subject.
    package init(_ reporter: any Reporter) {
        self.reporter = reporter
        separator = reporter.separator
    }

    /// Bytes that most pieces of several subjects do not exceed.
    private static let usualLength = 1 << 16

    /// Adds the text of a subject.
    package mutating func add(_ subject: SubjectReport) {
        if summary.checked == 1 { text.reserveCapacity(Self.usualLength) }
        if summary.checked > 0, !separator.isEmpty { text += separator.utf8 }
        summary.count(subject)
        reporter.write(subject, to: &text)
    }
}
