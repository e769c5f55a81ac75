import PreflightModel
import Testing

@testable import Reporting

struct SourceFrameTests {
    private func frame(
        _ text: String,
        _ columns: Range<Int>,
        from column: Int = 1,
        isCut: Bool = false,
        endLine: Int = 12
    ) -> [String]? {
        var place = Place()
        place.span = TextSpan(
            line: 12,
            column: columns.lowerBound,
            endLine: endLine,
            endColumn: columns.upperBound
        )
        place.line = SourceLine(text, column: column, isCut: isCut)
        return SourceFrame(place, note: "it")?.lines
    }

    @Test func `the value is underlined`() {
        #expect(
            frame(#"  "a": "4k","#, 8..<12) == [
                "     |", #"  12 |   "a": "4k","#, "     |        ^^^^ it",
            ]
        )
    }

    @Test(arguments: [
        ("日本: x", 5, "      ^ it"), ("👩‍👩‍👧: x", 8, "    ^ it"), ("e\u{301}: x", 5, "   ^ it"),
        ("❤\u{fe0f}: x", 5, "    ^ it"), ("한글: x", 5, "      ^ it"), ("\t: x", 4, "   ^ it"),
        ("ｆ: x", 4, "    ^ it"),
    ])
    func `marks stand under what they mean, in cells`(text: String, column: Int, marks: String) {
        #expect(frame(text, column..<column + 1)?.last == "     | " + marks)
    }

    @Test func `wide values get wide marks`() {
        #expect(frame("\"日本\"", 1..<5)?.last == "     | ^^^^^^ it")
    }

    @Test func `only the bracket of an object is marked`() {
        #expect(frame("{\"a\": 1}", 1..<9)?.last == "     | ^ it")
        #expect(frame("{", 1..<2, endLine: 14)?.last == "     | ^ it")
    }

    @Test func `a value of several lines is marked to the end of its first`() {
        #expect(frame("a: |", 4..<4, endLine: 14)?.last == "     |    ^ it")
    }

    @Test func `what was cut is told`() {
        #expect(
            frame("bc: 5, d", 65..<66, from: 61, isCut: true)?.dropFirst() == [
                "  12 | …bc: 5, d…", "     |      ^ it",
            ]
        )
    }

    @Test func `a place behind the end of the line is marked once`() {
        #expect(frame("abc", 4..<5)?.last == "     |    ^ it")
        #expect(frame("abc", 9..<9)?.last == "     |    ^ it")
    }

    @Test func `nothing of it is obeyed by a terminal or a runner`() {
        let lines = frame("##[error]\u{1b}[31m##vso[", 1..<4) ?? []
        #expect(!lines.joined().contains("##["))
        #expect(!lines.joined().contains("##vso["))
        #expect(!lines.joined().contains("\u{1b}"))
        let split = frame("##[x", 2..<3) ?? []
        #expect(!split.joined().contains("##["))
    }

    @Test func `without a line there is no frame`() {
        #expect(SourceFrame(Place(file: "a.png"), note: "it") == nil)
    }
}
