import Foundation
import PreflightModel
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import Reporting

struct HostileReportTests {
    @Test(arguments: ReportFormat.allCases, HostileReports.allCases)
    func `no text is anything else than text`(format: ReportFormat, run: HostileReports) throws {
        let text = SampleReport.text(format, of: run.subjects)
        // Most are bytes of ASCII, and quickly told.
        let suspects = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f || $0 == 0x0a } ? "" : text
        let harmful = suspects.unicodeScalars.first { $0 != "\n" && $0.isHarmful }
        #expect(harmful == nil)
        let obeyed = text.split(separator: "\n").filter(Self.isObeyed)
        if format == .github {
            #expect(obeyed.count == text.split(separator: "\n").count)
            #expect(obeyed.count <= 30)
            #expect(obeyed.allSatisfy { $0.wholeMatch(of: /::(error|warning|notice) .*/) != nil })
        } else {
            #expect(obeyed.isEmpty, "\(obeyed.first ?? "")")
        }
        try expectWellFormed(text, format, count: run.subjects.count)
    }

    /// What a runner of GitHub obeys: a command at the beginning of a line, or the older kind anywhere.
    private static func isObeyed(_ line: Substring) -> Bool {
        let trimmed = line.drop { $0.isWhitespace }
        return trimmed.hasPrefix("::") || line.contains("##[") || line.contains("##vso[")
    }

    private func expectWellFormed(_ text: String, _ format: ReportFormat, count: Int) throws {
        switch format {
        case .json, .sarif, .gitlab, .rdjson:
            _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
        case .ndjson:
            let lines = text.split(separator: "\n")
            #expect(lines.count == count)
            for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
        case .junit, .strictJUnit:
            let parser = XMLParser(data: Data(text.utf8))
            let counter = SuiteCounter()
            parser.delegate = counter
            #expect(parser.parse())
            #expect(counter.cases == counter.promised)
            #expect(counter.hasOnlyUniqueNames)
        case .html:
            #expect(text.components(separatedBy: "<script").count == 2)
            #expect(!text.contains("<img src=x"))
            #expect(text.components(separatedBy: "<article ").count == count + 1)
        case .markdown:
            #expect(text.utf8.count < 1_000_000)
            #expect(!text.contains("<b>") && !text.contains("](") && !text.contains("@everyone"))
        case .human, .concise, .github: break
        }
    }

    @Test(arguments: ReportFormat.allCases)
    func `a report about nothing is well formed`(format: ReportFormat) throws {
        try expectWellFormed(SampleReport.text(format, of: []), format, count: 0)
    }

    @Test func `annotations tell the nine worst of a kind and count the rest`() {
        let text = SampleReport.text(.github, of: HostileReports.manyFindings.subjects)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(
            lines.last
                == "::error title=preflight::9991 more of this kind; the report has all of them"
        )
    }

    @Test
    func `SARIF names files from the root of the repository, and those outside by their address`()
        throws
    {
        func uri(_ file: String) throws -> String? {
            let subject = SubjectReport(
                subject: file,
                kind: .image,
                model: nil,
                findings: [
                    Finding(
                        rule: SampleReport.ratio,
                        severity: .error,
                        place: Place(file: file),
                        defect: Defect(found: .opaque, accepted: .opaque, remedy: .flatten)
                    )
                ]
            )
            let text = SampleReport.text(.sarif, of: [subject])
            return text.firstMatch(of: /"uri" : "(.*)"/).map { String($0.output.1) }
        }
        #expect(try uri("a b#1.png") == "takes/a%20b%231.png")
        #expect(try uri("../x/./y.png") == "x/y.png")
        #expect(try uri("/home/kim/film/z.png") == "z.png")
        #expect(try uri("../../other/é.png") == "file:///home/kim/other/%C3%A9.png")
    }

    @Test func `a fingerprint stays when lines are added and folders are moved`() {
        func fingerprint(line: Int, root: String) -> String? {
            var context = SampleReport.context
            context.root = root
            context.current = root
            let span = TextSpan(line: line, column: 1, endLine: line, endColumn: 2)
            let finding = Finding(
                rule: SampleReport.duplicate,
                severity: .error,
                place: Place(file: "a.json", span: span),
                defect: Defect(
                    found: .key("x", count: 2, first: span),
                    accepted: .uniqueKeys,
                    remedy: .removeOneOf(key: "x")
                )
            )
            let subject = SubjectReport(
                subject: "a.json#1",
                kind: .payload,
                model: nil,
                findings: [finding]
            )
            let report = Report(subjects: [subject])
            let text = GitLabReporter(context).text(of: report, closing: "")
            return String(decoding: text, as: UTF8.self)
                .firstMatch(of: /"fingerprint" : "(.*)"/).map { String($0.output.1) }
        }
        let first = fingerprint(line: 1, root: "/home/kim")
        #expect(first != nil)
        #expect(fingerprint(line: 7, root: "/home/lee/film") == first)
    }

    @Test func `no message for annotations is longer than they can be`() {
        let text =
            "e" + String(repeating: "\u{301}", count: 30_000) + String(repeating: "%", count: 9000)
        let finding = Finding(
            rule: SampleReport.duplicate,
            severity: .error,
            place: Place(file: "a.json"),
            defect: Defect(
                found: .key(text, count: 2, first: nil),
                accepted: .oneOf([text]),
                remedy: .removeOneOf(key: text)
            )
        )
        let subject = SubjectReport(subject: "a", kind: .payload, model: nil, findings: [finding])
        #expect(SampleReport.text(.github, of: [subject]).utf16.count <= 4200)
    }

    @Test func `a summary leaves room for what is there already`() {
        var context = SampleReport.context
        context.summaryRoom = 5000
        let report = Report(subjects: HostileReports.manyFindings.subjects)
        let text = MarkdownReporter(context).text(of: report, closing: "exit 1")
        #expect(text.count < 5200)
        #expect(String(decoding: text, as: UTF8.self).contains("of 10000 are left out here"))
    }

    @Test func `a fingerprint does not depend on the line and is used once`() throws {
        let findings = SampleReport.text(.gitlab, of: HostileReports.manyFindings.subjects)
        let all = findings.matches(of: /"fingerprint" : "(.*)"/).map { $0.output.1 }
        #expect(all.count == 10_000)
        #expect(Set(all).count == all.count)
    }

    @Test func `a page shows the worst of very many subjects, and says so`() {
        let many = (1...10_500).map { number in
            SubjectReport(
                subject: "\(number).png",
                kind: .image,
                model: nil,
                doubts: number % 21 == 0
                    ? [
                        Doubt(
                            rule: SampleReport.silent,
                            place: Place(file: "\(number).png"),
                            defect: Defect(
                                found: .obstacle(.notFound),
                                accepted: .readableFile,
                                remedy: .makeReadable(.notFound)
                            )
                        )
                    ] : []
            )
        }
        let bytes = HTMLReporter(SampleReport.context).text(of: Report(subjects: many), closing: "")
        let page = String(decoding: bytes, as: UTF8.self)
        #expect(page.contains("10,000 of 10,500 are shown"))
        #expect(page.components(separatedBy: "<article id=").count == 10_001)
        #expect(page.components(separatedBy: "class=\"card undecided\"").count == 501)
        #expect(page.contains("10,500 checked"))
        #expect(!page.contains("The pictures of what was accepted are left out"))
    }
}

/// Counts the cases of suites, and what the suites promise.
private final class SuiteCounter: NSObject, XMLParserDelegate {
    private(set) var cases = 0
    private(set) var promised = 0
    private(set) var hasOnlyUniqueNames = true
    private var names: Set<String> = []

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        if name == "testsuite" { promised += attributes["tests"].flatMap(Int.init) ?? 0 }
        guard name == "testcase" else { return }
        cases += 1
        let key = "\(attributes["classname"] ?? "") \(attributes["name"] ?? "")"
        if !names.insert(key).inserted { hasOnlyUniqueNames = false }
    }
}
