internal import PreflightModel

extension ImageFacts {
    /// Reads the header of a PNG: walks the chunks before the pixels and hands libpng those that
    /// it needs.
    init(png bytes: PartialBytes) throws(Interruption) {
        var chunks = PNGChunks()
        var needed = Array(try bytes.bytes(at: 0, count: PNGChunks.signatureLength))
        var hasTransparentColour = false
        var frameCount: Int?
        var orientation = 1
        var hasPaletteColours = false
        while true {
            let chunk = try chunks.next(in: bytes)
            guard chunks.count > 1 || chunk.type != "CgBI" else { throw .unreadable(.cgbi) }
            guard chunks.count > 1 || chunk.type == "IHDR" else {
                throw .damaged(.headerChunkNotFirst)
            }
            switch chunk.type {
            case "IHDR":
                needed += try chunk.neededBytes(in: bytes)
                let colourType = chunk.payload + PNGChunk.colourTypeOffset
                hasPaletteColours = try bytes.bytes(at: colourType, count: 1).first == 3
            case "PLTE" where hasPaletteColours:
                needed += try chunk.neededBytes(in: bytes)
            case "tRNS":
                hasTransparentColour = true
            case "acTL" where chunk.length >= 8:
                frameCount = try bytes.bigEndian32(at: chunk.payload)
            case "eXIf":
                orientation = try Exif(bytes, at: chunk.payload, length: chunk.length).orientation
            case "IDAT", "IEND":
                needed += try bytes.bytes(at: chunk.offset, count: PNGChunk.headerLength)
                let header = try LibraryHeader(png: needed)
                let colours = header.hasPalette ? 3 : header.channels
                let isTransparent = header.hasAlpha || hasTransparentColour
                self.init(
                    format: .png,
                    size: header.size,
                    channels: colours + (isTransparent && !header.hasAlpha ? 1 : 0),
                    bitsPerChannel: header.bitsPerChannel,
                    hasAlpha: isTransparent,
                    isAnimated: (frameCount ?? 1) > 1,
                    frameCount: frameCount,
                    orientation: orientation,
                    headerEnd: chunk.offset
                )
                return
            default: break
            }
        }
    }
}

/// One chunk of a PNG, by its place.
struct PNGChunk {
    /// The offset of the length that begins the chunk.
    let offset: Int
    /// The four letters, or dots for what is no letter.
    let type: String
    /// The length of the payload in bytes.
    let length: Int

    /// Bytes before the payload: length and type.
    static let headerLength = 8
    /// Bytes around the payload: length, type and CRC.
    static let overhead = 12
    /// Where the colour type stands in the payload of IHDR.
    static let colourTypeOffset = 9
    /// The longest payload that libpng takes a header from: a palette of 256 colours.
    static let longestNeeded = 768

    /// The offset of the payload.
    var payload: Int { offset + Self.headerLength }
    /// The offset after the CRC.
    var end: Int { offset + Self.overhead + length }

    /// The chunk as libpng is to see it: one that is longer than it may be is refused unread.
    func neededBytes(in bytes: PartialBytes) throws(Interruption) -> ArraySlice<UInt8> {
        try bytes.bytes(at: offset, count: min(length, Self.longestNeeded) + Self.overhead)
    }
}

/// A walk over the chunks of a PNG that reads their headers only.
struct PNGChunks {
    /// The bytes before the first chunk.
    static let signatureLength = 8
    /// More chunks than any real file has before its pixels.
    static let mostChunks = 1 << 16
    /// The longest payload that the format allows, in bytes (PNG specification, 5.3).
    static let longestPayload = Int(Int32.max)

    private(set) var count = 0
    private var offset = Self.signatureLength

    /// Begins at the first chunk, or at one whose place is known.
    init(from offset: Int = Self.signatureLength) { self.offset = offset }

    /// The next chunk.
    mutating func next(in bytes: PartialBytes) throws(Interruption) -> PNGChunk {
        let header = try bytes.bytes(at: offset, count: PNGChunk.headerLength)
        let chunk = PNGChunk(
            offset: offset,
            type: String(decoding: header.suffix(4).map { $0 < 0x80 ? $0 : 0x2e }, as: UTF8.self),
            length: header.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        )
        guard chunk.length <= Self.longestPayload,
            chunk.end <= bytes.total ?? .max
                || chunk.type == "IDAT"
        else { throw .damaged(.chunkTooLong(claimed: chunk.length, offset: offset)) }
        offset = chunk.end
        count += 1
        guard count <= Self.mostChunks else {
            throw .damaged(.headerTooLong(limit: offset))
        }
        return chunk
    }
}
