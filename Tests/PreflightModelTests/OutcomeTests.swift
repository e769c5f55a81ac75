import Testing

@testable import PreflightModel

private let rule = RuleDescription(
    name: "some-rule",
    summary: "something is wrong",
    reason: "because",
    evidence: Evidence(.policy, "a test"),
    objection: .finding(.error)
)

private let defect = Defect(found: .transparency, accepted: .opaque, remedy: .flatten)

private func subject(
    _ severities: [Severity] = [],
    doubts: Int = 0,
    skipped: Int = 0
) -> SubjectReport {
    SubjectReport(
        subject: "x.png",
        kind: .image,
        model: nil,
        findings: severities.map {
            Finding(rule: rule, severity: $0, place: Place(), defect: defect)
        },
        doubts: (0..<doubts).map { _ in Doubt(rule: rule, place: Place(), defect: defect) },
        skipped: (0..<skipped).map { Skip("\($0)", reason: .offline) }
    )
}

struct VerdictTests {
    @Test(
        arguments: [
            ([], .accepted), ([.accepted], .accepted), ([.accepted, .undecided], .undecided),
            ([.undecided, .rejected, .accepted], .rejected), ([.rejected, .undecided], .rejected),
            ([.undecided, .accepted], .undecided),
        ] as [([Verdict], Verdict)]
    )
    func `the worst of several verdicts is theirs`(verdicts: [Verdict], all: Verdict) {
        #expect(Verdict(of: verdicts) == all)
    }

    @Test func `an error rejects, whatever else there is`() {
        #expect(subject([.note, .error], doubts: 1, skipped: 1).verdict == .rejected)
    }

    @Test func `a doubt or something skipped leaves it undecided`() {
        #expect(subject([.warning], doubts: 1).verdict == .undecided)
        #expect(subject(skipped: 1).verdict == .undecided)
    }

    @Test func `warnings and notes do not reject`() {
        #expect(subject([.warning, .note]).verdict == .accepted)
    }
}

struct SummaryTests {
    @Test func `everything is counted once`() {
        let report = Report(subjects: [
            subject(), subject([.error, .error, .warning, .note]), subject([.note], doubts: 2),
            subject(skipped: 3),
        ])
        #expect(report.summary.checked == 4)
        #expect(report.summary.accepted == 1)
        #expect(report.summary.rejected == 1)
        #expect(report.summary.undecided == 2)
        #expect(report.summary.errors == 2)
        #expect(report.summary.warnings == 1)
        #expect(report.summary.notes == 2)
        #expect(report.summary.doubts == 2)
        #expect(report.summary.skipped == 3)
        #expect(report.verdict == .rejected)
    }

    @Test func `nothing checked is never green`() {
        #expect(Report(subjects: []).verdict == .undecided)
    }

    @Test func `one undecided subject leaves the run undecided`() {
        #expect(Report(subjects: [subject(), subject(doubts: 1)]).verdict == .undecided)
        #expect(Report(subjects: [subject(), subject([.warning])]).verdict == .accepted)
    }

    @Test(arguments: Severity.allCases, Severity.allCases)
    func `findings are looked for at or above a severity`(found: Severity, limit: Severity) {
        let summary = Report(subjects: [subject([found])]).summary
        #expect(summary.hasFindings(atOrAbove: limit) == (found >= limit))
    }

    @Test func `never is no severity`() {
        #expect(FailureLimit.never.severity == nil)
        #expect(FailureLimit.error.severity == .error)
        #expect(FailureLimit.warning.severity == .warning)
        #expect(FailureLimit.note.severity == .note)
    }
}

struct ExitReasonTests {
    /// DESIGN, 3.1: when several apply.
    private static let order: [Int32] = [70, 6, 130, 143, 2, 77, 5, 69, 75, 1, 3]

    @Test(arguments: order.indices)
    func `a reason beats all that come after it`(index: Int) throws {
        let reasons = try Self.order.map { try #require(ExitReason(rawValue: $0)) }
        for other in reasons[index...] {
            #expect(ExitReason(of: [other, reasons[index]]) == reasons[index])
            #expect(ExitReason(of: [reasons[index], other, .done]) == reasons[index])
        }
        #expect(ExitReason(of: reasons[index...].shuffled()) == reasons[index])
    }

    @Test func `nothing else is done`() {
        #expect(ExitReason(of: []) == .done)
        #expect(ExitReason(of: [.done, .done]) == .done)
        #expect(ExitReason(of: [.done, .readerGone]) == .readerGone)
    }

    @Test func `every reason has a sentence of its own`() {
        let sentences = ExitReason.allCases.map(\.sentence)
        #expect(sentences.allSatisfy { !$0.isEmpty })
        #expect(Set(sentences).count == sentences.count)
    }

    @Test func `the codes are those of the contract`() {
        let codes = Set(ExitReason.allCases.map(\.rawValue))
        #expect(codes == [0, 1, 2, 3, 5, 6, 69, 70, 75, 77, 130, 141, 143])
    }
}

struct FileFormatTests {
    @Test(
        arguments: [
            ("PNG", .png), ("jpg", .jpeg), ("JPEG", .jpeg), ("webp", .webp), ("heif", .heic),
            ("tif", .tiff), ("mov", .quickTime),
        ] as [(String, FileFormat)]
    )
    func `an extension promises a format`(text: String, format: FileFormat) {
        #expect(FileFormat(extension: text) == format)
    }

    @Test(arguments: ["", "xyz", "pngx", "."])
    func `an unknown extension promises nothing`(text: String) {
        #expect(FileFormat(extension: text) == nil)
    }

    @Test func `each extension promises one format`() {
        let all = FileFormat.allCases.flatMap(\.extensions)
        #expect(Set(all).count == all.count)
    }

    @Test func `three formats are verified`() {
        let verifiable = FileFormat.allCases.filter { $0.family == .verifiable }
        #expect(verifiable == [.png, .jpeg, .webp])
    }

    @Test(
        arguments: [
            ("a/b.PNG", nil, "PNG"), ("a.b/c", nil, nil), (".png", nil, nil), ("x.", nil, nil),
            ("x.png?y", nil, "png?y"), ("https://h.example/a.png?x=1.webp#y.gif", 1, "png"),
            ("https://h.example/a.tar.gz", 1, "gz"), ("https://h.example/", 1, nil),
        ] as [(String, Int?, String?)]
    )
    func `the extension of a name`(name: String, attempts: Int?, expected: String?) {
        let address = attempts.map { AddressFacts(outcome: .answered, attempts: $0) }
        let facts = MediaFacts(name: name, address: address, content: .empty)
        #expect(facts.nameExtension == expected)
    }
}

struct SizeTests {
    @Test(arguments: 1...8)
    func `a quarter turn is shown from orientation 5 on`(orientation: Int) {
        let image = ImageFacts(
            format: .jpeg,
            size: PixelSize(width: 4, height: 3),
            channels: 3,
            bitsPerChannel: 8,
            orientation: orientation
        )
        let isTurned = image.displayedSize == PixelSize(width: 3, height: 4)
        #expect(isTurned == (orientation >= 5))
    }
}
