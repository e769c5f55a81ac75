internal import PreflightModel

/// JUnit's XML: a suite for each file, and in it a case for each remark, and for each subject without.
struct JUnitReporter: WholeReporter {
    private let context: ReportContext
    /// Whether only what the schema of Jenkins knows is written.
    private let isStrict: Bool

    /// What has no file.
    private static let addresses = "(addresses)"

    init(_ context: ReportContext, isStrict: Bool) {
        self.context = context
        self.isStrict = isStrict
    }

    func text(of report: Report, closing: String) -> [UInt8] {
        var order: [String] = []
        var suites: [String: [TestCase]] = [:]
        for subject in report.subjects {
            let file = file(of: subject)
            if suites[file] == nil { order.append(file) }
            suites[file, default: []] += cases(of: subject, in: file)
        }
        let elements = order.map { suite(named: $0, of: suites[$0] ?? []) }
        let all = suites.values.flatMap { $0 }
        let attributes = [(name: "name" as StaticString, value: "preflight")] + counts(of: all)
        return XMLElement("testsuites", attributes, elements).document
    }

    private func suite(named name: String, of cases: [TestCase]) -> XMLElement {
        var names: Set<String> = []
        var counts: [String: Int] = [:]
        let elements = cases.map { test in
            // Of cases with equal names GitLab keeps the first only.
            var unique = test.name
            while !names.insert(unique).inserted {
                counts[test.name, default: 1] += 1
                unique = "\(test.name) (\(counts[test.name] ?? 2))"
            }
            return element(of: test, named: unique, name)
        }
        let skipped = cases.count { $0.outcome == .skipped }
        let attributes =
            [(name: "name" as StaticString, value: name)] + self.counts(of: cases)
            + [("skipped", "\(skipped)")]
        return XMLElement("testsuite", attributes, elements)
    }

    private func counts(of cases: [TestCase]) -> [(name: StaticString, value: String)] {
        [
            ("tests", "\(cases.count)"),
            ("failures", "\(cases.count { $0.outcome == .failure })"),
            ("errors", "\(cases.count { $0.outcome == .error })"),
        ]
    }

    private func element(of test: TestCase, named name: String, _ suite: String) -> XMLElement {
        var attributes: [(name: StaticString, value: String)] = [
            ("name", name), ("classname", suite),
        ]
        if !isStrict, suite != Self.addresses {
            attributes += [("file", suite), ("line", "\(test.line)")]
        }
        let words: [(name: StaticString, value: String)] = [
            ("type", test.type), ("message", test.message),
        ]
        let content: [XMLElement] =
            switch test.outcome {
            case .passed: test.text.isEmpty ? [] : [XMLElement("system-out", text: test.text)]
            case .failure: [XMLElement("failure", words, text: test.text)]
            case .error: [XMLElement("error", words, text: test.text)]
            case .skipped: [XMLElement("skipped", words)]
            }
        return XMLElement("testcase", attributes, content)
    }

    private func cases(of subject: SubjectReport, in file: String) -> [TestCase] {
        // However the file was named, the case is called the same.
        let name =
            (subject.kind == .address ? subject.subject : file + subject.mark).neutralised
        var cases = subject.remarks.map { remark in
            let place = remark.pointer.map { " \($0)" } ?? ""
            return TestCase(
                name: "\(remark.rule.name): \(name)\(place.neutralised)",
                line: remark.place.span?.line ?? 1,
                type: remark.rule.name.text,
                message: remark.message.neutralised,
                text: text(of: remark),
                outcome: remark.level == .doubt
                    ? .error : remark.isFailure(context.limit) ? .failure : .passed
            )
        }
        cases += subject.skipped.map { skip in
            TestCase(
                name: "skipped: \(name)"
                    + (skip.what == subject.subject ? "" : " \(skip.what.neutralised)"),
                line: 1,
                type: skip.reason.rawValue,
                message: skip.what.neutralised,
                text: "",
                outcome: .skipped
            )
        }
        guard cases.isEmpty else { return cases }
        return [TestCase(name: name, line: 1, type: "", message: "", text: "", outcome: .passed)]
    }

    private func text(of remark: Remark) -> String {
        let span = remark.place.span.map { ":\($0.line):\($0.column)" } ?? ""
        let place = (remark.file ?? remark.place.url ?? remark.subject.subject) + span
        return [
            "\(remark.level.word): \(remark.message)", "at: \(place)",
            "accepted: \(remark.defect.acceptedText)", "help: \(remark.defect.remedyText)",
        ].map(\.neutralised).joined(separator: "\n")
    }

    private func file(of subject: SubjectReport) -> String {
        guard subject.kind != .address else { return Self.addresses }
        return context.path(inReportOf: subject.file).neutralised
    }
}

/// One case of a suite.
private struct TestCase {
    enum Outcome { case passed, failure, error, skipped }

    let name: String
    let line: Int
    let type: String
    let message: String
    let text: String
    let outcome: Outcome
}

extension SubjectReport {
    /// Which payload of its file it is, as `#N`.
    fileprivate var mark: String { String(subject.dropFirst(file.count)) }

    /// The file that the subject is, or lies in as `file#N`.
    var file: String {
        guard kind == .payload, let mark = subject.lastIndex(of: "#") else { return subject }
        return String(subject[..<mark])
    }
}
