/// The Adler-32 at the end of a zlib stream (RFC 1950), computed a run of equal bytes at a time.
struct Adler32 {
    private static let modulus: UInt64 = 65521
    private var sum: UInt64 = 1
    private var sumOfSums: UInt64 = 0

    /// The checksum of all bytes so far.
    var value: UInt32 { UInt32((sumOfSums << 16) | sum) }

    /// Takes `count` equal bytes in.
    mutating func update(_ byte: UInt8, count: Int) {
        let length = UInt64(count)
        let triangle = (length * (length + 1) / 2) % Self.modulus
        sumOfSums = (sumOfSums + length * sum + triangle * UInt64(byte)) % Self.modulus
        sum = (sum + length * UInt64(byte)) % Self.modulus
    }
}
