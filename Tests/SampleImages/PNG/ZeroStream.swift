/// A zlib stream of zeros, compressed as far as deflate can: 1,032 to 1.
///
/// It is one block of codes of its own, in which a match of 258 bytes is two zero bits
/// (RFC 1951, 3.2.7).
package struct ZeroStream: Sendable {
    /// The number of zeros that come out, at least 1,033.
    package let count: Int

    /// Bytes of a match, which are as many as deflate allows.
    private static let matchLength = 258

    /// Makes the stream of so many zeros.
    package init(count: Int) {
        precondition(count > 4 * Self.matchLength, "\(count) zeros are too few")
        self.count = count
    }

    /// The whole stream.
    package func encoded() -> [UInt8] {
        var bytes = head
        bytes.append(zeros: zeroCount)
        return bytes + tail
    }

    /// What comes before the run of zero bytes that is nearly all of the stream.
    package var head: [UInt8] {
        var bits = headBits
        bits.alignToByte()
        return bits.bytes
    }

    /// The length of the run of zero bytes.
    package var zeroCount: Int { matchBitsBehindHead / 8 }

    /// What comes after the run: the last zeros, the end of the block and the checksum.
    package var tail: [UInt8] {
        var bits = BitWriter()
        bits.append(0, bits: matchBitsBehindHead % 8)
        for _ in 0..<(count - 1) % Self.matchLength {
            appendLiteral(to: &bits)
        }
        bits.append(code: 0b11, bits: 2)
        bits.alignToByte()
        var checksum = Adler32()
        checksum.update(0, count: count)
        var bytes = bits.bytes
        bytes.append(bigEndian: Int(checksum.value), byteCount: 4)
        return bytes
    }

    /// The bits of the matches that do not fit into the last byte of the head.
    private var matchBitsBehindHead: Int {
        (count - 1) / Self.matchLength * 2 - headBits.bitsToBoundary
    }

    private var headBits: BitWriter {
        var bits = BitWriter()
        bits.append(0xDA78, bits: 16)
        bits.append(0b101, bits: 3)  // the final block, with its own codes
        bits.append(29, bits: 5)  // 286 literals and lengths
        bits.append(0, bits: 5)  // one distance
        appendCodeLengths(to: &bits)
        appendLiteral(to: &bits)
        return bits
    }

    /// Tells the codes: "0" for a match of 258, "10" for a zero, "11" for the end of the block.
    private func appendCodeLengths(to bits: inout BitWriter) {
        bits.append(14, bits: 4)  // 18 lengths of the codes for lengths, of which three count
        let lengths = [18: 1, 1: 2, 2: 2]
        for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1] {
            bits.append(lengths[symbol] ?? 0, bits: 3)
        }
        appendTwo(to: &bits)
        appendUnused(138, to: &bits)
        appendUnused(117, to: &bits)
        appendTwo(to: &bits)
        appendUnused(28, to: &bits)
        appendOne(to: &bits)
        appendOne(to: &bits)
    }

    private func appendOne(to bits: inout BitWriter) { bits.append(code: 0b10, bits: 2) }

    private func appendTwo(to bits: inout BitWriter) { bits.append(code: 0b11, bits: 2) }

    /// Tells that the next 11 to 138 symbols have no code.
    private func appendUnused(_ count: Int, to bits: inout BitWriter) {
        bits.append(code: 0b0, bits: 1)
        bits.append(count - 11, bits: 7)
    }

    /// Appends one zero that is no match.
    private func appendLiteral(to bits: inout BitWriter) { bits.append(code: 0b10, bits: 2) }
}
