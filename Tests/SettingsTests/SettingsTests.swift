import PreflightModel
import Testing

@testable import Settings

private func settings(_ text: String) throws(SettingsFault) -> Settings {
    try Settings(yaml: Array(text.utf8), file: "x/.preflight.yaml")
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
        for key in ["exclude", "fail-on", "limits", "model", "schemas"] {
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
        ("model: [a", 2), ("limits: strict\n\tmodel: x", 2), ("model: a\nmodel: b", 1),
        ("model: &a x", 1), ("model: !!str x", 1),
    ])
    func `malformed YAML is refused`(text: String, line: Int) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text + "\n") })
        #expect(fault.reason == "the YAML is malformed")
        #expect(fault.span.line == line)
    }

    @Test(arguments: ["just a text", "[model, x]", "5"])
    func `a file without keys is refused`(text: String) throws {
        let fault = try #require(#expect(throws: SettingsFault.self) { try settings(text) })
        #expect(fault.reason == "keys and values are expected")
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: SettingsFault.self) {
            try Settings(yaml: [0xff, 0xfe, 0x00], file: "x")
        }
    }
}
