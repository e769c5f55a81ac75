/// Writes JSON (RFC 8259) member by member as UTF-8.
///
/// The library's encoder takes twenty times as long as everything else that is done for an image,
/// and a report may hold a million of them.
struct JSONWriter: ~Copyable {
    private var text = TextMemory()
    private let isPretty: Bool
    private var depth: Int
    private var isFirst = true

    /// Begins with no text; a pretty value begins `depth` levels inside of others.
    init(isPretty: Bool = false, depth: Int = 0) {
        self.isPretty = isPretty
        self.depth = depth
    }

    /// Appends what was written.
    func append(to bytes: inout [UInt8]) { text.append(to: &bytes) }

    /// Writes an object, whose members `body` writes.
    mutating func object(_ body: (inout JSONWriter) -> Void) {
        nest(0x7b, 0x7d, body)
    }

    /// Writes a member that is an object.
    mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        key(name)
        nest(0x7b, 0x7d, body)
    }

    /// Writes a member that is an array of objects.
    mutating func array<Element>(
        _ name: StaticString,
        _ elements: [Element],
        _ body: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        nest(0x5b, 0x5d) { writer in
            for element in elements {
                writer.separate()
                writer.object { body(&$0, element) }
            }
        }
    }

    /// Writes a member that is an array of texts.
    mutating func array(_ name: StaticString, _ elements: [String]) {
        key(name)
        nest(0x5b, 0x5d) { writer in
            for element in elements {
                writer.separate()
                writer.string(element)
            }
        }
    }

    /// Writes a member that is a text, if there is one.
    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a member that is a whole number, if there is one.
    mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        if value < 0 { text.append(0x2d) }
        text.append(number: value.magnitude)
    }

    /// Writes a member that is true or false, if it is known.
    mutating func member(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name)
        append(value ? "true" : "false")
    }

    private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        text.append(open)
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if isPretty, !isFirst { breakLine() }
        isFirst = false
        text.append(close)
    }

    private mutating func key(_ name: StaticString) {
        separate()
        text.append(name: name)
        if isPretty { text.append(0x20) }
    }

    @inline(__always)
    private mutating func separate() {
        if !isFirst { text.append(0x2c) }
        isFirst = false
        if isPretty { breakLine() }
    }

    private mutating func breakLine() {
        text.append(0x0a)
        for _ in 0..<depth { append("  ") }
    }

    private mutating func append(_ literal: StaticString) {
        unsafe text.append(
            UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
        )
    }

    private mutating func string(_ value: String) {
        text.append(0x22)
        var value = value
        let isPlain = value.withUTF8 { bytes in
            guard unsafe bytes.isPlain else { return false }
            unsafe text.append(bytes)
            return true
        }
        if !isPlain {
            for scalar in value.unicodeScalars { append(scalar) }
        }
        text.append(0x22)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"", "\\":
            text.append(0x5c)
            text.append(UInt8(scalar.value))
        case "\n": append("\\n")
        case "\r": append("\\r")
        case "\t": append("\\t")
        default:
            guard scalar.isHarmful else {
                for byte in String(scalar).utf8 { text.append(byte) }
                return
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                append("\\u")
                for _ in digits.count..<4 { text.append(0x30) }
                for byte in digits.utf8 { text.append(byte) }
            }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a JSON text holds these bytes as they are.
    fileprivate var isPlain: Bool {
        let bytes = UnsafeRawBufferPointer(self)
        var offset = 0
        while offset + 8 <= count {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if word.hasSpecialByte { return false }
            offset += 8
        }
        while offset < count {
            if unsafe (UInt64(self[offset]) | UInt64.spaces << 8).hasSpecialByte { return false }
            offset += 1
        }
        return true
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080
    fileprivate static let spaces = 0x20 * ones

    /// Whether one of eight bytes is a control character, a quotation mark, a backslash, DEL or no
    /// ASCII.
    ///
    /// A subtraction borrows from the high bit of each byte that is smaller; one that is no ASCII
    /// has it set before.
    fileprivate var hasSpecialByte: Bool {
        func isZero(_ word: UInt64) -> UInt64 { (word &- Self.ones) & ~word }
        let marks =
            self | (self &- Self.spaces) | isZero(self ^ (0x22 * Self.ones))
            | isZero(self ^ (0x5c * Self.ones)) | isZero(self ^ (0x7f * Self.ones))
        return marks & Self.highBits != 0
    }
}
