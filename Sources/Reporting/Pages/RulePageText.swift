package import PreflightModel

extension RulePage {
    /// The page for a terminal.
    package var text: String {
        var lines = ["\(about.name) (\(about.word))", "", about.summary, "", about.reason, ""]
        lines.append("evidence: \(about.evidence.kind.rawValue): \(about.evidence.source)")
        let readings = about.evidence.readings
        if !readings.isEmpty { lines += ["", "The documents do not say the same:"] }
        let width = 2 + (readings.map { $0.document.count }.max() ?? 0)
        lines += readings.map { "  " + ($0.document + ":").padded(to: width) + $0.words }
        for (heading, examples) in sections {
            lines += ["", "\(heading):"]
            for example in examples {
                lines.append("  \(example.title)")
                for defect in example.defects {
                    lines += defect.parts.map { "    \($0.name + ":") ".padded(to: 14) + $0.words }
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The page for the documentation.
    package var markdown: String {
        var lines = ["# \(about.name)", "", about.summary.asSentence, ""]
        lines += ["Severity: \(about.word).", "", about.reason.asCommonMark, ""]
        lines.append(
            "Evidence: \(about.evidence.kind.rawValue), \(about.evidence.source.asCommonMark)."
        )
        let readings = about.evidence.readings
        if !readings.isEmpty { lines += ["", "## The documents do not say the same", ""] }
        lines += readings.map { "- \($0.document.asCommonMark): \($0.words.asCommonMark)" }
        for (heading, examples) in sections {
            lines += ["", "## \(heading)", ""]
            for example in examples {
                lines.append("- \(example.title.asCommonMark)")
                for defect in example.defects {
                    lines += defect.parts.map { "  - \($0.name): \($0.words.asCommonMark)" }
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The page in one line of a list; the name is followed by as many spaces as `width` asks for.
    package func line(width: Int) -> String {
        about.name.text.padded(to: width) + about.word.padded(to: 9) + about.summary + "\n"
    }

    private var sections: [(String, [Example])] {
        [
            (
                "It objects to, with the limits of an example",
                examples.filter { !$0.defects.isEmpty }
            ),
            ("It leaves alone", examples.filter(\.defects.isEmpty)),
        ].filter { !$0.1.isEmpty }
    }
}

extension RulePage {
    /// Pages as one JSON array.
    package static func json(of pages: [RulePage]) -> String {
        JSONWriter.document { $0.array("rules", pages) { $0.members(of: $1) } }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of page: RulePage) {
        member("name", page.about.name.text)
        member("severity", page.about.word)
        member("summary", page.about.summary)
        member("reason", page.about.reason)
        object("evidence") { writer in
            writer.member("kind", page.about.evidence.kind.rawValue)
            writer.member("source", page.about.evidence.source)
            writer.array("readings", page.about.evidence.readings) { writer, reading in
                writer.member("document", reading.document)
                writer.member("words", reading.words)
            }
        }
        array("examples", page.examples) { writer, example in
            writer.member("title", example.title)
            writer.array("defects", example.defects) { writer, defect in
                writer.member("found", defect.foundText)
                writer.member("accepted", defect.acceptedText)
                writer.member("remedy", defect.remedyText)
            }
        }
    }
}

extension RuleDescription {
    /// The word for what the rule gives when it objects.
    fileprivate var word: String {
        switch objection {
        case .finding(let severity): severity.rawValue
        case .doubt: "doubt"
        }
    }
}

extension Defect {
    fileprivate var parts: [(name: String, words: String)] {
        [("found", foundText), ("accepted", acceptedText), ("help", remedyText)]
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }

    fileprivate var asSentence: String { prefix(1).uppercased() + dropFirst() + "." }

    /// The text with what CommonMark would take for markup escaped.
    fileprivate var asCommonMark: String {
        String(flatMap { "\\`*_{}[]<>#|".contains($0) ? ["\\", $0] : [$0] })
    }
}
