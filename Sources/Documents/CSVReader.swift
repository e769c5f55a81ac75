package import PreflightModel

/// Reads a stream of comma-separated values (RFC 4180) record by record.
///
/// The first record names the columns. Each further one becomes an object whose values are texts:
/// what they mean is for a schema to say. A cell with nothing in it, not even quotes, is no member.
/// A byte order mark before the first record is passed over, because spreadsheets write it.
package struct CSVReader {
    /// One record behind the first.
    package struct Record: Sendable {
        /// Its object, or what is wrong with it.
        package let node: Result<Node, DocumentProblem>
        /// What is written there.
        package let text: DocumentText
        /// The names of the columns, once they are known.
        package let columns: [String]
    }

    private struct Cell {
        var bytes: [UInt8] = []
        var isQuoted = false
        let start: TextCursor
        var end: TextCursor

        init(at cursor: TextCursor) {
            start = cursor
            end = cursor
        }

        var text: String? { String(validating: bytes, as: UTF8.self) }

        var span: TextSpan {
            TextSpan(
                line: start.line,
                column: start.column,
                endLine: end.line,
                endColumn: end.column
            )
        }
    }

    private enum State {
        case atCell, inPlain, inQuotes, behindQuote, behindReturn
        /// The rest of the line cannot be understood.
        case lost(DocumentProblem)
    }

    private var state = State.atCell
    private var cursor = TextCursor()
    private var recordLine = 1
    private var raw: [UInt8] = []
    private var cells: [Cell] = []
    private var cell = Cell(at: TextCursor())
    private var names: [String]?
    // Without names nothing can be said of what follows.
    private var isUnusable = false
    private var isAtStart = true
    // Whether line feeds are part of a record that is too long.
    private var isLostInQuotes: Bool?

    /// Begins at the first record.
    package init() {}

    /// The records that `bytes` complete.
    package mutating func take(_ bytes: [UInt8]) -> [Record] {
        var records: [Record] = []
        for byte in bytes where !isUnusable {
            if let record = take(byte) { records.append(record) }
        }
        return records
    }

    /// The last record, when it has no line feed, and what is wrong with a file that names no columns.
    package mutating func finish() -> Record? {
        guard !isUnusable, !raw.isEmpty else { return nil }
        if case .inQuotes = state { lose(.endsEarly, at: cell.start) }
        return finishRecord()
    }

    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    private mutating func take(_ byte: UInt8) -> Record? {
        raw.append(byte)
        if isAtStart {
            if raw.count <= Self.mark.count, Self.mark.starts(with: raw) {
                if raw.count == Self.mark.count { (raw, isAtStart) = ([], false) }
                return nil
            }
            // What began like a mark was none.
            isAtStart = false
            let begun = raw
            raw = []
            var record: Record?
            for byte in begun { record = take(byte) }
            return record
        }
        if raw.count > JSONReader.largestDocument {
            // Nothing of it is kept, and what stands behind it in its line is not even counted.
            raw = []
            cells = []
            cell = Cell(at: TextCursor(line: recordLine))
            if case .lost = state {
            } else {
                if case .inQuotes = state { isLostInQuotes = true } else { isLostInQuotes = false }
                lose(.tooLarge(limit: JSONReader.largestDocument), at: cell.start)
            }
        }
        defer { if byte & 0xc0 != 0x80 { cursor.pass(byte) } }
        switch (state, byte) {
        case (.inQuotes, UInt8(ascii: "\"")): state = .behindQuote
        case (.inQuotes, _): cell.bytes.append(byte)
        case (.lost, UInt8(ascii: "\"")): isLostInQuotes = isLostInQuotes.map { !$0 }
        case (.lost, LineFeed.byte) where isLostInQuotes == true: break
        case (.lost, LineFeed.byte), (.atCell, LineFeed.byte), (.inPlain, LineFeed.byte),
            (.behindQuote, LineFeed.byte), (.behindReturn, LineFeed.byte):
            let record = finishRecord()
            cell = Cell(at: cursor.behind(byte))
            recordLine = cell.start.line
            return record
        case (.lost, _): break
        case (.atCell, UInt8(ascii: ",")), (.inPlain, UInt8(ascii: ",")),
            (.behindQuote, UInt8(ascii: ",")):
            finishCell()
            cell = Cell(at: cursor.behind(byte))
            state = .atCell
        case (.atCell, UInt8(ascii: "\"")):
            cell.isQuoted = true
            state = .inQuotes
        case (.behindQuote, UInt8(ascii: "\"")):
            cell.bytes.append(byte)
            state = .inQuotes
        case (.behindQuote, 0x0d): state = .behindReturn
        case (.behindQuote, _), (.behindReturn, _):
            lose(.expected("a comma behind a closing quote"))
        case (.inPlain, UInt8(ascii: "\"")): lose(.expected("quotes around a value that holds one"))
        case (.atCell, _), (.inPlain, _):
            cell.bytes.append(byte)
            state = .inPlain
        }
        return nil
    }

    private mutating func lose(_ kind: DocumentProblem.Kind, at place: TextCursor? = nil) {
        let place = place ?? cursor
        let span = TextSpan(
            line: place.line,
            column: place.column,
            endLine: place.line,
            endColumn: place.column + 1
        )
        state = .lost(DocumentProblem(kind, at: span))
    }

    private mutating func finishCell(endsRecord: Bool = false) {
        if endsRecord, !cell.isQuoted, cell.bytes.last == 0x0d { cell.bytes.removeLast() }
        cell.end = cell.isQuoted ? cursor : cell.start.behind(cell.bytes)
        cells.append(cell)
    }

    // MARK: Records

    private mutating func finishRecord() -> Record? {
        if case .lost = state {} else { finishCell(endsRecord: true) }
        defer {
            state = .atCell
            isLostInQuotes = nil
            raw = []
            cells = []
        }
        if cells.count == 1, cells[0].bytes.isEmpty, !cells[0].isQuoted { return nil }
        do throws(DocumentProblem) {
            if case .lost(let problem) = state { throw problem }
            guard let names else {
                try readNames()
                return nil
            }
            let node = try object(names)
            return Record(node: .success(node), text: text, columns: names)
        } catch {
            isUnusable = names == nil
            return Record(node: .failure(error), text: text, columns: names ?? [])
        }
    }

    private var text: DocumentText { DocumentText(raw, firstLine: recordLine) }

    private mutating func readNames() throws(DocumentProblem) {
        var names: [String] = []
        for cell in cells {
            guard let name = cell.text else { throw DocumentProblem(.invalidUTF8, at: cell.span) }
            guard !name.isEmpty else {
                throw DocumentProblem(.expected("a name for each column"), at: cell.span)
            }
            guard cells.count > 1 || !name.contains(where: { ";\t".contains($0) }) else {
                throw DocumentProblem(.expected("commas between the columns"), at: cell.span)
            }
            guard !names.contains(name) else {
                throw DocumentProblem(.duplicateKey(name), at: cell.span)
            }
            names.append(name)
        }
        self.names = names
    }

    private func object(_ names: [String]) throws(DocumentProblem) -> Node {
        guard cells.count == names.count else {
            let odd = cells.count > names.count ? cells[names.count] : cells[cells.count - 1]
            throw DocumentProblem(
                .expected("\(names.count) values, as the first line has"),
                at: odd.span
            )
        }
        var members: [Node.Member] = []
        for (name, cell) in zip(names, cells) where cell.isQuoted || !cell.bytes.isEmpty {
            guard let text = cell.text else { throw DocumentProblem(.invalidUTF8, at: cell.span) }
            members.append(
                Node.Member(
                    key: name,
                    keySpan: cell.span,
                    value: Node(.string(text), at: cell.span)
                )
            )
        }
        let span = TextSpan(
            line: recordLine,
            column: 1,
            endLine: cells[cells.count - 1].span.endLine,
            endColumn: cells[cells.count - 1].span.endColumn
        )
        return Node(.object(members), at: span)
    }
}

extension TextCursor {
    /// The place behind the character that begins with `byte`.
    fileprivate func behind(_ byte: UInt8) -> TextCursor {
        var next = self
        next.pass(byte)
        return next
    }

    /// The place behind a text.
    fileprivate func behind(_ text: [UInt8]) -> TextCursor {
        var next = self
        for byte in text where byte & 0xc0 != 0x80 { next.pass(byte) }
        return next
    }
}
