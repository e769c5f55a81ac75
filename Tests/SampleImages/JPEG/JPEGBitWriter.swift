/// The bits of a scan, highest first, with a zero stuffed after each 0xFF.
struct JPEGBitWriter {
    private(set) var bytes: [UInt8] = []
    private var pending: UInt8 = 0
    private var pendingCount = 0

    /// Appends the low `count` bits of a value.
    mutating func append(_ value: Int, bits count: Int) {
        for bit in (0..<count).reversed() {
            append(bit: UInt8(value >> bit & 1))
        }
    }

    /// Appends `count` zero bits, most of them as whole bytes.
    mutating func append(zeros count: Int) {
        let toBoundary = min(count, (8 - pendingCount) % 8)
        append(0, bits: toBoundary)
        bytes.append(zeros: (count - toBoundary) / 8)
        append(0, bits: (count - toBoundary) % 8)
    }

    /// Fills the last byte up with ones and puts a restart marker, 0 to 7.
    mutating func restart(_ number: Int) {
        alignToByte()
        bytes += [0xFF, 0xD0 + UInt8(number)]
    }

    /// Fills the last byte up with ones.
    mutating func alignToByte() {
        while pendingCount > 0 {
            append(bit: 1)
        }
    }

    /// Appends one bit.
    private mutating func append(bit: UInt8) {
        pending = pending << 1 | bit
        pendingCount += 1
        guard pendingCount == 8 else { return }
        bytes.append(pending)
        if pending == 0xFF {
            bytes.append(0)
        }
        pending = 0
        pendingCount = 0
    }
}
