import PreflightModel
import Testing

@testable import Settings

private func rule(_ name: RuleName, _ objection: RuleDescription.Objection) -> RuleDescription {
    RuleDescription(
        name: name,
        summary: "",
        reason: "",
        evidence: Evidence(.policy, ""),
        objection: objection
    )
}

private let names = SettingsNames(
    rules: [
        rule("empty-text", .finding(.error)), rule("flag-in-text", .finding(.warning)),
        rule("host-overloaded", .doubt),
    ],
    formats: ["human", "json"]
)

private func settings(_ text: String) throws(SettingsFault) -> Settings {
    try Settings(yaml: Array(text.utf8), file: "x/.preflight.yaml", names: names)
}

private func span(_ line: Int, _ column: Int, _ endColumn: Int) -> TextSpan {
    TextSpan(line: line, column: column, endLine: line, endColumn: endColumn)
}

struct SettingsTests {
    @Test func `every key is read with its place`() throws {
        let settings = try settings(
            """
            # Settings
            model: some/model
            limits: inclusive
            fail-on: never
            schemas:
              - a.json
              - b/c.json

            """
        )
        #expect(settings.file == "x/.preflight.yaml")
        #expect(settings.model?.value == ModelID("some/model"))
        #expect(settings.model?.span == span(2, 8, 18))
        #expect(settings.limits?.value == .inclusive)
        #expect(settings.limits?.span == span(3, 9, 18))
        #expect(settings.failOn?.value == .never)
        #expect(settings.failOn?.span == span(4, 10, 15))
        #expect(settings.schemas.map(\.value) == ["a.json", "b/c.json"])
        #expect(settings.schemas.map(\.span.line) == [6, 7])
    }

    @Test(arguments: LimitReading.allCases)
    func `each reading of the limits is read`(reading: LimitReading) throws {
        #expect(try settings("limits: \(reading.rawValue)").limits?.value == reading)
    }

    @Test(arguments: FailureLimit.allCases)
    func `each limit of failure is read`(limit: FailureLimit) throws {
        #expect(try settings("fail-on: \(limit.rawValue)").failOn?.value == limit)
    }

    @Test func `one schema needs no list`() throws {
        #expect(try settings("schemas: a.json").schemas.map(\.value) == ["a.json"])
        #expect(try settings("schemas: []").schemas.isEmpty)
        #expect(try settings("exclude: '*.tmp'").exclude.map(\.value) == ["*.tmp"])
        #expect(try settings("exclude: [a, b/*]").exclude.map(\.value) == ["a", "b/*"])
    }

    @Test(arguments: ["", "\n", "# nothing\n", "{}"])
    func `an empty file sets nothing`(text: String) throws {
        let settings = try settings(text)
        #expect(settings.model == nil)
        #expect(settings.limits == nil)
        #expect(settings.failOn == nil)
        #expect(settings.schemas.isEmpty)
    }

