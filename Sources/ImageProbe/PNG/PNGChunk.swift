internal import PreflightModel

/// The chunks of a PNG that are looked into, by their four letters as a number.
enum PNGChunkType: Int {
    case header = 0x4948_4452  // IHDR
    case palette = 0x504c_5445  // PLTE
    case transparency = 0x7452_4e53  // tRNS
    case animation = 0x6163_544c  // acTL
    case exif = 0x6558_4966  // eXIf
    case data = 0x4944_4154  // IDAT
    case frameData = 0x6664_4154  // fdAT
    case end = 0x4945_4e44  // IEND
    case apple = 0x4367_4249  // CgBI
}

/// One chunk of a PNG, by its place.
struct PNGChunk {
    /// The offset of the length that begins the chunk.
    let offset: Int
    /// What it holds, if that is of interest.
    let type: PNGChunkType?
    /// The length of the payload in bytes.
    let length: Int
    /// Whether the type is four letters, as every type is (PNG specification, 5.3).
    let isNamed: Bool
    /// Whether a reader that does not know the chunk must refuse the file: its first letter is a
    /// capital (PNG specification, 5.4).
    let isCritical: Bool

    /// Bytes before the payload: length and type.
    static let headerLength = 8
    /// The length of what IHDR holds, in bytes (PNG specification, 11.2.1).
    static let pictureHeaderLength = 13
    /// Bytes around the payload: length, type and CRC.
    static let overhead = 12
    /// Bytes after the payload.
    static let checksumLength = 4
    /// Where the colour type stands in IHDR, counted from the beginning of the chunk.
    static let colourTypeOffset = headerLength + 9
    /// The longest payload that libpng takes a header from: a palette of 256 colours.
    static let longestNeeded = 768
    /// The longest list of opacities that libpng takes: one for each colour of a palette.
    static let longestTransparency = 256
    /// The longest payload that the format allows, in bytes (PNG specification, 5.3).
    static let longestPayload = Int(Int32.max)

    /// The offset of the payload.
    var payload: Int { offset + Self.headerLength }
    /// The offset after the CRC.
    var end: Int { offset + Self.overhead + length }

    /// Whether it is a part of the picture or of a frame of an animation.
    var holdsPixels: Bool { type == .data || type == .frameData }

    /// Reads length and type at `offset`.
    init(at offset: Int, in bytes: borrowing HeldBytes) throws(Interruption) {
        let header = try bytes.bigEndian(at: offset, count: Self.headerLength)
        self.offset = offset
        length = header >> 32 & 0xffff_ffff
        type = PNGChunkType(rawValue: header & 0xffff_ffff)
        isCritical = header & 0x2000_0000 == 0
        isNamed = (0..<4).allSatisfy { place in
            (0x61...0x7a).contains(header >> (8 * place) & 0xff | 0x20)
        }
    }

    /// Appends the chunk as libpng is to see it: one that is longer than it may be is refused unread.
    func append(
        to needed: inout [UInt8],
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) {
        let count = min(length, Self.longestNeeded) + Self.overhead
        try bytes.append(at: offset, count: count, to: &needed)
    }
}
