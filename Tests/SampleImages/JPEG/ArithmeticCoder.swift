/// The binary arithmetic encoder of ITU-T T.81, annex D.1, as far as steady contexts need it.
struct ArithmeticCoder {
    /// What is known of a decision: it may differ from its expected value once, at the start.
    struct Context {
        fileprivate var state = 0
        fileprivate var expected = false
    }

    /// The states of table D.3 that a context passes while nothing unexpected comes.
    private static let improbabilities: [UInt32] = [
        0x5A1D, 0x2586, 0x1114, 0x080B, 0x03D8, 0x01DA, 0x00E5,
        0x006F, 0x0036, 0x001A, 0x000D, 0x0006, 0x0003, 0x0001,
    ]

    private var bytes: [UInt8] = []
    private var interval: UInt32 = 0x10000
    private var code: UInt32 = 0
    private var shiftsToByte = 11
    /// The last byte, to which a carry may still come, and the number of 0xFF bytes after it.
    private var lastByte: UInt8?
    private var stackedCount = 0

    /// Codes one decision.
    mutating func append(_ decision: Bool, in context: inout Context) {
        let improbability = Self.improbabilities[context.state]
        interval -= improbability
        if decision == context.expected {
            guard interval < 0x8000 else { return }
            if interval < improbability {
                takeUpperPart(improbability)
            }
            context.state = min(context.state + 1, Self.improbabilities.count - 1)
        } else {
            precondition(context.state == 0, "this coder expects steady decisions")
            if interval >= improbability {
                takeUpperPart(improbability)
            }
            context.expected.toggle()
            context.state = 1
        }
        renormalise()
    }

    /// Ends the code as D.1.8 does, without the zeros that a decoder adds by itself.
    consuming func finished() -> [UInt8] {
        let top = (code + interval - 1) & 0xFFFF_0000
        code = top < code ? top + 0x8000 : top
        code <<= UInt32(shiftsToByte)
        putByte()
        code <<= 8
        putByte()
        release(lastByte)
        release(stacked: 0xFF)
        while bytes.last == 0 {
            bytes.removeLast()
        }
        return bytes
    }

    /// Goes on with the upper part of the interval.
    private mutating func takeUpperPart(_ improbability: UInt32) {
        code += interval
        interval = improbability
    }

    /// Doubles the interval until it is large enough for the next decision.
    private mutating func renormalise() {
        repeat {
            interval <<= 1
            code <<= 1
            shiftsToByte -= 1
            if shiftsToByte == 0 {
                putByte()
                shiftsToByte = 8
            }
        } while interval < 0x8000
    }

    /// Moves the code's highest byte out, with a carry into the bytes before it.
    private mutating func putByte() {
        let value = code >> 19
        code &= 0x7FFFF
        if value == 0xFF {
            stackedCount += 1
            return
        }
        let carries = value > 0xFF
        release(carries ? lastByte.map { $0 + 1 } : lastByte)
        release(stacked: carries ? 0 : 0xFF)
        lastByte = UInt8(truncatingIfNeeded: value)
    }

    /// Puts the bytes that waited for a carry, as 0xFF or as what the carry made of them.
    private mutating func release(stacked byte: UInt8) {
        for _ in 0..<stackedCount {
            release(byte)
        }
        stackedCount = 0
    }

    /// Puts one byte, with a zero after 0xFF.
    private mutating func release(_ byte: UInt8?) {
        guard let byte else { return }
        bytes.append(byte)
        if byte == 0xFF {
            bytes.append(0)
        }
    }
}
