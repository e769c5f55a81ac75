import Testing

@testable import Documents
import PreflightModel

private func read(_ text: String) throws(DocumentProblem) -> Node {
    try YAMLReader.read(Array(text.utf8))
}

private func span(_ line: Int, _ column: Int, _ endColumn: Int) -> TextSpan {
    TextSpan(line: line, column: column, endLine: line, endColumn: endColumn)
}

struct YAMLReaderTests {
    @Test(
        arguments: [
            ("no", .string("no")), ("yes", .string("yes")), ("on", .string("on")),
            ("y", .string("y")),
            ("12:30:45", .string("12:30:45")), ("2024-01-01", .string("2024-01-01")),
            ("1_000", .string("1_000")), ("16:9", .string("16:9")), ("480p", .string("480p")),
            ("true", .bool(true)), ("True", .bool(true)), ("FALSE", .bool(false)),
            (
                "tRue",
                .string("tRue")
            ), ("null", .null), ("~", .null), ("", .null), ("NULL", .null),
            ("5", .number("5")), ("-5", .number("-5")), ("5.0", .number("5.0")),
            (
                "1e3",
                .number("1e3")
            ), ("\"5\"", .string("5")), ("'true'", .string("true")),
            ("'it''s'", .string("it's")), (#""\u00e9\n""#, .string("é\n")),
            ("\".inf\"", .string(".inf")), (".iNF", .string(".iNF")), (".na", .string(".na")),
            ("+.nan", .string("+.nan")), ("1.2.3", .string("1.2.3")),
            ("<<", .string("<<")), ("=", .string("=")),
            (
                "https://h.example/a?b=1&c=2#d",
                .string("https://h.example/a?b=1&c=2#d")
            ),
        ] as [(String, Node.Value)]
    )
    func `plain scalars follow the core schema`(text: String, value: Node.Value) throws {
        #expect(try read("x: \(text)\n")["x"]?.value == value)
    }

    @Test(arguments: [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"])
    func `a number that JSON cannot write is refused`(text: String) {
        let problem = #expect(throws: DocumentProblem.self) { try read("x: \(text)\n") }
        #expect(problem?.kind == .foreign(.word(text)))
        #expect(problem?.span == span(1, 4, 4 + text.count))
    }

    @Test(arguments: [
        ("a: &x 1\n---\nb: *x\n", 1, 4), ("- &x [1, 2]\n---\n*x\n", 1, 3),
        ("&x a: 1\n---\n- *x\n", 1, 1), ("--- &x\na: 1\n--- *x\n", 1, 5),
    ])
    func `an anchor lasts as long as its document`(text: String, line: Int, column: Int) throws {
        let documents = YAMLReader.readAll(Array(text.utf8))
        #expect(documents.map { (try? $0.get()) != nil } == [true, false])
        let problem = #expect(throws: DocumentProblem.self) { try documents[1].get() }
        #expect(problem?.kind == .expected("an alias of something before it in its document"))
        #expect(problem?.span.line == line)
        #expect(problem?.span.column == column)
    }

    @Test func `documents may use the same anchors`() throws {
        let text = "a: &x 1\nb: *x\n---\na: &x 2\nb: *x\n--- &x\na: 3\n"
        let documents = YAMLReader.readAll(Array(text.utf8))
        let values = try documents.map { try $0.get()["a"]?.value }
        #expect(values == ["1", "2", "3"].map { .number($0) })
        #expect(try documents[1].get()["b"]?.value == .number("2"))
    }

    @Test(arguments: [
        ("+5", "5"), ("007", "7"), ("-010", "-10"), (".5", "0.5"), ("-.5", "-0.5"), ("5.", "5"),
        ("00", "0"), ("0x1F", "31"), ("0o17", "15"), ("1.5E+3", "1.5E+3"),
        ("99999999999999999999", "99999999999999999999"), ("1e400", "1e400"),
    ])
    func `a number is spelled as JSON spells it`(text: String, spelling: String) throws {
        #expect(try read("x: \(text)\n")["x"]?.value == .number(spelling))
    }

    @Test(arguments: [".", "-", "+", "e5", ".e5", "0x", "0xg", "0o8", "0x+5", "--5", "1e", "5 6"])
    func `what only looks like a number is a text`(text: String) throws {
        #expect(try read("x: '\(text)'\n")["x"]?.value == .string(text))
        #expect(
            try read("x: [ \(text == "-" ? "'-'" : text) ]\n")["x"]?.elements?.first?.text == text
        )
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "---\n...\n"])
    func `an empty document is an empty object or null`(text: String) throws {
        let value = try read(text).value
        #expect(value == .object([]) || value == .null)
    }

    @Test func `places begin where the value begins`() throws {
        let node = try read("# é\nprompt: \"🎬 x\"\nimages:\n  - a.png\n  - 'é': 1\n")
        let members = try #require(node.members)
        #expect(members[0].keySpan == span(2, 1, 7))
        #expect(members[0].value.span.line == 2)
        #expect(members[0].value.span.column == 9)
        #expect(members[1].keySpan == span(3, 1, 7))
        let elements = try #require(members[1].value.elements)
        #expect(elements[0].span == span(4, 5, 10))
        #expect(elements[1]["é"]?.span == span(5, 10, 11))
    }

    @Test func `columns count code points`() throws {
        let node = try read("{ 🎬é: a, b: c }")
        let members = try #require(node.members)
        #expect(members.map(\.keySpan) == [span(1, 3, 5), span(1, 10, 11)])
        #expect(members.map(\.value.span) == [span(1, 7, 8), span(1, 13, 14)])
    }

    @Test(arguments: ["{a: 1, \"\\x61\": 1}", "x: {a: 1,\n  \"\\x61\": 1}"])
    func `a key that occurs twice in braces, once in escapes, is refused`(text: String) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .duplicateKey("a"))
        #expect(problem?.span.line == 1)
    }

    @Test func `an alias is what its anchor marks, at the place of that`() throws {
        let node = try read("a: &x 1\nb: *x\nc: &y [*x, two]\nd: *y\n")
        #expect(node["b"]?.value == .number("1"))
        #expect(node["b"]?.span.line == 1)
        #expect(node["d"]?.elements?.map(\.value) == [.number("1"), .string("two")])
        #expect(try read("&x\na: 1\n")["a"]?.value == .number("1"))
    }

    @Test func `a mapping that is taken over gives what is not given`() throws {
        let node = try read(
            "base: &b {duration: 5, ratio: '16:9'}\nother: &o {ratio: '1:1', seed: 1}\n"
                + "job:\n  <<: [*b, *o]\n  duration: 10\n"
        )
        let job = try #require(node["job"]?.members)
        #expect(job.map(\.key) == ["duration", "ratio", "seed"])
        #expect(job.map(\.value.value) == [.number("10"), .string("16:9"), .number("1")])
        #expect(try read("'<<': 1\n")["<<"]?.value == .number("1"))
        let problem = #expect(throws: DocumentProblem.self) { try read("<<: 1\n") }
        #expect(problem?.kind == .expected("mappings to take over"))
    }

    @Test func `an alias of nothing or of itself is refused`() {
        #expect(throws: DocumentProblem.self) { try read("a: *nobody\n") }
        #expect(throws: DocumentProblem.self) { try read("a: &x [*x]\n") }
        #expect(throws: DocumentProblem.self) { try read("a: *later\nb: &later 1\n") }
    }

    @Test func `four hundred jobs may share their defaults`() throws {
        let jobs = (1...400).map { "- <<: *base\n  seed: \($0)\n" }.joined()
        let text = "- &base {duration: 5, prompt: &p 'a kite'}\n" + jobs
        let node = try read(text)
        #expect(node.elements?.count == 401)
        #expect(node.elements?.last?["prompt"]?.text == "a kite")
    }

    @Test(.timeLimit(.minutes(1)), arguments: [true, false])
    func `a thousand million laughs are refused`(areKeys: Bool) {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...20 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        if areKeys { text += "? *a20\n: 1\n" }
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .foreign(.manyAliases))
        #expect(problem?.span.line == 1)
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["\u{85}", "\u{2028}", "\u{2029}", "\u{a0}"])
    func `line ends beyond ASCII hide no alias`(end: String) {
        var text = "a0: &a0 [x]\n"
        for level in 1...14 {
            let aliases = Array(repeating: "\(end)*a\(level - 1) ", count: 9).joined(separator: ",")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        text += "? *a14\n: 1\n"
        #expect(throws: DocumentProblem.self) { try read(text) }
    }

    @Test func `a byte order mark may stand in front`() throws {
        let node = try read("\u{feff}a: 1\nb: 2\n")
        #expect(node.members?.map(\.key) == ["a", "b"])
        #expect(node["b"]?.span.line == 2)
    }

    @Test func `a file of 3 MB is refused`() {
        let text = String(repeating: "- a\n", count: 3 << 18)
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .tooLarge(limit: YAMLReader.largestDocument))
    }

    @Test(.timeLimit(.minutes(1)))
    func `aliases that become millions of values are refused`() {
        let list = "&l [" + Array(repeating: "x", count: 10_000).joined(separator: ", ") + "]"
        let text = "- \(list)\n" + String(repeating: "- *l\n", count: 2_000)
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .foreign(.manyAliases))
    }

    @Test func `each document of a file is read`() throws {
        let documents = YAMLReader.readAll(Array("a: 1\n---\n---\n- b\n...\n---\n".utf8))
        #expect(try documents.map { try $0.get().span.line } == [1, 4])
    }

    @Test(arguments: ["b: [\n", "b: !x 1\n", "b: \"open\nb: 2\n", "b: *nobody\n", "b: 1\n c: 2\n"])
    func `a malformed document hides no other`(document: String) throws {
        let text = "a: 1\n---\n" + document + "---\nc: 1\n--- # last\nd: 1\nd: 2\n"
        let documents = YAMLReader.readAll(Array(text.utf8))
        #expect(documents.map { (try? $0.get()) != nil } == [true, false, true, true])
        let lines = document.split(separator: "\n").count
        #expect(try documents[2].get().members?.map(\.key) == ["c"])
        #expect(try documents[2].get().span.line == 4 + lines)
        #expect(try documents[3].get().members?.map(\.keySpan.line) == [6 + lines, 7 + lines])
    }

    @Test func `where one document is expected another is refused`() {
        let problem = #expect(throws: DocumentProblem.self) { try read("a: 1\n---\nb: 2\n") }
        #expect(problem?.kind == .expected("one document"))
        #expect(problem?.span.line == 3)
    }

    @Test(arguments: ["a: !!str 5\n", "a: !x 1\n", "!!map\na: 1\n", "a: !!seq [1]\n", "a: ! 5\n"])
    func `tags are refused`(text: String) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .foreign(.tag))
    }

    @Test(arguments: ["? [a, b]\n: 1\n", "{[a]: 1}", "? {a: 1}\n: 1\n"])
    func `keys that are no texts are refused`(text: String) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .expected("a key of plain text"))
    }

    @Test(arguments: [
        ("a: [1\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: *nobody\n", 1),
        ("a: \"x\nb: 1\n", 1), ("a: 1\nb: 'x\nc: 1\n", 2), ("a: 1\nb: \u{7}\n", 2),
        ("a: b: c\n", 1), ("%YAML 9\n", 1),
    ])
    func `malformed YAML is refused with its line`(text: String, line: Int) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.span.line == line)
    }

    @Test(arguments: [([], 1, 4), (Array("b: é\n".utf8), 2, 4)])
    func `bytes that are no UTF-8 are refused at their place`(
        before: [UInt8],
        line: Int,
        column: Int
    ) {
        let problem = #expect(throws: DocumentProblem.self) {
            try YAMLReader.read(before + [0x61, 0x3a, 0x20, 0xff])
        }
        #expect(problem?.kind == .invalidUTF8)
        #expect(problem?.span.line == line)
        #expect(problem?.span.column == column)
    }

    @Test(arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
    func `what ended a line in YAML 1.1 is a letter`(letter: String) throws {
        let node = try read("# a\(letter) b\nkey: a\(letter)b\nother: \"c\(letter)d\"\nlast: 1\n")
        #expect(node.members?.map(\.key) == ["key", "other", "last"])
        #expect(node["key"]?.text == "a\(letter)b")
        #expect(node["other"]?.text == "c\(letter)d")
        #expect(node["last"]?.span.line == 4)
        // Characters of private use stay what they are.
        #expect(try read("a: \u{f8ff}\u{e000}\(letter)")["a"]?.text == "\u{f8ff}\u{e000}\(letter)")
    }

    @Test func `a key that occurs twice hides nothing else`() throws {
        let text = """
            - prompt: x
              "duration": 5
              nested:
                duration: 1
              duration: 6
              duration: 7
            - other: 1
              other: 2
            """
        let node = try read(text)
        let members = try #require(node.elements?.first?.members)
        #expect(members.map(\.key) == ["prompt", "duration", "nested", "duration", "duration"])
        #expect(members.map(\.keySpan.line) == [1, 2, 3, 5, 6])
        #expect(members.last?.value.number == Fraction(7))
        #expect(node.elements?.last?.members?.map(\.key) == ["other", "other"])
    }

    @Test func `a brace in a comment is none`() throws {
        let node = try read("input: # {\n  a: 1\n  b: 2\n  a: 3\n")
        #expect(node["input"]?.members?.map(\.key) == ["a", "b", "a"])
    }

    @Test(arguments: [
        ("- {a: 1, b: 2, a: 3}\n- c: 4\n", ["a", "b", "a"], 1, 16),
        (
            "- { a: {a: 1, b: [a, a]},\n  # a: 0\n  \"a\": 'a, it''s', a: 5}\n", ["a", "a", "a"], 3,
            3
        ),
        ("- {? a : x#y, http://a: 1, &k a: b:c}\n", ["a", "http://a", "a"], 1, 28),
        ("- {'b': \"\\\"}\", b: [1, {b: 2}]}\n", ["b", "b"], 1, 16),
    ])
    func `a key that occurs twice in braces hides nothing else`(
        text: String,
        keys: [String],
        line: Int,
        column: Int
    ) throws {
        let node = try read(text)
        let members = try #require(node.elements?.first?.members)
        #expect(members.map(\.key) == keys)
        let second = try #require(members.dropFirst().first { $0.key == members[0].key })
        #expect(second.keySpan.line == line)
        #expect(second.keySpan.column == column)
    }

    @Test(.timeLimit(.minutes(1)))
    func `aliases of a text that become very much are refused`() {
        let text = "x: &a \"\(String(repeating: "z", count: 1_000_000))\"\ny: ["
        let values = text + Array(repeating: "*a", count: 200_000).joined(separator: ", ") + "]"
        #expect(throws: DocumentProblem.self) { try read(values) }
        let keys = text + "]\n" + String(repeating: "? *a\n: 1\n", count: 100_000)
        #expect(throws: DocumentProblem.self) { try read(keys) }
    }

    @Test func `a control character is told at its place`() {
        let problem = #expect(throws: DocumentProblem.self) { try read("a: é\nbc: é\u{7}\n") }
        #expect(problem?.span.line == 2)
        #expect(problem?.span.column == 6)
    }

    @Test func `nesting of 128 is read and 129 is refused`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + "1" + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try read(nested(128)) }
        let problem = #expect(throws: DocumentProblem.self) { try read(nested(129)) }
        #expect(problem?.kind == .tooDeep(limit: 128))
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `a hundred thousand openings do not overflow the stack`(opening: String) {
        #expect(throws: DocumentProblem.self) {
            try read(String(repeating: opening, count: 100_000))
        }
    }

    @Test func `YAML and JSON give the same values`() throws {
        let json = #"{"prompt": "a: b", "list": [1, 2.5, null, true], "o": {"k": ""}}"#
        let yaml = "prompt: 'a: b'\nlist:\n- 1\n- 2.5\n- ~\n- true\no: {k: ''}\n"
        let first = CanonicalJSON.bytes(of: try JSONReader.read(Array(json.utf8)))
        let second = CanonicalJSON.bytes(of: try read(yaml))
        #expect(first == second)
        #expect(CanonicalJSON.bytes(of: try read(json)) == first)
    }
}
