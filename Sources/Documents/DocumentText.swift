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

    /// Whether one of the names seems to be written as a key or as the name of a column.
    package func mentionsKey(among names: some Sequence<String>) -> Bool {
        names.contains { name in
            let name = Array(name.utf8)
            var start = extent.lowerBound
            while start + name.count <= extent.upperBound {
                if bytes[start] == name.first, isKey(name, at: start) { return true }
                start += 1
            }
            return false
        }
    }

    private func isKey(_ name: [UInt8], at start: Int) -> Bool {
        let isInWord = start > extent.lowerBound && isWord(bytes[start - 1])
        guard !isInWord, bytes[start..<extent.upperBound].starts(with: name) else { return false }
        let behind = bytes[(start + name.count)..<extent.upperBound]
        guard let next = behind.first(where: { $0 != 0x22 && $0 != 0x27 && $0 != 0x20 }) else {
            return true
        }
        return ":;,\t\r\n".utf8.contains(next)
    }

    private func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte >= 0x80
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
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

    /// The columns of a span in other units than code points; `nil` in lines that are very long.
    package func columns(of span: TextSpan) -> ColumnUnits? {
        guard let first = units(before: span.column, inLine: span.line),
            let last = units(before: span.endColumn, inLine: span.endLine)
        else { return nil }
        return ColumnUnits(
            utf8: .init(start: first.utf8 + 1, end: last.utf8 + 1),
            utf16: .init(start: first.utf16 + 1, end: last.utf16 + 1)
        )
    }

    /// What stands further behind in its line, in bytes, has no columns in other units.
    private static let longestCount = 1 << 20

    private func units(before column: Int, inLine number: Int) -> (utf8: Int, utf16: Int)? {
        let index = number - firstLine
        guard starts.indices.contains(index) else { return nil }
        var units = (utf8: 0, utf16: 0)
        var left = column - 1
        var offset = starts[index]
        while left > 0, offset < extent.upperBound {
            guard units.utf8 < Self.longestCount else { return nil }
            // Each byte but those that continue a character begins one.
            var length = 1
            while offset + length < extent.upperBound, bytes[offset + length] & 0xc0 == 0x80 {
                length += 1
            }
            offset += length
            units.utf8 += length
            units.utf16 += length == 4 ? 2 : 1
            left -= 1
        }
        return left == 0 ? units : nil
    }
}
