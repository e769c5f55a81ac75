internal import PreflightModel

/// For people: each finding with its line, what was found, the rule and help, then a count.
struct HumanReporter: Reporter {
    private let style: HumanStyle
    private let limit: FailureLimit

    init(_ style: HumanStyle, _ limit: FailureLimit) {
        self.style = style
        self.limit = limit
    }

    func write(_ subject: SubjectReport, to text: inout [UInt8]) {
        var blocks = subject.findings.filter { style.tells($0, limit) }.map { finding in
            block(
                finding.severity.rawValue,
                finding.severity.colour,
                finding.rule,
                finding.place,
                finding.defect,
                in: subject
            )
        }
        blocks += subject.doubts.map { doubt in
            block("doubt", .doubt, doubt.rule, doubt.place, doubt.defect, in: subject)
        }
        let skipped = style.detail == .quiet ? [] : subject.skipped
        blocks += skipped.map { skip in
            painted("skipped", .note) + ": \(skip.what.neutralised) (\(skip.reason.rawValue))\n"
                + "  --> \(subject.subject.neutralised)\n"
        }
        if let submission = subject.submission { blocks.append(line(of: submission, subject)) }
        if style.detail == .verbose { blocks.append(line(of: subject)) }
        for block in blocks { text += (block + "\n").utf8 }
    }

    private func line(of subject: SubjectReport) -> String {
        var parts = [subject.verdict.rawValue + ": " + subject.subject]
        let images = [subject.media].compactMap { $0 } + subject.namedMedia.map(\.facts)
        parts += images.compactMap { media in
            media.image.map { image in
                "\(image.format.rawValue), \(image.size.text)"
                    + (media.bytes.map { ", \($0.of("byte"))" } ?? "")
            }
        }
        if let model = subject.model { parts.append("for \(model)") }
        return parts.joined(separator: "; ").neutralisedLine + "\n"
    }

    func end(_ summary: Summary, closing: String) -> String {
        guard style.detail != .quiet else { return "" }
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
        _ colour: Colour,
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
            painted("\(word)[\(rule.name)]", colour) + ": \(rule.summary)",
            "  --> \(location.neutralised)",
        ]
        var frame = SourceFrame(place, note: found)?.lines ?? ["  found: \(found)"]
        if place.span != nil, place.line == nil, subject.kind == .payload {
            frame.append("  line:  not shown: it is empty, very long, or holds a secret")
        }
        let tail = [
            "  rule:  \(defect.acceptedText.neutralised)",
            "  help:  \(defect.remedyText.neutralised)",
            "  more:  preflight explain \(rule.name)",
        ]
        let evidence =
            style.detail == .verbose
            ? ["  why:   \(rule.evidence.kind.rawValue): \(rule.evidence.source)"] : []
        return (head + frame + evidence + tail).joined(separator: "\n") + "\n"
    }

    private func line(of submission: SubmissionReport, _ subject: SubjectReport) -> String {
        var text = "\(submission.state.rawValue): \(subject.subject)"
        if let id = submission.requestID { text += ", request \(id)" }
        if let detail = submission.detail { text += ": \(detail)" }
        return ([text] + submission.files.map { "  --> \($0)" }).map(\.neutralisedLine)
            .joined(separator: "\n") + "\n"
    }

    fileprivate enum Colour: String {
        case error = "1;31"
        case warning = "1;33"
        case note = "1;36"
        case doubt = "1;35"
    }

    private func painted(_ text: String, _ colour: Colour) -> String {
        style.colour ? "\u{1b}[\(colour.rawValue)m\(text)\u{1b}[0m" : text
    }
}

extension Severity {
    fileprivate var colour: HumanReporter.Colour {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}
