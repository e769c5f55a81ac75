package import PreflightModel

/// Cuts a stream of bytes into stretches of whole lines, each of which is one JSON document.
///
/// It does no input: bytes are handed in as they come, and lines are read by whoever takes the
/// stretch. A line over the limit is not kept.
package struct NDJSONReader {
    private var pending: [UInt8] = []
    private var isTooLong = false
    private var line = 1

    /// Begins at the first line.
    package init() {}

    /// The lines that `bytes` complete, if there are any.
    package mutating func take(_ bytes: [UInt8]) -> NDJSONLines? {
        guard let last = bytes.lastIndex(of: LineFeed.byte) else {
            keep(bytes[...])
            return nil
        }
        let first = LineFeed.index(in: bytes, from: 0) ?? last
        let isFirstTooLong = isTooLong || pending.count + first > JSONReader.largestDocument
        let whole =
            isFirstTooLong ? Array(bytes[(first + 1)..<(last + 1)]) : pending + bytes[...last]
        let lines = NDJSONLines(whole, firstLine: line, lacksFirst: isFirstTooLong)
        line += lines.lineCount
        pending = []
        isTooLong = false
        keep(bytes[(last + 1)...])
        return lines
    }

    /// The last line, when it has no line feed.
    package mutating func finish() -> NDJSONLines? {
        defer { self = NDJSONReader() }
        guard isTooLong || !pending.isEmpty else { return nil }
        return NDJSONLines(pending, firstLine: line, lacksFirst: isTooLong)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        guard pending.count + bytes.count <= JSONReader.largestDocument else {
            isTooLong = true
            pending = []
            return
        }
        pending += bytes
    }
}

/// Lines of a stream that follow each other, of which each that is not blank is a JSON document.
package struct NDJSONLines: Sendable {
    /// One line that is not blank.
    package struct Line: Sendable {
        /// Its document, or what is wrong with it.
        package let node: Result<Node, DocumentProblem>
        /// What is written there; nothing of one that is too long.
        package let text: DocumentText
    }

    /// How many bytes the lines have.
    package var byteCount: Int { bytes.count }

    /// How many of the lines are not blank.
    package let count: Int
    /// How many lines there are, blank ones too.
    fileprivate let lineCount: Int

    private let bytes: [UInt8]
    private let firstLine: Int
    // The first line was too long to be kept; the bytes are those of the others.
    private let lacksFirst: Bool

    fileprivate init(_ bytes: [UInt8], firstLine: Int, lacksFirst: Bool) {
        self.bytes = bytes
        self.firstLine = firstLine
        self.lacksFirst = lacksFirst
        var counts = (all: lacksFirst ? 1 : 0, written: lacksFirst ? 1 : 0)
        Self.forEachLine(of: bytes) { line in
            counts.all += 1
            if !Self.isBlank(bytes, line) { counts.written += 1 }
        }
        count = counts.written
        lineCount = counts.all
    }

    private init(_ bytes: [UInt8], line: Int, lacksFirst: Bool) {
        self.bytes = bytes
        self.lacksFirst = lacksFirst
        firstLine = line
        count = 1
        lineCount = 1
    }

    /// Whether an http address seems to be written in one of the lines.
    package var mentionAddresses: Bool {
        let mark = Array("\"http".utf8)
        var rest = bytes[...]
        while let quote = rest.firstIndex(of: mark[0]) {
            if rest[quote...].starts(with: mark) { return true }
            rest = rest[(quote + 1)...]
        }
        return false
    }

    /// The lines that are not blank, read as far as they can be.
    package func read() -> [Line] {
        var lines: [Line] = []
        lines.reserveCapacity(count)
        forEachDocument { line, number in lines.append(read(line, number)) }
        return lines
    }

    /// The lines that are not blank, each for itself and unread.
    package func singles() -> [NDJSONLines] {
        var singles: [NDJSONLines] = []
        forEachDocument { line, number in
            singles.append(
                NDJSONLines(Array(bytes[line ?? 0..<0]), line: number, lacksFirst: line == nil)
            )
        }
        return singles
    }

    // A line that was too long has no bytes.
    private func forEachDocument(_ body: (Range<Int>?, Int) -> Void) {
        var number = firstLine
        if lacksFirst {
            body(nil, number)
            number += 1
        }
        Self.forEachLine(of: bytes) { line in
            if !Self.isBlank(bytes, line) { body(line, number) }
            number += 1
        }
    }

    private func read(_ line: Range<Int>?, _ number: Int) -> Line {
        guard let line, line.count <= JSONReader.largestDocument else {
            let place = TextSpan(line: number, column: 1, endLine: number, endColumn: 1)
            let problem = DocumentProblem(.tooLarge(limit: JSONReader.largestDocument), at: place)
            return Line(node: .failure(problem), text: DocumentText([], firstLine: number))
        }
        let text = DocumentText(lineAt: line, of: bytes, number: number)
        do throws(DocumentProblem) {
            let node = try JSONReader.read(bytes, in: line, firstLine: number)
            return Line(node: .success(node), text: text)
        } catch {
            return Line(node: .failure(error), text: text)
        }
    }

    private static func forEachLine(of bytes: [UInt8], _ body: (Range<Int>) -> Void) {
        var start = 0
        while start < bytes.count {
            let end = LineFeed.index(in: bytes, from: start) ?? bytes.count
            body(start..<end)
            start = end + 1
        }
    }

    private static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
        line.allSatisfy { bytes[$0] == 0x20 || bytes[$0] == 0x09 || bytes[$0] == 0x0d }
    }
}
