/// Numbers as bytes, in both byte orders.
extension [UInt8] {
    /// Appends the low `byteCount` bytes of a number, most significant first.
    mutating func append(bigEndian value: Int, byteCount: Int) {
        for index in (0..<byteCount).reversed() {
            append(UInt8(truncatingIfNeeded: value >> (8 * index)))
        }
    }

    /// Appends the low `byteCount` bytes of a number, least significant first.
    mutating func append(littleEndian value: Int, byteCount: Int) {
        for index in 0..<byteCount {
            append(UInt8(truncatingIfNeeded: value >> (8 * index)))
        }
    }

    /// Appends `count` zeros.
    mutating func append(zeros count: Int) {
        self += [UInt8](repeating: 0, count: count)
    }
}
