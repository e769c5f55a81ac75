import PreflightModel
import Testing

@testable import Reporting

/// Text that somebody might write to be obeyed by a terminal or by a runner.
private let attacks = [
    "\u{1b}[2J", "\u{1b}]0;title\u{7}", "\u{9b}31m", "\u{8}\u{8}", "a\rb", "a\nb", "a\r\nb",
    "\u{7f}",
    "\0", "\u{85}", "\u{2028}", "\u{2029}", "\u{202e}gnp.exe", "\u{202a}", "\u{202b}", "\u{202c}",
    "\u{202d}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{200e}", "\u{200f}", "\u{61c}",
    "::error::x", "::set-output name=a::b", ":::error:::", "::::", "##[error]x", "###[error]",
    "##[group]##[endgroup]", "##vso[task.complete]", "\n::error::x", "\r##[error]",
]

private func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0a: false
    case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029, 0x202a...0x202e, 0x2066...0x2069, 0x200e, 0x200f,
        0x61c:
        true
    default: false
    }
}

private func expectHarmless(_ text: String, _ comment: Comment) {
    #expect(!text.unicodeScalars.contains(where: isHarmful), comment)
    for line in text.split(separator: "\n") {
        #expect(!line.trimmingPrefix(while: \.isWhitespace).hasPrefix("::"), comment)
    }
    #expect(!text.contains("##["), comment)
    #expect(!text.contains("##vso["), comment)
}

struct NeutralTests {
    @Test(arguments: attacks)
    func `nothing is left that a terminal or a runner obeys`(text: String) {
        let neutral = text.neutralisedLine
        expectHarmless(neutral, "\(neutral.debugDescription)")
        #expect(!neutral.contains("\n"))
    }

    @Test(arguments: ["", "plain", "é 🎬 中文", "C:\\a.png", "a:b", "#[x]", "# a # b", "👩‍👩‍👧"])
    func `other text stays as it is`(text: String) {
        #expect(text.neutralised == text)
        #expect(text.neutralisedLine == text)
    }

    @Test func `colons inside of a line are left alone`() {
        #expect("https://[::1]/".neutralisedLine == "https://[::1]/")
        #expect("::1 is loopback".neutralised == "::1 is loopback")
        #expect(" ::error::x".neutralisedLine == " : :error::x")
    }

    @Test func `a control character is shown`() {
        #expect("a\u{1b}b".neutralised == "a\\u{1b}b")
        #expect("a\nb".neutralised == "a\\u{a}b")
    }

    @Test(arguments: attacks, [ReportFormat.human, .concise])
    func `what others wrote reaches no terminal raw`(attack: String, format: ReportFormat) {
        let text = SampleReport.text(format, of: [subject(attack)])
        expectHarmless(text, "\(format): \(text.debugDescription)")
        for line in text.split(separator: "\n") {
            #expect(!line.drop { $0 == " " }.hasPrefix("::"))
        }
        let lines = SampleReport.text(format, of: [subject("x")]).count { $0 == "\n" }
        #expect(text.count { $0 == "\n" } == lines, "no line is added")
    }

    /// A subject in which every text that others may write is `attack`.
    private func subject(_ attack: String) -> SubjectReport {
        let place = Place(
            file: attack,
            url: attack,
            span: TextSpan(line: 1, column: 1, endLine: 1, endColumn: 2),
            pointer: .root.appending(key: attack)
        )
        let defects = [
            Defect(
                found: .foreignText(attack),
                accepted: .oneOf([attack]),
                remedy: .didYouMean([attack])
            ),
            Defect(
                found: .libraryWords(attack),
                accepted: .host(attack),
                remedy: .remove(property: attack)
            ),
            Defect(
                found: .damage(.refusedByLibrary(words: attack)),
                accepted: .document(.refused(words: attack)),
                remedy: .chooseOneOf([attack])
            ),
        ]
        var report = SubjectReport(
            subject: attack,
            kind: .payload,
            model: ModelID(attack),
            findings: defects.map {
                Finding(
                    rule: SampleReport.duplicate,
                    severity: .error,
                    place: place,
                    defect: $0
                )
            },
            doubts: defects.map { Doubt(rule: SampleReport.silent, place: place, defect: $0) },
            skipped: [Skip(attack, reason: .offline, pointer: .root.appending(key: attack))]
        )
        report.submission = SubmissionReport(
            state: .failed,
            requestID: attack,
            files: [attack],
            detail: attack
        )
        return report
    }
}