    @Test(arguments: [
        ("modl: x", "model", 1), ("limits: strict\nfail_on: error", "fail-on", 2),
        ("\n\nschema: x", "schemas", 3), ("Limits: strict", "limits", 1),
    ])
    func `an unknown key is refused with its line and a guess`(
        text: String,
        meant: String,
        line: Int
    ) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text) })
        #expect(fault.reason.contains("did you mean \"\(meant)\"?"))
        #expect(fault.span.line == line)
        #expect(fault.span.column == 1)
        #expect(fault.file == "x/.preflight.yaml")
    }

    @Test func `an unknown key that resembles none lists them all`() throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings("zzzzzz: 1") })
        for key in ["exclude", "fail-on", "limits", "model", "schemas", "suppress", "network"] {
            #expect(fault.reason.contains(key))
        }
        #expect(!fault.reason.contains("did you mean"))
    }

    @Test(arguments: [
        ("model: 5", "model", 8), ("model:", "model", 7), ("model: [a]", "model", 8),
        ("model: true", "model", 8), ("limits: loose", "limits", 9),
        ("limits: Strict", "limits", 9),
        ("fail-on: no", "fail-on", 10), ("fail-on: 1", "fail-on", 10),
        (
            "schemas: {a: b}",
            "schemas", 10
        ), ("schemas: [a, 5]", "schemas", 14), ("schemas: ~", "schemas", 10),
    ])
    func `a wrong value is refused where it stands`(text: String, key: String, column: Int) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text) })
        #expect(fault.reason.hasPrefix("\(key) must be"))
        #expect(fault.span.line == 1)
        #expect(fault.span.column == column)
    }

    @Test func `a wrong choice lists the right ones`() throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings("limits: x") })
        #expect(fault.reason == "limits must be one of strict, inclusive")
    }

    @Test(arguments: [
        ("model: [a", 2), ("limits: strict\n\tmodel: x", 2), ("model: *a", 1),
        ("model: !!str x", 1),
    ])
    func `malformed YAML is refused`(text: String, line: Int) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text + "\n") })
        #expect(fault.reason.hasPrefix("the YAML is malformed: "))
        #expect(fault.span.line == line)
    }

    @Test(arguments: [
        ("limits: strict\nmodel: a\nmodel: b", 3), ("models:\n  a: b\n  a: c", 3),
        ("suppress:\n- rule: x\n  rule: y", 3),
    ])
    func `a key that occurs twice is refused`(text: String, line: Int) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text + "\n") })
        #expect(fault.reason.hasSuffix("occurs twice"))
        #expect(fault.span.line == line)
    }

    @Test(arguments: ["just a text", "[model, x]", "5"])
    func `a file without keys is refused`(text: String) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text) })
        #expect(fault.reason == "keys and values are expected")
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: SettingsFault.self) {
            try Settings(yaml: [0xff, 0xfe, 0x00], file: "x", names: names)
        }
    }

    private static let everything = """
        model: some/model
        models: {"raw/*": other/model}
        schemas: [a.json, b]
        limits: inclusive
        select: [empty-text, flag-in-text]
        ignore: flag-in-text
        severity: {empty-text: note}
        exclude: old
        fail-on: never
        map: {"https://h.example/": pictures}
        outputs: {json: out.json}
        network: {concurrency: 5, timeout: 7, ca-file: roots.pem}
        suppress:
          - {rule: empty-text, path: "a/*", reason: known, expires: 2027-02-28}
          - rule: flag-in-text
            sha256: \(String(repeating: "0a", count: 32))
            reason: meant so
        """

    @Test func `all that can be set is read`() throws {
        let settings = try settings(Self.everything)
        #expect(settings.models.map(\.key.value) == ["raw/*"])
        #expect(settings.models.map(\.setting.value) == [ModelID("other/model")])
        #expect(settings.select?.value == ["empty-text", "flag-in-text"])
        #expect(settings.ignore.map(\.value) == ["flag-in-text"])
        #expect(settings.severities.map(\.setting.value) == [.note])
        #expect(settings.map.map(\.setting.value) == ["pictures"])
        #expect(settings.outputs.map(\.key.value) == ["json"])
        #expect(settings.concurrency?.value == 5)
        #expect(settings.timeout?.value == 7)
        #expect(settings.certificates?.value == "roots.pem")
        #expect(settings.certificates?.span.line == 12)
        let digits = String(repeating: "0a", count: 32)
        #expect(settings.suppressions.map(\.scope) == [.paths("a/*"), .sha256(digits)])
        #expect(settings.suppressions.map(\.expires) == ["2027-02-28", nil])
        #expect(settings.suppressions.map(\.reason) == ["known", "meant so"])
        #expect(settings.suppressions.map(\.place.span?.line) == [14, 15])
    }

    /// Wrong values, each with a part of what is said of it and its column.
    static let wrong: [(text: String, words: String, column: Int)] = [
        ("select: [empty-txt]", "no rule empty-txt; did you mean \"empty-text\"?", 10),
        ("ignore: host-overloaded", "host-overloaded is a doubt", 9),
        ("severity: {empty-text: bad}", "must be one of note, warning, error", 24),
        ("severity: {qqqqqqqqqqqq: note}", "no rule qqqqqqqqqqqq", 12),
        ("outputs: {pdf: x}", "a key of outputs must be one of human, json", 11),
        ("network: 5", "network must be keys and values", 10),
        ("network: {concurrency: 0}", "must be a whole number from 1 to 1024", 24),
        ("network: {concurrency: 1.5}", "must be a whole number", 24),
        ("network: {time-out: 5}", "did you mean \"timeout\"?", 11),
        ("models: [a]", "models must be keys and values", 9),
        ("models: {a: 1}", "a must be a text", 13),
        ("select: []", "select must name at least one", 9),
        ("map: {'https://h.example': a}", "an https address that ends with a slash", 7),
        ("map: {'http://h.example/': a}", "an https address that ends with a slash", 7),
        ("map: {'https://u@h.example/': a}", "an https address that ends with a slash", 7),
        ("outputs: {json: ../a.json}", "must be a path below the folder of this file", 17),
        ("outputs: {json: a/../../b}", "must be a path below the folder of this file", 17),
        ("outputs: {json: /etc/a}", "must be a path below the folder of this file", 17),
        ("suppress: [{rule: empty-text, path: a}]", "must have the key \"reason\"", 12),
        ("suppress: [{rule: empty-text, reason: r}]", "either \"path\" or \"sha256\"", 12),
        (
            "suppress: [{rule: empty-text, reason: r, path: a, expires: 2026-02-29}]",
            "expires must be a day", 60
        ),
        ("suppress: [{rule: empty-text, reason: r, sha256: 0A}]", "64 lower-case", 50),
        ("suppress: [{rule: x, reason: r, path: a}]", "no rule x", 19),
    ]

    @Test(arguments: wrong)
    func `what cannot be set is refused where it stands`(
        text: String,
        words: String,
        column: Int
    ) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text) })
        #expect(fault.reason.contains(words), "\(fault.reason)")
        #expect(fault.span.line == 1)
        #expect(fault.span.column == column)
    }

    @Test(arguments: [
        ("2024-02-29", true), ("2023-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
        ("2026-12-31", true), ("2026-13-01", false), ("2026-00-10", false), ("2026-04-31", false),
        ("2026-4-3", false), ("26-04-03", false), ("2026-04-00", false),
    ])
    func `a day is one of the calendar`(text: String, isDay: Bool) {
        #expect(Day.isDay(text) == isDay)
    }

    @Test func `the schema names each key and each rule`() throws {
        let schema = Settings.jsonSchema(names: names)
        guard case .record(let keys, _) = SettingShape.configuration(formats: []) else {
            Issue.record("the configuration is no record")
            return
        }
        for key in keys { #expect(schema.contains("\"\(key.name)\" : {"), "\(key.name)") }
        #expect(schema.contains("\"flag-in-text\""))
        #expect(!schema.contains("host-overloaded"))
    }
}
