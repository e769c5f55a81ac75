import Testing

@testable import Documents
import PreflightModel

private func lines(_ chunks: [[UInt8]]) -> [NDJSONLines.Line] {
    var reader = NDJSONReader()
    var stretches = chunks.compactMap { reader.take($0) }
    if let last = reader.finish() { stretches.append(last) }
    let lines = stretches.flatMap { $0.read() }
    #expect(stretches.map(\.count).reduce(0, +) == lines.count)
    #expect(
        stretches.flatMap { $0.singles() }.flatMap { $0.read() }.map(\.node) == lines.map(\.node)
    )
    return lines
}

private func lines(_ text: String) -> [NDJSONLines.Line] { lines([Array(text.utf8)]) }

private func values(_ lines: [NDJSONLines.Line]) -> [Node.Value?] {
    lines.map { try? $0.node.get().value }
}

private func line(of result: NDJSONLines.Line) -> Int {
    switch result.node {
    case .success(let node): node.span.line
    case .failure(let problem): problem.span.line
    }
}

struct NDJSONReaderTests {
    private let sample = "{\"é\": \"🎬\"}\r\n\n[1, 2\n  \t\r\n\"a\\u00e9\"\nnul\n{\"last\": true}"

    @Test func `each line is a document of its own`() {
        let lines = lines(sample)
        #expect(lines.map(line(of:)) == [1, 3, 5, 6, 7])
        #expect(lines.map { (try? $0.node.get()) != nil } == [true, false, true, false, true])
    }

    @Test func `a split at any byte changes nothing`() {
        let bytes = Array(sample.utf8)
        let whole = lines([bytes]).map(\.node)
        for index in 0...bytes.count {
            let halves = [Array(bytes[..<index]), Array(bytes[index...])]
            #expect(lines(halves).map(\.node) == whole, "\(index)")
        }
        #expect(lines(bytes.map { [$0] }).map(\.node) == whole)
    }

    @Test func `a bad line does not stop the rest`() {
        let lines = lines("1\n{\n2\n")
        #expect(values(lines) == [.number("1"), nil, .number("2")])
    }

    @Test func `a last line without a line feed is read`() {
        #expect(values(lines("1\n2")) == [.number("1"), .number("2")])
        #expect(values(lines("1\n2\n")) == [.number("1"), .number("2")])
    }

    @Test func `an empty stream has no lines`() {
        #expect(lines("").isEmpty)
        #expect(lines("\n\r\n \n").isEmpty)
    }

    @Test func `carriage returns at the end of a line are white space`() {
        #expect(values(lines("1\r\n2\r")) == [.number("1"), .number("2")])
    }

    @Test func `bytes that are no UTF-8 spoil one line only`() {
        let lines = lines([[0x22, 0xff, 0x22, 0x0a, 0x31, 0x0a]])
        #expect(values(lines) == [nil, .number("1")])
    }

    @Test func `a line of 20 MB is refused and the next is read`() throws {
        let chunk = [UInt8](repeating: UInt8(ascii: "1"), count: 1 << 20)
        let chunks = Array(repeating: chunk, count: 20) + [Array("\n{}\n".utf8)]
        let lines = lines(chunks)
        let limit = JSONReader.largestDocument
        let place = TextSpan(line: 1, column: 1, endLine: 1, endColumn: 1)
        #expect(lines.count == 2)
        #expect(lines.first?.node == .failure(DocumentProblem(.tooLarge(limit: limit), at: place)))
        #expect(try lines.last?.node.get().value == .object([]))
    }

    @Test func `a long last line is refused at the end`() {
        let line = [UInt8](repeating: UInt8(ascii: "1"), count: JSONReader.largestDocument + 1)
        let lines = lines([line])
        #expect(values(lines) == [nil])
    }

    @Test(arguments: [
        ("{\"a\": \"https://h.example\"}\n", true), ("{\"a\": \"http\"}\n", true),
        ("{\"a\": 1}\n", false), ("\"\"\"http", true), ("http\n", false), ("\"htt", false),
    ])
    func `addresses are told from other texts`(text: String, mentions: Bool) {
        var reader = NDJSONReader()
        let stretch = reader.take(Array(text.utf8)) ?? reader.finish()
        #expect(stretch?.mentionAddresses == mentions)
    }

    @Test func `each line is shown as it is written`() throws {
        let lines = lines("{\"a\": 1}\n\n  [2]\r\n")
        let shown = lines.map { line in
            (try? line.node.get()).flatMap { line.text.line(around: $0.span)?.text }
        }
        #expect(shown == ["{\"a\": 1}", "  [2]"])
    }
}
