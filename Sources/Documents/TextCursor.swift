/// A place in a text that moves with each character: 1-based, columns in Unicode code points.
struct TextCursor {
    private(set) var line: Int
    private(set) var column = 1

    init(line: Int = 1) { self.line = line }

    /// Moves behind the character that begins with `byte`.
    mutating func pass(_ byte: UInt8) {
        if byte == 0x0a {
            line += 1
            column = 1
        } else {
            column += 1
        }
    }

    /// Moves behind so many characters that end no line.
    mutating func passInLine(_ count: Int) { column += count }
}

/// The rules of UTF-8 for one character (Unicode 15, table 3-7).
enum UTF8Sequence {
    /// The length of the well-formed character at `offset`; `nil` when it is ill-formed.
    static func length(in bytes: ArraySlice<UInt8>, at offset: Int) -> Int? {
        let lead = bytes[offset]
        let length: Int
        switch lead {
        case 0..<0x80: return 1
        case 0xc2...0xdf: length = 2
        case 0xe0...0xef: length = 3
        case 0xf0...0xf4: length = 4
        default: return nil
        }
        guard offset + length <= bytes.endIndex else { return nil }
        let second = bytes[offset + 1]
        let allowed: ClosedRange<UInt8>
        switch lead {
        case 0xe0: allowed = 0xa0...0xbf
        case 0xed: allowed = 0x80...0x9f
        case 0xf0: allowed = 0x90...0xbf
        case 0xf4: allowed = 0x80...0x8f
        default: allowed = 0x80...0xbf
        }
        guard allowed.contains(second) else { return nil }
        let rest = bytes[(offset + 1)..<(offset + length)]
        return rest.allSatisfy { $0 & 0xc0 == 0x80 } ? length : nil
    }
}
