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
        digits(of: value.magnitude)
    }

    /// Writes a member that is true or false, if it is known.
    mutating func member(_ name: StaticString, _ value: Bool?) {
        guard let value else { return }
        key(name)
        append(value ? "true" : "false")
    }

    private mutating func digits(of number: UInt) {
        if number > 9 { digits(of: number / 10) }
        text.append(UInt8(0x30 + number % 10))
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
        text.append(0x22)
        append(name)
        text.append(0x22)
        text.append(0x3a)
        if isPretty { text.append(0x20) }
    }

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
        literal.withUTF8Buffer { unsafe text.append($0) }
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
    /// Whether a JSON text holds these bytes as they are; all are looked at, many at once.
    fileprivate var isPlain: Bool {
        var special: UInt8 = 0
        for index in 0..<count {
            let byte = unsafe self[index]
            let isSpecial = byte < 0x20 || byte >= 0x7f || byte == 0x22 || byte == 0x5c
            special |= isSpecial ? 1 : 0
        }
        return special == 0
    }
}
