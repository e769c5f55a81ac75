internal import PreflightModel

/// Reviewdog's diagnostic format, whose columns are bytes of UTF-8.
struct RDJSONReporter: WholeReporter {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    func text(of report: Report, closing: String) -> [UInt8] {
        let remarks = report.subjects.flatMap(\.remarks)
        let result = DiagnosticResult(
            severity: remarks.map(\.level).max()?.reviewdogWord ?? "UNKNOWN_SEVERITY",
            diagnostics: remarks.map(diagnostic)
        )
        return JSONText.plain(result)
    }

    private func diagnostic(_ remark: Remark) -> Diagnostic {
        let words = [remark.message, remark.place.url ?? "", remark.defect.remedyText]
        return Diagnostic(
            message: words.filter { !$0.isEmpty }.joined(separator: "; ").neutralised,
            location: remark.file.map { file in
                Location(
                    path: context.path(inReportOf: file).neutralised,
                    range: range(of: remark.place)
                )
            },
            severity: remark.level.reviewdogWord,
            code: Code(value: remark.rule.name.text)
        )
    }

    private func range(of place: Place) -> Range? {
        place.span.map { span in
            Range(
                start: Position(line: span.line, column: place.columns?.utf8.start),
                end: Position(line: span.endLine, column: place.columns?.utf8.end)
            )
        }
    }
}

private struct DiagnosticResult: Encodable {
    let source = Source(name: "preflight")
    let severity: String
    let diagnostics: [Diagnostic]
}

private struct Source: Encodable { let name: String }

private struct Diagnostic: Encodable {
    let message: String
    let location: Location?
    let severity: String
    let code: Code
}

private struct Code: Encodable { let value: String }

private struct Location: Encodable {
    let path: String
    let range: Range?
}

private struct Range: Encodable {
    let start: Position
    let end: Position
}

private struct Position: Encodable {
    let line: Int
    let column: Int?
}

extension Remark.Level {
    fileprivate var reviewdogWord: String {
        switch self {
        case .note: "INFO"
        case .warning, .doubt: "WARNING"
        case .error: "ERROR"
        }
    }
}
