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
    /// What stands after the last subject. `closing` says why the exit code is what it is.
    func end(_ summary: Summary, closing: String) -> String
}

extension Reporter {
    /// Nothing.
    package var beginning: String { "" }
    /// Nothing.
    package var separator: String { "" }
}

/// Writes a report that cannot begin before everything is known: its counts, or the worst of it, come
/// first.
package protocol WholeReporter: Sendable {
    /// The report as UTF-8. `closing` says why the exit code is what it is.
    func text(of report: Report, closing: String) -> [UInt8]
}

/// How a report is written: while its subjects come in, or at the end.
package enum ReportWriter: Sendable {
    case stream(any Reporter)
    case whole(any WholeReporter)
}
