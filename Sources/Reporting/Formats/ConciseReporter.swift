internal import PreflightModel

/// One finding or doubt on each line: `path:line:column: severity: message [rule]`.
struct ConciseReporter: Reporter {
    private let style: HumanStyle
    private let limit: FailureLimit

    init(_ style: HumanStyle, _ limit: FailureLimit) {
        self.style = style
        self.limit = limit
    }

    func write(_ subject: SubjectReport, to text: inout [UInt8]) {
        var lines = subject.findings.filter { style.tells($0, limit) }.map { finding in
            line(finding.place, finding.severity.rawValue, finding.message, finding.rule, subject)
        }
        lines += subject.doubts.map { doubt in
            line(doubt.place, "doubt", doubt.message, doubt.rule, subject)
        }
        let skipped = style.detail == .quiet ? [] : subject.skipped
        lines += skipped.map {
            "\(subject.subject): skipped: \($0.what) [\($0.reason.rawValue)]"
        }
        if let submission = subject.submission {
            let detail = submission.detail.map { ": \($0)" } ?? ""
            lines.append("\(subject.subject): \(submission.state.rawValue)\(detail)")
        }
        for line in lines { text += (line.neutralisedLine + "\n").utf8 }
    }

    // The code says the rest: each line is a place that a program can jump to.
    func end(_ summary: Summary, closing: String) -> String { "" }

    private func line(
        _ place: Place,
        _ word: String,
        _ message: String,
        _ rule: RuleDescription,
        _ subject: SubjectReport
    ) -> String {
        var location = subject.kind == .payload ? place.file ?? subject.subject : subject.subject
        if let span = place.span { location += ":\(span.line):\(span.column)" }
        return "\(location): \(word): \(message) [\(rule.name)]"
    }
}
