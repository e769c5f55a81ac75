/// Bits packed into bytes from the least significant end, as deflate and lossless WebP want them.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingCount = 0

    /// How many bits are missing to a whole byte, 0 to 7.
    var bitsToBoundary: Int { (8 - pendingCount) % 8 }

    /// Appends the low `count` bits of a value (at most 32), lowest bit first.
    mutating func append(_ value: Int, bits count: Int) {
        pending |= UInt64(truncatingIfNeeded: value) << UInt64(pendingCount)
        pendingCount += count
        while pendingCount >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: pending))
            pending >>= 8
            pendingCount -= 8
        }
    }

    /// Appends a Huffman code of `count` bits, highest bit first.
    mutating func append(code: Int, bits count: Int) {
        var reversed = 0
        for bit in 0..<count {
            reversed |= ((code >> bit) & 1) << (count - 1 - bit)
        }
        append(reversed, bits: count)
    }

    /// Fills the last byte up with zero bits.
    mutating func alignToByte() {
        if pendingCount > 0 {
            append(0, bits: 8 - pendingCount)
        }
    }
}
