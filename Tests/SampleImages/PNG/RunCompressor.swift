/// A zlib stream of runs: deflate with fixed Huffman codes, whose matches repeat the byte before.
struct RunCompressor {
    private var bits = BitWriter()
    private var checksum = Adler32()

    /// Opens the stream with one final block of fixed codes (RFC 1951, 3.2.6).
    init() {
        bits.append(0x78, bits: 8)
        bits.append(0x01, bits: 8)
        bits.append(0b011, bits: 3)
    }

    /// Appends `count` equal bytes.
    mutating func append(_ byte: UInt8, count: Int = 1) {
        guard count > 0 else { return }
        checksum.update(byte, count: count)
        appendLiteral(byte)
        var left = count - 1
        while left >= 3 {
            let length = min(left, 258)
            appendRepetition(of: length)
            left -= length
        }
        for _ in 0..<left {
            appendLiteral(byte)
        }
    }

    /// Closes the block and returns the whole stream.
    consuming func finished() -> [UInt8] {
        bits.append(code: 0, bits: 7)
        bits.alignToByte()
        var stream = bits.bytes
        stream.append(bigEndian: Int(checksum.value), byteCount: 4)
        return stream
    }

    /// Appends the code of one byte.
    private mutating func appendLiteral(_ byte: UInt8) {
        if byte < 144 {
            bits.append(code: 0x30 + Int(byte), bits: 8)
        } else {
            bits.append(code: 0x190 + Int(byte) - 144, bits: 9)
        }
    }

    /// Appends a match of 3 to 258 bytes at distance 1.
    private mutating func appendRepetition(of length: Int) {
        if length == 258 {
            appendLength(symbol: 285)
        } else {
            let offset = length - 3
            let extra = offset < 8 ? 0 : Int.bitWidth - 3 - offset.leadingZeroBitCount
            appendLength(symbol: 257 + 4 * extra + (offset >> extra))
            bits.append(offset & ((1 << extra) - 1), bits: extra)
        }
        bits.append(code: 0, bits: 5)
    }

    /// Appends the code of a length, 257 to 285.
    private mutating func appendLength(symbol: Int) {
        if symbol < 280 {
            bits.append(code: symbol - 256, bits: 7)
        } else {
            bits.append(code: 0xC0 + symbol - 280, bits: 8)
        }
    }
}
