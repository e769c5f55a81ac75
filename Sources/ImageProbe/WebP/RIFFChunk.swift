internal import PreflightModel

/// The chunks of a WebP that are looked into, by their four letters as a number.
enum RIFFChunkType: Int {
    case lossy = 0x5650_3820  // "VP8 "
    case lossless = 0x5650_384c  // VP8L
    case extended = 0x5650_3858  // VP8X
    case animation = 0x414e_494d  // ANIM
    case frame = 0x414e_4d46  // ANMF
    case alpha = 0x414c_5048  // ALPH
    case exif = 0x4558_4946  // EXIF
}

/// One chunk of a RIFF file, by its place.
struct RIFFChunk {
    let offset: Int
    /// What it holds, if that is of interest.
    let type: RIFFChunkType?
    /// The length of the payload in bytes, without the padding.
    let length: Int

    static let headerLength = 8
    var payload: Int { offset + Self.headerLength }
    /// The offset after the payload.
    var unpaddedEnd: Int { payload + length }
    /// The offset after the padding.
    var end: Int { unpaddedEnd + length % 2 }

    /// Reads type and length at `offset`.
    init(at offset: Int, in bytes: borrowing HeldBytes) throws(Interruption) {
        try bytes.require(at: offset, count: Self.headerLength)
        self.offset = offset
        type = RIFFChunkType(rawValue: try bytes.bigEndian(at: offset, count: 4))
        length = try bytes.littleEndian(at: offset + 4, count: 4)
    }
}

/// A walk over the chunks of a RIFF file that reads their headers only.
struct RIFFChunks {
    /// The bytes before the first chunk: "RIFF", length, "WEBP".
    static let headerLength = 12
    /// More chunks than any real file has.
    static let mostChunks = 1 << 20

    private var offset = Self.headerLength
    private var count = 0
    /// The chunk that is looked into, whose own header may be held no more.
    private var chunk: RIFFChunk?

    /// Whether no chunk was left behind.
    var isAtFirst: Bool { count == 0 }

    /// The end that the RIFF header names: its length covers all but its own eight bytes.
    static func end(in bytes: borrowing HeldBytes) throws(Interruption) -> Int {
        try bytes.littleEndian(at: 4, count: 4) + RIFFChunk.headerLength
    }

    /// The chunk that comes next, before `end`; ``pass(_:)`` goes on behind it.
    mutating func next(
        in bytes: borrowing HeldBytes,
        before end: Int
    ) throws(Interruption) -> RIFFChunk? {
        if let chunk { return chunk }
        guard offset + RIFFChunk.headerLength <= end else { return nil }
        let found = try RIFFChunk(at: offset, in: bytes)
        chunk = found
        return found
    }

    /// Goes on among the chunks that a chunk holds, behind `count` bytes of its payload.
    mutating func enter(_ chunk: RIFFChunk, behind count: Int) {
        self.chunk = nil
        offset = chunk.payload + count
        self.count += 1
    }

    /// Leaves a chunk behind.
    mutating func pass(_ chunk: RIFFChunk) throws(Interruption) {
        self.chunk = nil
        offset = chunk.end
        count += 1
        guard count <= Self.mostChunks else { throw .damaged(.headerTooLong(limit: offset)) }
    }
}
