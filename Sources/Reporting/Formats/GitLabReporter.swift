internal import PreflightModel

/// GitLab's code quality report: an array of issues.
struct GitLabReporter: WholeReporter {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    func text(of report: Report, closing: String) -> [UInt8] {
        var fingerprints = Fingerprints()
        let issues = report.subjects.flatMap(\.remarks).map { remark in
            let path = remark.file.map(context.path(inReportOf:)) ?? ReportContext.commandLine
            let identity = remark.file.map(context.identity) ?? ReportContext.commandLine
            return Issue(
                description: "\(remark.message); \(remark.defect.remedyText)".neutralised,
                checkName: remark.rule.name.text,
                fingerprint: fingerprints.next(for: remark, in: identity),
                severity: remark.level.gitLabWord,
                location: Location(
                    path: path.withoutLeadingSlashes.neutralised,
                    lines: Lines(begin: remark.place.span?.line ?? 1)
                )
            )
        }
        return JSONText.plain(issues)
    }
}

private struct Issue: Encodable {
    let description: String
    let checkName: String
    let fingerprint: String
    let severity: String
    let location: Location

    private enum CodingKeys: String, CodingKey {
        case description
        case checkName = "check_name"
        case fingerprint, severity, location
    }
}

private struct Location: Encodable {
    let path: String
    let lines: Lines
}

private struct Lines: Encodable { let begin: Int }

extension Remark.Level {
    /// Of info, minor, major, critical and blocker.
    fileprivate var gitLabWord: String {
        switch self {
        case .note: "info"
        case .warning: "minor"
        case .doubt: "major"
        case .error: "critical"
        }
    }
}

extension String {
    // GitLab takes relative paths only.
    fileprivate var withoutLeadingSlashes: String { String(drop { $0 == "/" }) }
}
