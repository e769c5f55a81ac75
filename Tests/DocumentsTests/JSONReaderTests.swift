import Testing

@testable import Documents
import PreflightModel

private func read(_ text: String) throws(DocumentProblem) -> Node {
    try JSONReader.read(Array(text.utf8))
}

private func span(_ column: Int, _ endColumn: Int, line: Int = 1) -> TextSpan {
    TextSpan(line: line, column: column, endLine: line, endColumn: endColumn)
}

struct JSONReaderTests {
    @Test(
        arguments: [
            ("null", .null), ("true", .bool(true)), ("false", .bool(false)),
            (" \t\r\n1 ", .number("1")),
            ("0", .number("0")), ("-0", .number("-0")), ("-0.0e-0", .number("-0.0e-0")),
            ("1E+2", .number("1E+2")),
            (
                "123456789012345678901234567890",
                .number("123456789012345678901234567890")
            ),
            (#""""#, .string("")), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")),
            (#""\u0041\u00e9\u20AC""#, .string("Aé€")), (#""\ud83c\udfac""#, .string("🎬")),
            (#""\u0000""#, .string("\0")), ("\"\u{7f}\"", .string("\u{7f}")),
            ("\"\u{2028}\"", .string("\u{2028}")), ("\"🎬é\"", .string("🎬é")), ("[]", .array([])),
            ("[ ]", .array([])), ("{}", .object([])), ("{ \n }", .object([])),
        ] as [(String, Node.Value)]
    )
    func `what RFC 8259 allows is read`(text: String, value: Node.Value) throws {
        #expect(try read(text).value == value)
    }

    @Test(
        arguments: [
            ("", .endsEarly), (" \n", .endsEarly), ("[1,]", .foreign(.trailingComma)),
            (#"{"a":1,}"#, .foreign(.trailingComma)), ("[,1]", .expected("a value")),
            ("[1,,2]", .expected("a value")), ("// x\n1", .foreign(.comment)),
            ("/* */1", .foreign(.comment)), ("1 // x", .trailingContent),
            ("# x", .foreign(.comment)),
            ("NaN", .foreign(.word("NaN"))), ("Infinity", .foreign(.word("Infinity"))),
            ("-Infinity", .foreign(.word("Infinity"))), ("nan", .foreign(.word("nan"))),
            ("-", .endsEarly),
            ("-a", .foreign(.word("a"))), ("- 1", .expected("a digit")),
            ("+1", .expected("a value")),
            ("01", .foreign(.leadingZero)), ("-01", .foreign(.leadingZero)),
            ("0x10", .trailingContent),
            ("1.", .endsEarly), ("1.]", .expected("a digit")), (".5", .expected("a value")),
            ("1e", .endsEarly), ("1e+", .endsEarly), ("1e+x", .foreign(.word("x"))),
            ("1.5.5", .trailingContent), ("True", .foreign(.word("True"))), ("tru", .endsEarly),
            ("trux", .foreign(.word("trux"))), ("nulll", .trailingContent),
            ("1 2", .trailingContent),
            ("{}{}", .trailingContent), ("[1 2]", .expected("a comma or a closing bracket")),
            ("[1", .endsEarly), ("[1}", .expected("a comma or a closing bracket")),
            (
                "]",
                .expected("a value")
            ), ("{", .endsEarly), ("{1:2}", .expected("a key in double quotes")),
            ("{a:1}", .foreign(.bareKey)),
            (
                "{'a':1}",
                .foreign(.otherQuotes)
            ), (#"{"a" 1}"#, .expected("a colon")),
            (#"{"a":}"#, .expected("a value")),
            (
                #"{"a":1 "b":2}"#,
                .expected("a comma or a closing brace")
            ), (#"{"a""#, .endsEarly),
            ("\"a", .endsEarly), (#""\"#, .endsEarly), (#""\x41""#, .expected("an escape")),
            (#""\'""#, .expected("an escape")),
            (#""\u12g4""#, .expected("four hexadecimal digits")),
            (#""\u12""#, .expected("four hexadecimal digits")),
            (#""\U0041""#, .expected("an escape")),
            ("\"a\nb\"", .foreign(.lineEnd)), ("\"\t\"", .controlCharacter(0x09)),
            ("\"\0\"", .controlCharacter(0)), ("\"\u{1f}\"", .controlCharacter(0x1f)),
            ("\u{feff}1", .byteOrderMark), ("\u{a0}1", .expected("a value")),
            ("1\u{2003}", .trailingContent), ("“a”", .foreign(.otherQuotes)),
            ("1\0", .trailingContent),
        ] as [(String, DocumentProblem.Kind)]
    )
    func `what RFC 8259 does not allow is refused`(text: String, kind: DocumentProblem.Kind) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == kind)
    }

    @Test(arguments: [
        #""\ud83c""#, #""\ud83cx""#, #""\udfac""#, #""\ud83c\ud83c""#, #""\ud83c\u0041""#,
        #""\ud83c\n""#, #""\udfac\ud83c""#, #""a\uDC00""#,
    ])
    func `half of a surrogate pair is refused`(text: String) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.kind == .loneSurrogate)
    }

    @Test(
        arguments: [
            [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf],
            [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x80, 0x80, 0x80],
            [0xf4, 0x90, 0x80, 0x80],
            [0xf5, 0x80, 0x80, 0x80], [0xff], [0xfe], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x8e],
            [0xe2, 0x28, 0xa1], [0xf0, 0x9f, 0x28, 0xac], [0xf0, 0x9f, 0x8e, 0x28],
        ] as [[UInt8]]
    )
    func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        for document in [[quote] + bytes + [quote], [quote] + bytes] {
            let problem = #expect(throws: DocumentProblem.self) { try JSONReader.read(document) }
            #expect(problem?.kind == .invalidUTF8)
            #expect(problem?.span.column == 2)
        }
        let bare = #expect(throws: DocumentProblem.self) { try JSONReader.read(bytes) }
        #expect(bare?.kind == .invalidUTF8)
    }

    @Test(
        arguments: [
            [0xc2, 0x80], [0xdf, 0xbf], [0xe0, 0xa0, 0x80], [0xed, 0x9f, 0xbf], [0xee, 0x80, 0x80],
            [0xef, 0xbf, 0xbf], [0xf0, 0x90, 0x80, 0x80], [0xf4, 0x8f, 0xbf, 0xbf],
        ] as [[UInt8]]
    )
    func `the first and the last characters of each length are read`(bytes: [UInt8]) throws {
        let quote = UInt8(ascii: "\"")
        let node = try JSONReader.read([quote] + bytes + [quote])
        #expect(node.text.map { Array($0.utf8) } == bytes)
        #expect(node.span == span(1, 4))
    }

    @Test func `a key that occurs twice is kept twice`() throws {
        let members = try #require(try read(#"{"a":1,"b":2,"a":3}"#).members)
        #expect(members.map(\.key) == ["a", "b", "a"])
        #expect(members.map(\.value.value) == [.number("1"), .number("2"), .number("3")])
        #expect(members.map(\.keySpan) == [span(2, 5), span(8, 11), span(14, 17)])
    }

    @Test(arguments: ["[", "{\"a\":"])
    func `nesting of 128 is read and 129 is refused`(opening: String) throws {
        let closing = opening == "[" ? "]" : "}"
        func nested(_ depth: Int, _ inner: String) -> String {
            String(repeating: opening, count: depth) + inner
                + String(repeating: closing, count: depth)
        }
        #expect(throws: Never.self) { try read(nested(128, "1")) }
        let problem = #expect(throws: DocumentProblem.self) { try read(nested(129, "1")) }
        #expect(problem?.kind == .tooDeep(limit: 128))
        #expect(problem?.span.column == 128 * opening.count + 1)
    }

    @Test func `an empty array or object counts as nesting`() {
        let arrays = String(repeating: "[", count: 129) + String(repeating: "]", count: 129)
        #expect(throws: DocumentProblem(.tooDeep(limit: 128), at: span(129, 130))) {
            try read(arrays)
        }
    }

    @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
    func `a hundred thousand openings do not overflow the stack`(opening: String) {
        let problem = #expect(throws: DocumentProblem.self) {
            try read(String(repeating: opening, count: 100_000))
        }
        #expect(problem?.kind == .tooDeep(limit: 128))
    }

    @Test func `many siblings are no nesting`() throws {
        let text = "[" + Array(repeating: "[]", count: 1000).joined(separator: ",") + "]"
        #expect(try read(text).elements?.count == 1000)
    }

    @Test func `a document over the limit is refused unread`() {
        let bytes = [UInt8](repeating: UInt8(ascii: " "), count: JSONReader.largestDocument + 1)
        let problem = #expect(throws: DocumentProblem.self) { try JSONReader.read(bytes) }
        #expect(problem?.kind == .tooLarge(limit: 16 << 20))
    }
}

struct JSONPlaceTests {
    @Test func `columns count code points and the end is exclusive`() throws {
        let node = try read(#"{"é🎬": "👩‍👩‍👧", "b": [10, true]}"#)
        let members = try #require(node.members)
        #expect(members[0].keySpan == span(2, 6))
        // The family is five code points: three people and two joiners.
        #expect(members[0].value.span == span(8, 15))
        #expect(members[1].keySpan == span(17, 20))
        #expect(members[1].value.span == span(22, 32))
        let elements = try #require(members[1].value.elements)
        #expect(elements.map(\.span) == [span(23, 25), span(27, 31)])
        #expect(node.span == span(1, 33))
    }

    @Test func `combining marks are columns of their own`() throws {
        let elements = try #require(try read("[\"e\u{301}\", 1]").elements)
        #expect(elements.map(\.span) == [span(2, 6), span(8, 9)])
    }

    @Test func `lines are counted by line feeds`() throws {
        let node = try read("{\r\n  \"a\": [\n    1\n  ]\n}\n")
        #expect(node.span == TextSpan(line: 1, column: 1, endLine: 5, endColumn: 2))
        let array = try #require(node["a"])
        #expect(array.span == TextSpan(line: 2, column: 8, endLine: 4, endColumn: 4))
        #expect(array.elements?.first?.span == span(5, 6, line: 3))
    }

    @Test func `escapes are as wide as they are written`() throws {
        let elements = try #require(try read(#"["\ud83c\udfac", 1]"#).elements)
        #expect(elements.map(\.span) == [span(2, 16), span(18, 19)])
    }

    @Test(arguments: [
        (#"{"a":1,}"#, span(7, 8)), ("[1\n  ,\n]", span(3, 4, line: 2)),
        ("\n\n [1,\n  x]", span(3, 4, line: 4)), ("[1", span(3, 3)),
        (#"["🎬", "é", x]"#, span(12, 13)), (#"["\ud83c"]"#, span(3, 9)), ("\"a\tb\"", span(3, 4)),
        ("[1]\n]", span(1, 2, line: 2)), ("\"ab\n", span(4, 4)),
    ])
    func `a problem is named where it stands`(text: String, place: TextSpan) {
        let problem = #expect(throws: DocumentProblem.self) { try read(text) }
        #expect(problem?.span == place)
    }

    @Test func `the first line may have another number`() throws {
        let node = try JSONReader.read(Array("\n1".utf8), firstLine: 41)
        #expect(node.span == span(1, 2, line: 42))
    }
}
