package import PreflightModel

/// Reads one JSON document strictly by RFC 8259 into nodes that know their places.
///
/// Duplicate keys are kept: whether they are a defect is for a rule to say.
package struct JSONReader {
    /// How deep arrays and objects may be nested.
    package static let deepestNesting = 128
    /// The largest document or line, in bytes.
    package static let largestDocument = 16 << 20

    private let bytes: [UInt8]
    private let end: Int
    private var offset: Int
    private var cursor: TextCursor

    /// Reads a whole document whose first line has the number `line`.
    package static func read(
        _ bytes: [UInt8],
        firstLine line: Int = 1
    ) throws(DocumentProblem) -> Node {
        try read(bytes, in: bytes.indices, firstLine: line)
    }

    /// Reads the document that a part of `bytes` is.
    static func read(
        _ bytes: [UInt8],
        in extent: Range<Int>,
        firstLine line: Int
    ) throws(DocumentProblem) -> Node {
        var reader = JSONReader(bytes, extent, line: line)
        guard extent.count <= largestDocument else {
            throw reader.problem(.tooLarge(limit: largestDocument))
        }
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        if bytes[extent].starts(with: mark) { throw reader.problem(.byteOrderMark) }
        reader.skipSpace()
        let node = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.offset == reader.end else { throw reader.problem(.trailingContent) }
        return node
    }

    private init(_ bytes: [UInt8], _ extent: Range<Int>, line: Int) {
        self.bytes = bytes
        offset = extent.lowerBound
        end = extent.upperBound
        cursor = TextCursor(line: line)
    }

    // MARK: Values

    private mutating func value(depth: Int) throws(DocumentProblem) -> Node {
        let start = cursor
        switch peek {
        case UInt8(ascii: "{") where depth == Self.deepestNesting,
            UInt8(ascii: "[") where depth == Self.deepestNesting:
            throw problem(.tooDeep(limit: Self.deepestNesting))
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""):
            let text = try string()
            return Node(.string(text), at: span(from: start))
        case .some(let byte) where byte == UInt8(ascii: "-") || isDigit(byte):
            let text = try number()
            return Node(.number(text), at: span(from: start))
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw problem(.endsEarly)
        default: throw unexpected("a value")
        }
    }

    private mutating func object(depth: Int) throws(DocumentProblem) -> Node {
        let start = cursor
        var members: [Node.Member] = []
        advance()
        skipSpace()
        if peek == UInt8(ascii: "}") {
            advance()
            return Node(.object([]), at: span(from: start))
        }
        while true {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else {
                if peek == UInt8(ascii: "}") { throw trailingComma(of: members.last?.value) }
                throw unexpected("a key in double quotes")
            }
            let keyStart = cursor
            let key = try string()
            let keySpan = span(from: keyStart)
            skipSpace()
            guard peek == UInt8(ascii: ":") else { throw unexpected("a colon") }
            advance()
            skipSpace()
            let value = try value(depth: depth + 1)
            members.append(Node.Member(key: key, keySpan: keySpan, value: value))
            skipSpace()
            switch peek {
            case UInt8(ascii: ","): advance()
            case UInt8(ascii: "}"):
                advance()
                return Node(.object(members), at: span(from: start))
            default: throw unexpected("a comma or a closing brace")
            }
        }
    }

    private mutating func array(depth: Int) throws(DocumentProblem) -> Node {
        let start = cursor
        var elements: [Node] = []
        advance()
        skipSpace()
        if peek == UInt8(ascii: "]") {
            advance()
            return Node(.array([]), at: span(from: start))
        }
        while true {
            skipSpace()
            if peek == UInt8(ascii: "]") { throw trailingComma(of: elements.last) }
            elements.append(try value(depth: depth + 1))
            skipSpace()
            switch peek {
            case UInt8(ascii: ","): advance()
            case UInt8(ascii: "]"):
                advance()
                return Node(.array(elements), at: span(from: start))
            default: throw unexpected("a comma or a closing bracket")
            }
        }
    }

    private mutating func word(
        _ text: StaticString,
        _ value: Node.Value
    ) throws(DocumentProblem) -> Node {
        let start = cursor
        for byte in text.description.utf8 {
            guard peek == byte else {
                guard peek != nil else { throw problem(.endsEarly) }
                offset -= cursor.column - start.column
                cursor = start
                throw unexpected("a value")
            }
            advance()
        }
        return Node(value, at: span(from: start))
    }

    private mutating func number() throws(DocumentProblem) -> String {
        let start = offset
        if peek == UInt8(ascii: "-") { advance() }
        let first = cursor
        if peek == UInt8(ascii: "0") {
            advance()
            if let next = peek, isDigit(next) { throw problem(.foreign(.leadingZero), from: first) }
        } else {
            try digits()
        }
        if peek == UInt8(ascii: ".") {
            advance()
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            advance()
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { advance() }
            try digits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private mutating func digits() throws(DocumentProblem) {
        guard let first = peek, isDigit(first) else { throw unexpected("a digit") }
        while let digit = peek, isDigit(digit) { advance() }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    // MARK: Strings

    private mutating func string() throws(DocumentProblem) -> String {
        advance()
        let start = offset
        passPlainText()
        // Most texts are plain from quote to quote.
        if peek == UInt8(ascii: "\"") {
            defer { advance() }
            return String(decoding: bytes[start..<offset], as: UTF8.self)
        }
        var text: [UInt8] = []
        text.reserveCapacity(max(2 * (offset - start), 256))
        text += bytes[start..<offset]
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                advance()
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0x0a, 0x0d: throw problem(.foreign(.lineEnd))
            case 0..<0x20: throw problem(.controlCharacter(byte))
            case 0x20..<0x80:
                let start = offset
                passPlainText()
                text += bytes[start..<offset]
            default:
                guard let length = UTF8Sequence.length(in: bytes[..<end], at: offset) else {
                    throw problem(.invalidUTF8)
                }
                text += bytes[offset..<offset + length]
                advance(length)
            }
        }
        throw problem(.endsEarly)
    }

    /// Moves behind what is ASCII and stands for itself.
    private mutating func passPlainText() {
        let start = offset
        offset = unsafe bytes.withUnsafeBufferPointer { bytes in
            var next = start
            while next < end, unsafe JSONReader.isPlain(bytes[next]) { next += 1 }
            return next
        }
        cursor.passInLine(offset - start)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    private mutating func escape(into text: inout [UInt8]) throws(DocumentProblem) {
        let start = cursor
        advance()
        guard let letter = peek else { throw problem(.endsEarly) }
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): return text += try escapedScalar(from: start).utf8Bytes
        default: throw unexpected("an escape")
        }
        advance()
    }

    private mutating func escapedScalar(
        from start: TextCursor
    ) throws(DocumentProblem) -> Unicode.Scalar {
        let unit = try hexadecimal()
        guard unit & 0xf800 == 0xd800 else { return scalar(UInt32(unit)) }
        guard unit < 0xdc00, peek == UInt8(ascii: "\\"), offset + 1 < end,
            bytes[offset + 1] == UInt8(ascii: "u")
        else { throw problem(.loneSurrogate, from: start) }
        advance()
        let low = try hexadecimal()
        guard low & 0xfc00 == 0xdc00 else { throw problem(.loneSurrogate, from: start) }
        return scalar(0x10000 + UInt32(unit & 0x3ff) << 10 + UInt32(low & 0x3ff))
    }

    private func scalar(_ code: UInt32) -> Unicode.Scalar { Unicode.Scalar(code) ?? "\u{fffd}" }

    private mutating func hexadecimal() throws(DocumentProblem) -> UInt16 {
        advance()
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = peek.flatMap(hexDigit) else {
                throw unexpected("four hexadecimal digits")
            }
            unit = unit << 4 | digit
            advance()
        }
        return unit
    }

    private func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    // MARK: Bytes and places

    private var peek: UInt8? { offset < end ? bytes[offset] : nil }

    private mutating func advance(_ count: Int = 1) {
        cursor.pass(bytes[offset])
        offset += count
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
            advance()
        }
    }

    private func span(from start: TextCursor) -> TextSpan {
        TextSpan(
            line: start.line,
            column: start.column,
            endLine: cursor.line,
            endColumn: cursor.column
        )
    }

    private func problem(_ kind: DocumentProblem.Kind, from start: TextCursor) -> DocumentProblem {
        DocumentProblem(kind, at: span(from: start))
    }

    private func problem(_ kind: DocumentProblem.Kind) -> DocumentProblem {
        var next = cursor
        if let byte = peek, byte != 0x0a { next.pass(byte) }
        return DocumentProblem(
            kind,
            at: TextSpan(
                line: cursor.line,
                column: cursor.column,
                endLine: next.line,
                endColumn: next.column
            )
        )
    }

    private func unexpected(_ expected: String) -> DocumentProblem {
        guard let byte = peek else { return problem(.endsEarly) }
        guard byte < 0x80 || UTF8Sequence.length(in: bytes[..<end], at: offset) != nil else {
            return problem(.invalidUTF8)
        }
        return foreign(expected) ?? problem(.expected(expected))
    }

    /// What stands here by the habits of other notations; `nil` when it is none that we know.
    private func foreign(_ expected: String) -> DocumentProblem? {
        guard expected != "an escape", expected != "four hexadecimal digits" else { return nil }
        let rest = bytes[offset..<end].prefix(100)
        if rest.starts(with: "//".utf8) || rest.starts(with: "/*".utf8) || rest.first == 0x23 {
            return problem(.foreign(.comment))
        }
        let isQuote =
            rest.first == UInt8(ascii: "'") || rest.first == UInt8(ascii: "`")
            || ["\u{201c}", "\u{201d}", "\u{2018}", "\u{2019}"].contains {
                rest.starts(with: $0.utf8)
            }
        if isQuote { return problem(.foreign(.otherQuotes)) }
        let word = rest.prefix { byte in
            isDigit(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == UInt8(ascii: "_")
        }
        guard let first = word.first, !isDigit(first) else { return nil }
        let text = String(decoding: word, as: UTF8.self)
        var last = cursor
        last.passInLine(word.count)
        let span = TextSpan(
            line: cursor.line,
            column: cursor.column,
            endLine: last.line,
            endColumn: last.column
        )
        switch expected {
        case "a key in double quotes": return DocumentProblem(.foreign(.bareKey), at: span)
        case "a value", "a digit": return DocumentProblem(.foreign(.word(text)), at: span)
        default: return nil
        }
    }

    // The comma is what is wrong: it stands behind the last value, before white space.
    private func trailingComma(of value: Node?) -> DocumentProblem {
        guard let end = value?.span else { return problem(.foreign(.trailingComma)) }
        var place = TextCursor(line: end.endLine)
        place.passInLine(end.endColumn - 1)
        var index = offset
        // Backwards to the comma, whose column follows from the white space before it.
        while index > 0, bytes[index] != UInt8(ascii: ",") { index -= 1 }
        var start = index
        while start > 0, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[start - 1]) { start -= 1 }
        for byte in bytes[start..<index] { place.pass(byte) }
        return DocumentProblem(
            .foreign(.trailingComma),
            at: TextSpan(
                line: place.line,
                column: place.column,
                endLine: place.line,
                endColumn: place.column + 1
            )
        )
    }
}

extension Unicode.Scalar {
    /// The scalar in UTF-8.
    fileprivate var utf8Bytes: UTF8.EncodedScalar {
        // Every scalar has an encoding.
        UTF8.encode(self) ?? UTF8.encodedReplacementCharacter
    }
}
