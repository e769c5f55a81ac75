internal import PreflightModel

/// For people: each finding with its line, what was found, the rule and help, then a count.
struct HumanReporter: Reporter {
    let colour: Bool

    func write(_ subject: SubjectReport, to text: inout [UInt8]) {
        var blocks = subject.findings.map { finding in
            block(
                finding.severity.rawValue,
                finding.severity.style,
                finding.rule,
                finding.place,
                finding.defect,
                in: subject
            )
        }
        blocks += subject.doubts.map { doubt in
            block("doubt", .doubt, doubt.rule, doubt.place, doubt.defect, in: subject)
        }
        blocks += subject.skipped.map { skip in
            painted("skipped", .note) + ": \(skip.what.neutralised) (\(skip.reason.rawValue))\n"
                + "  --> \(subject.subject.neutralised)\n"
        }
        if let submission = subject.submission { blocks.append(line(of: submission, subject)) }
        for block in blocks { text += (block + "\n").utf8 }
    }

    func end(_ summary: Summary, closing: String) -> String {
        let counts = [
            "\(summary.accepted) accepted", "\(summary.rejected) rejected",
            "\(summary.undecided) undecided",
        ].joined(separator: ", ")
        var details = [
            summary.errors.of("error"), summary.warnings.of("warning"), summary.notes.of("note"),
            summary.doubts.of("doubt"), "\(summary.skipped) skipped",
        ]
        if summary.leftOut > 0 { details.append("\(summary.leftOut) left out") }
        return "\(summary.checked) checked: \(counts) (\(details.joined(separator: ", ")))\n"
            + "\(closing)\n"
    }

    private func block(
        _ word: String,
        _ style: Style,
        _ rule: RuleDescription,
        _ place: Place,
        _ defect: Defect,
        in subject: SubjectReport
    ) -> String {
        var location = subject.kind == .payload ? place.file ?? subject.subject : subject.subject
        if let span = place.span { location += ":\(span.line):\(span.column)" }
        if let pointer = place.pointer, pointer != .root { location += " (\(pointer))" }
        let found = defect.foundText.neutralised
        let head = [
            painted("\(word)[\(rule.name)]", style) + ": \(rule.summary)",
            "  --> \(location.neutralised)",
        ]
        let frame = SourceFrame(place, note: found)?.lines ?? ["  found: \(found)"]
        let tail = [
            "  rule:  \(defect.acceptedText.neutralised)",
            "  help:  \(defect.remedyText.neutralised)",
            "  more:  preflight explain \(rule.name)",
        ]
        return (head + frame + tail).joined(separator: "\n") + "\n"
    }

    private func line(of submission: SubmissionReport, _ subject: SubjectReport) -> String {
        var text = "\(submission.state.rawValue): \(subject.subject)"
        if let id = submission.requestID { text += ", request \(id)" }
        if let detail = submission.detail { text += ": \(detail)" }
        return ([text] + submission.files.map { "  --> \($0)" }).map(\.neutralisedLine)
            .joined(separator: "\n") + "\n"
    }

    fileprivate enum Style: String {
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case doubt = "1;35"
    }

    private func painted(_ text: String, _ style: Style) -> String {
        colour ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
    }
}

extension Severity {
    fileprivate var style: HumanReporter.Style {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
