package import Documents
package import PreflightModel

/// Payloads of one file that follow each other.
///
/// Lines of JSON are read when they are asked for, so that several batches can be read at once.
package struct PayloadBatch: Sendable {
    /// One payload of a file, or what is wrong in its place.
    package struct Entry: Sendable {
        /// The number of the payload in its file, from 1.
        package let index: Int
        /// The value, or what is wrong with its document.
        package let node: Result<Node, DocumentProblem>
        /// Where the value stands in its document.
        package let pointer: JSONPointer
        /// The document, or the line of it, that holds the value.
        package let text: DocumentText
        /// Whether the value is all that its file holds.
        package let isDocument: Bool
        /// The columns of the table in which the value is a record, whose cells are all texts.
        package let columns: [String]?

        /// Whether the value is a record of a table.
        package var isRecord: Bool { columns != nil }
    }

    private enum Content {
        case lines(NDJSONLines)
        case entries(ArraySlice<Entry>)
    }

    private let content: Content
    // The number of the first line's payload; entries know theirs.
    private let firstIndex: Int

    init(_ entries: ArraySlice<Entry>) {
        content = .entries(entries)
        firstIndex = entries.first?.index ?? 1
    }

    init(_ lines: NDJSONLines, firstIndex: Int) {
        content = .lines(lines)
        self.firstIndex = firstIndex
    }

    /// How many payloads there are.
    package var count: Int {
        switch content {
        case .lines(let lines): lines.count
        case .entries(let entries): entries.count
        }
    }

    /// The bytes of its lines that have to be read.
    package var bytes: Int {
        if case .lines(let lines) = content { lines.byteCount } else { 0 }
    }

    /// The payloads.
    package func entries() -> [Entry] {
        switch content {
        case .entries(let entries): Array(entries)
        case .lines(let lines):
            lines.read().enumerated().map { offset, line in
                Entry(
                    index: firstIndex + offset,
                    node: line.node,
                    pointer: .root,
                    text: line.text,
                    isDocument: false,
                    columns: nil
                )
            }
        }
    }

    /// The same in batches that are best worked on side by side.
    ///
    /// What waits for the network waits for itself; what does not is cheaper together.
    package func split(forFetching: Bool) -> [PayloadBatch] {
        switch content {
        case .lines(let lines):
            guard forFetching, lines.count > 1, lines.mentionAddresses else { return [self] }
            return lines.singles().enumerated().map { offset, line in
                PayloadBatch(line, firstIndex: firstIndex + offset)
            }
        case .entries(let entries):
            let size = forFetching ? 1 : Self.entriesAtOnce
            return stride(from: entries.startIndex, to: entries.endIndex, by: size).map { start in
                PayloadBatch(entries[start..<min(start + size, entries.endIndex)])
            }
        }
    }

    private static let entriesAtOnce = 256
}
