package import PreflightModel

/// The text of a document, of which lines can be shown.
package struct DocumentText: Sendable {
    private let bytes: [UInt8]
    // The part of the bytes that is this document.
    private let extent: Range<Int>
    private let firstLine: Int
    /// Where each line begins.
    private let starts: [Int]

    /// How much of a line is shown, in code points, and how much of that stands before a place.
    private static let longestStretch = 120
    private static let longestLead = 40
    /// What stands further behind in its line, in bytes, is told by its column alone.
    private static let longestSearch = 1 << 16

    /// Keeps a document whose first line has the number `firstLine`.
    package init(_ bytes: [UInt8], firstLine: Int = 1) {
        self.bytes = bytes
        extent = bytes.indices
        self.firstLine = firstLine
        var starts = [0]
        var start = 0
        while let end = LineFeed.index(in: bytes, from: start) {
            start = end + 1
            starts.append(start)
        }
        self.starts = starts
    }

    /// Keeps one line of a stream of documents, without its end.
    init(lineAt line: Range<Int>, of bytes: [UInt8], number: Int) {
        self.bytes = bytes
        extent = line
        firstLine = number
        starts = [line.lowerBound]
    }

    /// Whether one of the words is written anywhere.
    package func mentions(oneOf words: some Sequence<String>) -> Bool {
        let text = bytes[extent]
        return words.contains { word in
            let word = Array(word.utf8)
            guard let first = word.first else { return false }
            var rest = text
            while let start = rest.firstIndex(of: first) {
                if rest[start...].starts(with: word) { return true }
                rest = rest[(start + 1)...]
            }
            return false
        }
    }

    /// The line around the beginning of a span, if all of it `mayBeShown`.
    package func line(
        around span: TextSpan,
        mayBeShown: (String) -> Bool = { _ in true }
    ) -> SourceLine? {
        let index = span.line - firstLine
        guard starts.indices.contains(index) else { return nil }
        let end = index + 1 < starts.count ? starts[index + 1] - 1 : extent.upperBound
        let line = bytes[starts[index]..<end].prefix(Self.longestSearch)
        let whole = String(decoding: line, as: UTF8.self)
        guard mayBeShown(whole) else { return nil }
        let text = whole.unicodeScalars
        let lead = max(span.column - 1 - Self.longestLead, 0)
        let rest = text.dropFirst(lead)
        guard !rest.isEmpty else { return nil }
        let shown = rest.prefix(Self.longestStretch)
        let isWhole = shown.endIndex == text.endIndex && line.endIndex == end
        let ended = shown.last == "\r" ? shown.dropLast() : shown
        return SourceLine(
            String(String.UnicodeScalarView(ended)),
            column: lead + 1,
            isCut: !isWhole
        )
    }
}
