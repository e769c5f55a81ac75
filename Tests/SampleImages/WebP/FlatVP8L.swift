/// A lossless picture of one colour: each prefix code has one symbol, so that a pixel takes no bit.
struct FlatVP8L {
    let pixel: WebPPixel

    /// The picture with its header of five bytes.
    func file(width: Int, height: Int, hasAlphaHint: Bool) -> [UInt8] {
        var bits = BitWriter()
        bits.append(0x2F, bits: 8)
        bits.append(width - 1, bits: 14)
        bits.append(height - 1, bits: 14)
        bits.append(hasAlphaHint ? 1 : 0, bits: 1)
        bits.append(0, bits: 3)
        return bits.bytes + pixels()
    }

    /// The picture alone: no transform, no colour cache, one group of five prefix codes.
    func pixels() -> [UInt8] {
        var bits = BitWriter()
        bits.append(0b000, bits: 3)
        for symbol in [pixel.green, pixel.red, pixel.blue, pixel.alpha] {
            bits.append(0b101, bits: 3)
            bits.append(Int(symbol), bits: 8)
        }
        bits.append(0b001, bits: 3)
        bits.append(0, bits: 1)
        bits.alignToByte()
        return bits.bytes
    }
}
