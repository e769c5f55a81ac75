/// The CRC-32 of PNG chunks: reflected polynomial 0xEDB88320 (PNG specification, annex D).
struct CRC32 {
    private var register: UInt32 = 0xFFFF_FFFF

    /// The checksum of all bytes so far.
    var value: UInt32 { ~register }

    /// Takes further bytes in.
    mutating func update(_ bytes: [UInt8]) {
        for byte in bytes {
            register = (register >> 8) ^ Self.table[Int(UInt8(truncatingIfNeeded: register) ^ byte)]
        }
    }

    /// Takes `count` zeros in, in a time that hardly grows with their number.
    mutating func update(zeros count: Int) {
        register = Self.product(Self.power(ofByteShifts: count), register)
    }

    private static let polynomial: UInt32 = 0xEDB8_8320

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in timesX(value) }
    }

    /// A polynomial times x, modulo the CRC's polynomial.
    private static func timesX(_ value: UInt32) -> UInt32 {
        (value >> 1) ^ (value & 1 == 1 ? polynomial : 0)
    }

    /// Two polynomials multiplied, modulo the CRC's polynomial.
    private static func product(_ left: UInt32, _ right: UInt32) -> UInt32 {
        var sum: UInt32 = 0
        var shifted = right
        for bit in (0..<32).reversed() {
            if (left >> UInt32(bit)) & 1 == 1 {
                sum ^= shifted
            }
            shifted = timesX(shifted)
        }
        return sum
    }

    /// x to the power 8 × `count`: what so many zero bytes do to the register.
    private static func power(ofByteShifts count: Int) -> UInt32 {
        var result: UInt32 = 1 << 31
        var base: UInt32 = 1 << 23
        var exponent = count
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = product(result, base)
            }
            base = product(base, base)
            exponent >>= 1
        }
        return result
    }
}
