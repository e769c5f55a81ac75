/// A strict reader of JSON text (RFC 8259).
///
/// Foundation's decoder is no judge of what a server accepts: it takes `{"a":1,}` and never looks at
/// the strings and numbers that nobody asks for.
struct JSONText {
    /// The text is not JSON, or nested deeper than 512 levels.
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var place = 0

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads the one value that valid UTF-8 holds; of equal names in an object the last one counts.
    static func value(of bytes: [UInt8]) throws(Malformed) -> InputValue {
        var text = JSONText(bytes: bytes)
        let value = try text.value(depth: 0)
        guard text.next() == nil else { throw Malformed() }
        return value
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// The first byte after white space, which is not consumed.
    private mutating func next() -> UInt8? {
        while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { place += 1 }
        return current
    }

    private mutating func takes(_ token: String) -> Bool {
        guard current == token.utf8.first, bytes[place...].starts(with: token.utf8) else {
            return false
        }
        place += token.utf8.count
        return true
    }

    private mutating func value(depth: Int) throws(Malformed) -> InputValue {
        guard let first = next(), depth <= 512 else { throw Malformed() }
        switch first {
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "["):
            try items(depth: depth)
            return .list
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "n") where takes("null"): return .null
        case UInt8(ascii: "t") where takes("true"): return .flag(true)
        case UInt8(ascii: "f") where takes("false"): return .flag(false)
        default: return try number()
        }
    }

    private mutating func members(depth: Int) throws(Malformed) -> [String: InputValue] {
        var members: [String: InputValue] = [:]
        place += 1
        if next() == UInt8(ascii: "}") {
            place += 1
            return members
        }
        while true {
            guard next() == UInt8(ascii: "\"") else { throw Malformed() }
            let name = try string()
            guard next() != nil, takes(":") else { throw Malformed() }
            members[name] = try value(depth: depth + 1)
            guard next() != nil else { throw Malformed() }
            if takes("}") { return members }
            guard takes(",") else { throw Malformed() }
        }
    }

    private mutating func items(depth: Int) throws(Malformed) {
        place += 1
        if next() == UInt8(ascii: "]") {
            place += 1
            return
        }
        while true {
            _ = try value(depth: depth + 1)
            guard next() != nil else { throw Malformed() }
            if takes("]") { return }
            guard takes(",") else { throw Malformed() }
        }
    }

    private mutating func string() throws(Malformed) -> String {
        var text: [UInt8] = []
        place += 1
        while let byte = current, byte >= 0x20 {
            place += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                text += Array(String(try escape()).utf8)
            } else {
                text.append(byte)
            }
        }
        throw Malformed()
    }

    private static let escapes: [UInt8: Unicode.Scalar] = [
        0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r",
        0x74: "\t",
    ]

    private mutating func escape() throws(Malformed) -> Unicode.Scalar {
        guard let kind = current else { throw Malformed() }
        place += 1
        if let scalar = Self.escapes[kind] { return scalar }
        guard kind == UInt8(ascii: "u") else { throw Malformed() }
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, takes("\\u") else { throw Malformed() }
        let second = try codeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x1_0000 + ((first & 0x3FF) << 10 | second & 0x3FF))
        else { throw Malformed() }
        return scalar
    }

    private mutating func codeUnit() throws(Malformed) -> UInt32 {
        guard place + 4 <= bytes.count else { throw Malformed() }
        let digits = bytes[place..<place + 4].map { Character(Unicode.Scalar($0)) }
        place += 4
        guard digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
            let unit = UInt32(String(digits), radix: 16)
        else { throw Malformed() }
        return unit
    }

    private mutating func number() throws(Malformed) -> InputValue {
        let start = place
        _ = takes("-")
        if !takes("0") { try digits() }
        if takes(".") { try digits() }
        if takes("e") || takes("E") {
            if !takes("+") { _ = takes("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let whole = Int(text) { return .whole(whole) }
        guard let number = Double(text) else { throw Malformed() }
        guard number.isFinite, number.rounded() == number else { return .fraction(number) }
        // Beyond 64 bits it is still an integer, and beyond every bound.
        return .whole(Int(exactly: number) ?? (number < 0 ? .min : .max))
    }

    private mutating func digits() throws(Malformed) {
        let start = place
        while let byte = current, 0x30...0x39 ~= byte { place += 1 }
        guard place > start else { throw Malformed() }
    }
}
