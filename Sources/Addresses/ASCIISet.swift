/// A set of ASCII characters, which tells at one look whether a byte is one of them.
struct ASCIISet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    /// The characters of a text that holds nothing but ASCII.
    init(_ characters: String) {
        for byte in characters.utf8 { insert(byte) }
    }

    /// Letters and digits, and the characters of a text.
    static func lettersDigits(and characters: String = "") -> ASCIISet {
        var set = ASCIISet(characters)
        for byte in UInt8(0)..<0x80 where byte.isASCIILetterOrDigit { set.insert(byte) }
        return set
    }

    private mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << byte } else if byte < 128 { high |= 1 << (byte - 64) }
    }

    func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case ..<64: low >> byte & 1 == 1
        case ..<128: high >> (byte - 64) & 1 == 1
        default: false
        }
    }
}

extension UInt8 {
    var isASCIILetter: Bool { (0x61...0x7a).contains(self | 0x20) }
    var isASCIILetterOrDigit: Bool { isASCIILetter || (0x30...0x39).contains(self) }
}
