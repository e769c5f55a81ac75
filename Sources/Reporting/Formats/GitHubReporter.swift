internal import PreflightModel

/// Commands of GitHub's runner, which shows them as annotations.
struct GitHubReporter: WholeReporter {
    private let context: ReportContext

    /// The runner shows so many annotations of each type for a step.
    private static let mostOfType = 10
    /// The runner cuts what is longer, in characters.
    private static let longestMessage = 4096

    init(_ context: ReportContext) { self.context = context }

    func text(of report: Report, closing: String) -> [UInt8] {
        let remarks = report.remarksByLevel
        var lines: [String] = []
        for type in AnnotationType.allCases {
            let ofType = remarks.filter { AnnotationType($0.level) == type }
            guard ofType.count > Self.mostOfType else {
                lines += ofType.map(line)
                continue
            }
            let shown = ofType.prefix(Self.mostOfType - 1)
            let more = "\(ofType.count - shown.count) more of this kind; the report has all of them"
            lines += shown.map(line) + ["::\(type.rawValue) title=preflight::\(more.asData)"]
        }
        return lines.flatMap { Array(($0 + "\n").utf8) }
    }

    private func line(_ remark: Remark) -> String {
        var properties: [String] = []
        if let file = remark.file {
            properties.append("file=\(context.path(inReportOf: file).asProperty)")
        }
        if let span = remark.place.span {
            properties += ["line=\(span.line)", "endLine=\(span.endLine)"]
            if let columns = remark.place.columns?.utf16 {
                properties += ["col=\(columns.start)", "endColumn=\(columns.end)"]
            }
        }
        properties.append("title=\(remark.rule.name)")
        let words = [
            "\(remark.level == .doubt ? "not checked: " : "")\(remark.message)",
            remark.place.url ?? "", "accepted: \(remark.defect.acceptedText)",
            "help: \(remark.defect.remedyText)",
        ]
        let text = words.filter { !$0.isEmpty }.map(\.neutralised).joined(separator: "\n")
        let type = AnnotationType(remark.level).rawValue
        // By code points, each of which may become three characters.
        let cut = String(
            String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestMessage / 4))
        )
        return "::\(type) \(properties.joined(separator: ","))::\(cut.asData)"
    }
}

/// The kinds of annotations that the runner knows.
private enum AnnotationType: String, CaseIterable {
    case error, warning, notice

    init(_ level: Remark.Level) {
        switch level {
        case .error: self = .error
        case .doubt, .warning: self = .warning
        case .note: self = .notice
        }
    }
}

extension String {
    /// The text of a command, in which line ends are lines of the annotation.
    fileprivate var asData: String {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { line in
            String(line).neutralised.replacing("%", with: "%25")
        }
        .joined(separator: "%0A")
    }

    /// A value in front of the text.
    fileprivate var asProperty: String {
        neutralised.replacing("%", with: "%25").replacing(":", with: "%3A")
            .replacing(",", with: "%2C")
    }
}
