package import PreflightModel

/// Cuts a stream of bytes into lines, each of which is one JSON document.
///
/// It does no input: bytes are handed in as they come. A line over the limit is not kept.
package struct NDJSONReader {
    /// One line that is not blank.
    package struct Line: Hashable, Sendable {
        /// Its document, or what is wrong with it.
        package let node: Result<Node, DocumentProblem>
        /// What is written there; nothing of one that is too long.
        package let text: DocumentText
    }

    private var pending: [UInt8] = []
    private var isTooLong = false
    private var line = 1

    /// Begins at the first line.
    package init() {}

    /// The lines that `bytes` complete.
    package mutating func take(_ bytes: some Collection<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0a) {
            keep(rest[..<end])
            if let result = finishLine() { lines.append(result) }
            rest = rest[rest.index(after: end)...]
        }
        keep(rest)
        return lines
    }

    /// The last line, when it has no line feed.
    package mutating func finish() -> Line? { finishLine() }

    private mutating func keep(_ bytes: some Collection<UInt8>) {
        guard !isTooLong else { return }
        guard pending.count + bytes.count <= JSONReader.largestDocument else {
            isTooLong = true
            pending = []
            return
        }
        pending += bytes
    }

    private mutating func finishLine() -> Line? {
        let text = DocumentText(line: pending, number: line)
        defer {
            pending = []
            isTooLong = false
            line += 1
        }
        if isTooLong {
            let place = TextSpan(line: line, column: 1, endLine: line, endColumn: 1)
            let problem = DocumentProblem(.tooLarge(limit: JSONReader.largestDocument), at: place)
            return Line(node: .failure(problem), text: text)
        }
        let isBlank = pending.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
        guard !isBlank else { return nil }
        do throws(DocumentProblem) {
            let node = try JSONReader.read(pending, firstLine: line)
            return Line(node: .success(node), text: text)
        } catch {
            return Line(node: .failure(error), text: text)
        }
    }
}
