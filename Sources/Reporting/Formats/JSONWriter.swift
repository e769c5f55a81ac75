/// Writes JSON (RFC 8259) member by member as UTF-8.
///
/// The library's encoder takes twenty times as long as everything else that is done for an image,
/// and a report may hold a million of them.
struct JSONWriter: ~Copyable {
    private var text: TextMemory
    private let isPretty: Bool
    private var depth: Int
    private var isFirst = true

    private init(in text: consuming TextMemory, isPretty: Bool, depth: Int) {
        self.text = text
        self.isPretty = isPretty
        self.depth = depth
    }

    /// Appends an object, whose members `body` writes; a pretty one begins `depth` levels inside of
    /// others.
    @inline(__always)
    static func appendObject(
        to bytes: inout [UInt8],
        isPretty: Bool = false,
        depth: Int = 0,
        _ body: (inout JSONWriter) -> Void
    ) {
        TextMemory.append(to: &bytes) { text in
            var writer = JSONWriter(in: text, isPretty: isPretty, depth: depth)
            writer.nest(0x7b, 0x7d, body)
            return writer.text
        }
    }

    /// The text of a pretty document that is one object, with a line feed at its end.
    static func document(_ body: (inout JSONWriter) -> Void) -> String {
        var text: [UInt8] = []
        appendObject(to: &text, isPretty: true, body)
        return String(decoding: text, as: UTF8.self) + "\n"
    }

    /// Writes a member that is an object.
    @inline(__always)
    mutating func object(_ name: StaticString, _ body: (inout JSONWriter) -> Void) {
        key(name)
        nest(0x7b, 0x7d, body)
    }

    /// Writes a member that is an array of objects.
    @inline(__always)
    mutating func array<Element>(
        _ name: StaticString,
        _ elements: [Element],
        _ body: (inout JSONWriter, Element) -> Void
    ) {
        key(name)
        guard !elements.isEmpty else {
            text.append("[]")
            return
        }
        nest(0x5b, 0x5d) { writer in
            for element in elements {
                writer.separate()
                writer.nest(0x7b, 0x7d) { body(&$0, element) }
            }
        }
    }

    /// Writes a member that is an array of texts.
    mutating func array(_ name: StaticString, _ elements: [String]) {
        key(name)
        nest(0x5b, 0x5d) { writer in
            // By their places: threads that count the references to a list that they share wait for
            // each other.
            for place in elements.indices {
                writer.separate()
                writer.string(elements[place])
            }
        }
    }

    /// Writes a member that is a text, if there is one.
    @inline(__always)
    mutating func member(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes a member that is a whole number, if there is one.
    @inline(__always)
    mutating func member(_ name: StaticString, _ value: Int?) {
        guard let value else { return }
        key(name)
        number(value)
    }

    /// Writes a member that is true or false.
    @inline(__always)
    mutating func member(_ name: StaticString, _ value: Bool) {
        key(name)
        truth(value)
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

    @inline(__always)
    private mutating func key(_ name: StaticString) {
        if isPretty { return prettyKey(name) }
        text.append(key: name, afterComma: !isFirst)
        isFirst = false
    }

    @inline(never)
    private mutating func prettyKey(_ name: StaticString) {
        separate()
        text.append(key: name, afterComma: false)
        text.append(0x20)
    }

    private mutating func number(_ value: Int) {
        if value < 0 { text.append(0x2d) }
        text.append(number: value.magnitude)
    }

    private mutating func truth(_ value: Bool) {
        if value { text.append("true") } else { text.append("false") }
    }

    @inline(__always)
    private mutating func separate() {
        if !isFirst { text.append(0x2c) }
        isFirst = false
        if isPretty { breakLine() }
    }

    @inline(never)
    private mutating func breakLine() {
        text.append(0x0a)
        for _ in 0..<depth { text.append("  ") }
    }

    private mutating func string(_ value: String) {
        let isPlain = unsafe value.utf8.withContiguousStorageIfAvailable {
            unsafe text.appendQuoted($0)
        }
        if isPlain ?? false { return }
        text.append(0x22)
        var last: Unicode.Scalar?
        for scalar in value.unicodeScalars {
            // A runner obeys `##[` wherever it stands.
            if scalar == "#", last == "#" {
                text.append("\\u0023")
            } else {
                append(scalar)
            }
            last = scalar
        }
        text.append(0x22)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"", "\\":
            text.append(0x5c)
            text.append(UInt8(scalar.value))
        case "\n": text.append("\\n")
        case "\r": text.append("\\r")
        case "\t": text.append("\\t")
        default:
            guard scalar.isHarmful else {
                for byte in String(scalar).utf8 { text.append(byte) }
                return
            }
            for unit in String(scalar).utf16 {
                let digits = String(unit, radix: 16)
                text.append("\\u")
                for _ in digits.count..<4 { text.append(0x30) }
                for byte in digits.utf8 { text.append(byte) }
            }
        }
    }
}
