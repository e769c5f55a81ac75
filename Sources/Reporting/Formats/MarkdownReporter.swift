internal import PreflightModel

/// Markdown as GitHub reads it: the summary of a step.
struct MarkdownReporter: WholeReporter {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    func text(of report: Report, closing: String) -> [UInt8] {
        var text = Array(head(of: report.summary, closing).utf8)
        let remarks = report.remarksByLevel
        guard !remarks.isEmpty else { return text }
        text += "\n| | where | what | help |\n|---|---|---|---|\n".utf8
        for (index, remark) in remarks.enumerated() {
            let row = Array(row(remark).utf8)
            guard text.count + row.count < context.summaryRoom else {
                let left = remarks.count - index
                text +=
                    "\n\(left) of \(remarks.count) are left out here: a summary holds no more.\n"
                    .utf8
                break
            }
            text += row
        }
        return text
    }

    private func head(of summary: Summary, _ closing: String) -> String {
        let counts = [
            ("accepted", summary.accepted), ("rejected", summary.rejected),
            ("undecided", summary.undecided), ("errors", summary.errors),
            ("warnings", summary.warnings), ("notes", summary.notes), ("doubts", summary.doubts),
            ("skipped", summary.skipped), ("left out", summary.leftOut),
        ]
        return """
            ## Preflight: \(summary.verdict.rawValue)

            \(summary.checked) checked; \(closing.asMarkdown)

            | \(counts.map(\.0).joined(separator: " | ")) |
            |\(counts.map { _ in "---:" }.joined(separator: "|"))|
            | \(counts.map { "\($0.1)" }.joined(separator: " | ")) |

            """
    }

    private func row(_ remark: Remark) -> String {
        var place = remark.file.map(context.path(inReportOf:)) ?? remark.subject.subject
        if let span = remark.place.span { place += ":\(span.line):\(span.column)" }
        let cells = [
            remark.level.word, place.asMarkdown,
            "\(remark.message.asMarkdown) (`\(remark.rule.name)`)",
            remark.defect.remedyText.asMarkdown,
        ]
        return "| \(cells.joined(separator: " | ")) |\n"
    }
}

extension String {
    /// The text with nothing in it that Markdown, HTML or a mention would make something of.
    var asMarkdown: String {
        var text = ""
        for scalar in neutralised.unicodeScalars {
            switch scalar {
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "&": text += "&amp;"
            // A mention or an address of mail is told by the letters beside it.
            case "@": text += "&#64;<!-- -->"
            // An address would become a link.
            case ":": text += "&#58;"
            case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "!", "|", "~", "$":
                text += "\\"
                text.unicodeScalars.append(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text.replacing(/(?i)www\./, with: "www&#46;")
    }
}
