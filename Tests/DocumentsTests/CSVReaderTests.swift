import Testing

@testable import Documents
import PreflightModel

private func records(_ chunks: [[UInt8]]) -> [CSVReader.Record] {
    var reader = CSVReader()
    var records = chunks.flatMap { reader.take($0) }
    if let last = reader.finish() { records.append(last) }
    return records
}

private func records(_ text: String) -> [CSVReader.Record] { records([Array(text.utf8)]) }

private func cells(_ text: String) throws -> [[String: String]] {
    try records(text).map { record in
        let members = try record.node.get().members ?? []
        return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.text ?? "") })
    }
}

private func problem(_ text: String) -> DocumentProblem? {
    let problems = records(text).compactMap { record -> DocumentProblem? in
        if case .failure(let problem) = record.node { problem } else { nil }
    }
    return problems.first
}

struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a": "1", "b": "2"]]), ("a,b\r\n1,2\r\n", [["a": "1", "b": "2"]]),
        ("a,b\n1,2", [["a": "1", "b": "2"]]), ("\u{feff}a\n1\n", [["a": "1"]]),
        ("a\n\n1\n\r\n2\n", [["a": "1"], ["a": "2"]]), ("a,b\n,2\n", [["b": "2"]]),
        ("a,b\n\"\",2\n", [["a": "", "b": "2"]]),
        ("a\n\"x, \"\"y\"\"\nz\"\n", [["a": "x, \"y\"\nz"]]),
        ("\"a b\",é\n 1 ,🎬\n", [["a b": " 1 ", "é": "🎬"]]), ("a\n\"1\"\r\n", [["a": "1"]]),
        ("a\n", []), ("", []), ("a\n1\r2\n", [["a": "1\r2"]]),
    ])
    func `records become texts by their columns`(
        text: String,
        expected: [[String: String]]
    ) throws {
        #expect(try cells(text) == expected)
    }

    @Test func `a split at any byte changes nothing`() {
        let bytes = Array("\u{feff}a,\"b\"\r\n\"é\n\"\"\",x\n1,2,3\n\"z\"y,1\n4,5".utf8)
        let whole = records([bytes]).map(\.node)
        #expect(whole.count == 4)
        for index in 0...bytes.count {
            let halves = [Array(bytes[..<index]), Array(bytes[index...])]
            #expect(records(halves).map(\.node) == whole, "\(index)")
        }
    }

    @Test func `cells know where they stand`() throws {
        let record = records("a,b,c\n1,\"é\nx\",🎬3\n")[0]
        let spans = try #require(try record.node.get().members).map(\.value.span)
        #expect(spans[0] == TextSpan(line: 2, column: 1, endLine: 2, endColumn: 2))
        #expect(spans[1] == TextSpan(line: 2, column: 3, endLine: 3, endColumn: 3))
        #expect(spans[2] == TextSpan(line: 3, column: 4, endLine: 3, endColumn: 6))
        #expect(record.text.line(around: spans[2])?.text == "x\",🎬3")
    }

    @Test(arguments: [
        ("a,b\n1\n", "2 values, as the first line has", 2, 1),
        ("a,b\n1,2,3\n", "2 values, as the first line has", 2, 5),
        ("a\n\"x\"y\n", "a comma behind a closing quote", 2, 4),
        ("a\n\"x\"\r\"y\"\n", "a comma behind a closing quote", 2, 5),
        ("a\nx\"y\n", "quotes around a value that holds one", 2, 2),
        ("a,\n1,2\n", "a name for each column", 1, 3),
        ("a;b\n1;2\n", "commas between the columns", 1, 1),
        ("a\tb\n", "commas between the columns", 1, 1),
    ])
    func `what is no table is told with its place`(
        text: String,
        words: String,
        line: Int,
        column: Int
    ) {
        let problem = problem(text)
        #expect(problem?.kind == .expected(words))
        #expect(problem?.span.line == line)
        #expect(problem?.span.column == column)
    }

    @Test func `a quoted record of 20 MB is one, whatever lines are in it`() {
        let chunk = Array(String(repeating: "x, \"\"\n", count: 200_000).utf8)
        let chunks =
            [Array("a\n\"".utf8)] + Array(repeating: chunk, count: 20) + [Array("\"\n2\n".utf8)]
        let records = records(chunks)
        #expect(records.map { (try? $0.node.get()["a"]?.text) ?? nil } == [nil, "2"])
    }

    @Test func `quotes that are never closed are told where they open`() {
        let problem = problem("a\n1\n\"x\n2\n")
        #expect(problem?.kind == .endsEarly)
        #expect(problem?.span.line == 3)
    }

    @Test func `a column that occurs twice is told, and nothing behind it`() {
        let records = records("a,b,a\n1,2,3\n")
        #expect(records.count == 1)
        #expect(problem("a,b,a\n1,2,3\n")?.kind == .duplicateKey("a"))
    }

    @Test func `a bad record does not stop the rest`() {
        let records = records("a\n1\nx\"y\n2\n")
        #expect(records.map { (try? $0.node.get()) != nil } == [true, false, true])
    }

    @Test func `bytes that are no UTF-8 spoil one record only`() {
        let records = records([Array("a\n".utf8) + [0xff, 0x0a, 0x31, 0x0a]])
        #expect(records.map { (try? $0.node.get()) != nil } == [false, true])
    }

    @Test func `a record of 20 MB is refused in little memory and the next is read`() {
        let chunk = [UInt8](repeating: UInt8(ascii: "1"), count: 1 << 20)
        let chunks =
            [Array("a\n".utf8)] + Array(repeating: chunk, count: 20) + [Array("\n2\n".utf8)]
        let records = records(chunks)
        #expect(records.count == 2)
        guard case .failure(let problem)? = records.first?.node else {
            Issue.record("it was read")
            return
        }
        #expect(problem.kind == .tooLarge(limit: JSONReader.largestDocument))
        #expect(problem.span.line == 2)
        #expect(problem.span.column == 1)
        #expect((try? records.last?.node.get()["a"]?.text) == "2")
    }
}
