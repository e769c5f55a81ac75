/// The boolean entropy encoder of VP8 (RFC 6386, section 7).
struct BooleanCoder {
    private var bytes: [UInt8] = []
    private var range: UInt32 = 255
    private var bottom: UInt32 = 0
    private var shiftsToByte = 24

    /// Codes one bit that is false with a probability of `probability` in 256.
    mutating func append(_ bit: Bool, probability: UInt8 = 128) {
        let split = 1 + ((range - 1) * UInt32(probability)) >> 8
        if bit {
            bottom += split
            range -= split
        } else {
            range = split
        }
        while range < 128 {
            range <<= 1
            shift()
        }
    }

    /// Codes a number of `count` bits, highest first, each as likely as not.
    mutating func append(_ value: Int, bits count: Int) {
        for bit in (0..<count).reversed() {
            append((value >> bit) & 1 == 1)
        }
    }

    /// Pushes everything out and returns the bytes.
    consuming func finished() -> [UInt8] {
        for _ in 0..<32 {
            shift()
        }
        return bytes
    }

    /// Moves the number up by one bit, and out by one byte when one is full.
    private mutating func shift() {
        if bottom & (1 << 31) != 0 {
            carry()
        }
        bottom <<= 1
        shiftsToByte -= 1
        if shiftsToByte == 0 {
            bytes.append(UInt8(bottom >> 24))
            bottom &= 0xFF_FFFF
            shiftsToByte = 8
        }
    }

    /// Adds one to the number that the bytes so far make.
    private mutating func carry() {
        var index = bytes.count - 1
        while bytes[index] == 255 {
            bytes[index] = 0
            index -= 1
        }
        bytes[index] += 1
    }
}
