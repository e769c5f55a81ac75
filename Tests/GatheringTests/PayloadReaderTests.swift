import Documents
import Foundation
import Gathering
import PreflightModel
import SystemPackage
import Testing

/// Payloads, one at a time.
struct PayloadReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func entries(
        _ text: String,
        _ format: DocumentFormat
    ) throws -> [PayloadBatch.Entry] {
        try entries(Array(text.utf8), format)
    }

    private func entries(
        _ bytes: [UInt8],
        _ format: DocumentFormat
    ) throws -> [PayloadBatch.Entry] {
        var reader = try PayloadReader(try folder.write("payloads", bytes), format)
        var entries: [PayloadBatch.Entry] = []
        while let batch = try reader.next() {
            entries += batch.entries()
            for isFetching in [true, false] {
                let parts = batch.split(forFetching: isFetching).flatMap { $0.entries() }
                #expect(parts.map(\.index) == batch.entries().map(\.index))
                #expect(parts.map(\.node) == batch.entries().map(\.node))
            }
        }
        return entries
    }

    private func text(_ entry: PayloadBatch.Entry) throws -> String? {
        try entry.node.get()["text"]?.text
    }

    @Test(
        arguments: [
            (DocumentFormat.json, "[{\"text\": \"a\"},\n {\"text\": \"b\"}]", [1, 2]),
            (.yaml, "- text: a\n- text: b\n", [1, 2]),
            (.yaml, "---\n- text: a\n- text: b\n---\n", [2, 3]),
        ]
    )
    func `a list is read element by element`(
        format: DocumentFormat,
        document: String,
        lines: [Int]
    ) throws {
        let entries = try entries(document, format)
        #expect(entries.map(\.index) == [1, 2])
        #expect(entries.map(\.pointer.description) == ["/0", "/1"])
        #expect(try entries.map(text) == ["a", "b"])
        #expect(try entries.map { try $0.node.get().span.line } == lines)
    }

    @Test(
        arguments: [
            (DocumentFormat.json, "{\"text\": \"a\"}"), (.yaml, "text: a\n"),
            (.ndjson, "{\"text\": \"a\"}\n"), (.ndjson, "{\"text\": \"a\"}"),
        ]
    )
    func `a single payload is the whole document`(format: DocumentFormat, document: String) throws {
        let entries = try entries(document, format)
        #expect(entries.map(\.index) == [1])
        #expect(entries.map(\.pointer) == [.root])
        #expect(try entries.map(text) == ["a"])
    }

    @Test func `documents of one file are counted on`() throws {
        let entries = try entries("text: a\n---\n- text: b\n- text: c\n--- \ntext: [\n", .yaml)
        #expect(entries.map(\.index) == [1, 2, 3, 4])
        #expect(entries.map(\.pointer.description) == ["", "/0", "/1", ""])
        #expect(try entries.prefix(3).map(text) == ["a", "b", "c"])
        #expect(throws: DocumentProblem.self) { try entries[3].node.get() }
    }

    @Test func `records are joined across the pieces in which they are read`() throws {
        let words = (1...3_000).map { "\"\($0)\n" + String(repeating: "é,", count: $0 % 47) + "\"" }
        let entries = try entries("text\n" + words.joined(separator: "\n"), .csv)
        #expect(try entries.map(text) == words.map { String($0.dropFirst().dropLast()) })
        #expect(entries.map(\.index) == Array(1...3_000))
        #expect(try entries[2].node.get().span.line == 6)
        #expect(entries[2].text.line(around: try entries[2].node.get().span)?.text == "\"3")
    }

    @Test func `lines that wait for the network are cut apart`() throws {
        let text = "{\"a\": \"https://h.example/a\"}\n{\"a\": 1}\n"
        var reader = try PayloadReader(try folder.write("payloads", Array(text.utf8)), .ndjson)
        let batch = try #require(try reader.next())
        #expect(batch.split(forFetching: true).map(\.count) == [1, 1])
        #expect(batch.split(forFetching: false).map(\.count) == [2])
    }

    @Test func `lines are joined across the pieces in which they are read`() throws {
        let words = (1...3_000).map { "line \($0) " + String(repeating: "é", count: $0 % 97) }
        let document = words.map { "{\"text\": \"\($0)\"}" }.joined(separator: "\n")
        #expect(document.utf8.count > 4 << 16)
        let entries = try entries(document, .ndjson)
        #expect(try entries.map(text) == words)
        #expect(entries.map(\.index) == Array(1...3_000))
        #expect(try entries.map { try $0.node.get().span.line } == Array(1...3_000))
    }

    @Test func `a broken line spoils no other and blank lines are none`() throws {
        let entries = try entries("{\"text\": \"a\"}\n\n{\"text\"\r\n{\"text\": \"b\"}\n", .ndjson)
        #expect(entries.map(\.index) == [1, 2, 3])
        #expect(throws: DocumentProblem.self) { try entries[1].node.get() }
        #expect(try text(entries[2]) == "b")
        #expect(try entries[2].node.get().span.line == 4)
    }

    @Test(
        arguments: [
            (DocumentFormat.json, "{\"text\": "), (.json, ""), (.json, "{} {}"), (.yaml, "a: [b"),
        ]
    )
    func `a document that cannot be read is one entry that says so`(
        format: DocumentFormat,
        document: String
    ) throws {
        let entries = try entries(document, format)
        #expect(entries.count == 1)
        #expect(throws: DocumentProblem.self) { try entries[0].node.get() }
    }

    @Test(arguments: [
        (DocumentFormat.json, "[]"), (.ndjson, ""), (.ndjson, "\n \n"), (.csv, "text\n"),
        (.csv, ""),
    ])
    func `nothing gives no entry`(format: DocumentFormat, document: String) throws {
        #expect(try entries(document, format).isEmpty)
    }

    @Test func `a document over the limit is refused`() throws {
        let limit = JSONReader.largestDocument
        let bytes = [UInt8](repeating: UInt8(ascii: " "), count: limit + 1)
        let entries = try entries(bytes + Array("{}".utf8), .json)
        #expect(entries.count == 1)
        guard case .failure(let problem)? = entries.first?.node else {
            Issue.record("it was read")
            return
        }
        #expect(problem.kind == .tooLarge(limit: limit))
    }

    @Test func `a file that is not there is not found`() {
        let path = folder.appending("none.json")
        #expect(throws: Obstacle.notFound) { _ = try PayloadReader(path, .json) }
    }

    @Test func `a directory is no payload file`() throws {
        let path = try folder.makeFolder("x.json")
        #expect(throws: Obstacle.directory) { _ = try PayloadReader(path, .json) }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a FIFO that nobody writes to does not block`() throws {
        let path = try folder.makeFIFO("x.json")
        #expect(throws: Obstacle.notRegular) { _ = try PayloadReader(path, .json) }
    }
}
