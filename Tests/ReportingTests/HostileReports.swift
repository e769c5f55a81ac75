import PreflightModel

@testable import Reporting

/// Runs of all kinds, whose every text tries to be something else than text.
enum HostileReports: String, CaseIterable {
    case nothingWrong, oneFinding, doubtsOnly, manyFindings

    /// What a name, a prompt, an address or a server may say.
    static let texts = [
        "::error file=a::b", "  ::set-output name=x::y", "##[command]rm", "##vso[task.x]y",
        "line\n::warning::x\r\n::notice::y", "\u{1b}]0;title\u{7}\u{1b}[2J", "a\u{0}b\u{1}\u{8}",
        "]]><x/><!--", "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
        "{{name}} {{{name}}}", "| a | b |\n|---|",
        "[x](javascript:alert(1)) ![y](http://e.example/)",
        "@everyone `code` **b** <b>", "\u{202e}gnp.exe\u{2066}", "\u{2028}\u{2029}\u{85}",
        "\u{fffe}\u{ffff}\u{feff}", "a,b:c%0A%0D%25", "../../etc/passwd", "é🎬漢字",
        "/absolute/path with spaces.png", "C:\\windows\\a.png", "'; DROP TABLE x; --",
    ]

    var subjects: [SubjectReport] {
        switch self {
        case .nothingWrong: Self.texts.map { Self.subject($0) }
        case .oneFinding: [Self.subject(Self.texts[0], findings: [Self.finding(Self.texts[4])])]
        case .doubtsOnly:
            Self.texts.map { text in
                Self.subject(text, doubts: [Self.doubt(text)])
            }
        case .manyFindings:
            (0..<10_000).map { number in
                let text = Self.texts[number % Self.texts.count]
                return Self.subject("\(text) \(number)", findings: [Self.finding(text)])
            }
        }
    }

    private static func place(_ text: String) -> Place {
        Place(
            file: text,
            span: TextSpan(line: 3, column: 7, endLine: 3, endColumn: 9),
            pointer: .root.appending(key: text)
        )
    }

    private static func finding(_ text: String) -> Finding {
        Finding(
            rule: SampleReport.duplicate,
            severity: .error,
            place: place(text),
            defect: Defect(
                found: .key(text, count: 2, first: nil),
                accepted: .oneOf([text]),
                remedy: .removeOneOf(key: text)
            )
        )
    }

    private static func doubt(_ text: String) -> Doubt {
        Doubt(
            rule: SampleReport.silent,
            place: Place(url: text),
            defect: Defect(
                found: .loss(.timedOut(step: .answering), attempts: 3),
                accepted: .answer,
                remedy: .tryAgain
            )
        )
    }

    private static func subject(
        _ text: String,
        findings: [Finding] = [],
        doubts: [Doubt] = []
    ) -> SubjectReport {
        var report = SubjectReport(
            subject: text,
            kind: .payload,
            model: ModelID(text),
            media: MediaFacts(name: text, content: SampleReport.image(640, 480), bytes: 5),
            namedMedia: [
                SubjectReport.Media(
                    pointer: .root.appending(key: text),
                    facts: MediaFacts(name: text, content: SampleReport.image(640, 480), bytes: 5)
                )
            ],
            findings: findings,
            doubts: doubts,
            skipped: [Skip(text, reason: .offline)]
        )
        report.submission = SubmissionReport(state: .failed, files: [text], detail: text)
        return report
    }
}
