import PreflightModel
import Testing

@testable import Documents

struct DocumentTextTests {
    private func line(_ text: String, _ line: Int, _ column: Int, first: Int = 1) -> SourceLine? {
        let span = TextSpan(line: line, column: column, endLine: line, endColumn: column + 1)
        return DocumentText(Array(text.utf8), firstLine: first).line(around: span)
    }

    @Test func `each line is found, without its end`() {
        let text = "one\ntwo\r\n\nfour"
        #expect(line(text, 1, 1) == SourceLine("one", column: 1, isCut: false))
        #expect(line(text, 2, 3) == SourceLine("two", column: 1, isCut: false))
        #expect(line(text, 4, 1) == SourceLine("four", column: 1, isCut: false))
    }

    @Test func `lines that are empty or not there show nothing`() {
        #expect(line("one\n\n", 2, 1) == nil)
        #expect(line("one", 2, 1) == nil)
        #expect(line("one", 0, 1) == nil)
        #expect(line("", 1, 1) == nil)
    }

    @Test func `lines are counted from the first one that is given`() {
        #expect(line("seven", 7, 1, first: 7)?.text == "seven")
        #expect(line("seven", 1, 1, first: 7) == nil)
    }

    @Test func `a long line is cut around the place`() {
        let text = String(repeating: "é", count: 100) + "🎬" + String(repeating: "z", count: 200)
        let found = line(text, 1, 101)
        #expect(found?.column == 61)
        #expect(found?.text.unicodeScalars.count == 120)
        #expect(found?.text.unicodeScalars.dropFirst(40).first == "🎬")
        #expect(found?.isCut == true)
        #expect(line(text, 1, 301)?.isCut == false)
        #expect(line(text, 1, 301)?.text == String(repeating: "z", count: 41))
    }

    @Test func `what stands far behind in its line is not searched for`() {
        let text = String(repeating: "a", count: 100_000)
        #expect(line(text, 1, 60_000) != nil)
        #expect(line(text, 1, 90_000) == nil)
    }

    @Test func `bytes that are no UTF-8 are shown as such`() {
        let span = TextSpan(line: 1, column: 2, endLine: 1, endColumn: 3)
        let line = DocumentText([0x61, 0xff, 0x62]).line(around: span)
        #expect(line?.text == "a\u{fffd}b")
    }

    @Test(arguments: [
        ("prompt: a", true), ("a: 1\n  \"prompt\" : b", true), ("{'prompt':1}", true),
        ("prompt;ratio", true), ("ratio,prompt", true), ("ratio\tprompt\r\n", true),
        ("the prompt is here", false), ("prompts: a", false), ("my_prompt: a", false),
        ("éprompt: a", false), ("promp", false), ("", false),
    ])
    func `keys are told from other words`(text: String, isKey: Bool) {
        #expect(DocumentText(Array(text.utf8)).mentionsKey(among: ["seed", "prompt"]) == isKey)
    }
}
