internal import PreflightModel

extension ImageFacts {
    /// Reads the header of a WebP: walks the chunks before the pixels and hands libwebp those that
    /// it needs.
    init(webp bytes: PartialBytes) throws(Interruption) {
        var chunks = RIFFChunks()
        let first = try chunks.next(in: bytes)
        guard first.type == "VP8X" else {
            try self.init(webp: bytes, image: first)
            return
        }
        let extended = try bytes.bytes(at: first.offset, count: RIFFChunk.headerLength + 10)
        let flags = WebPFlags(rawValue: extended[extended.startIndex + RIFFChunk.headerLength])
        let image = try Self.imageChunk(in: bytes, after: &chunks)
        // Behind the frames of an animation it would cost a read for each frame.
        let hasOrientation = flags.contains(.exif) && image.type != "ANMF"
        let orientation = hasOrientation ? try Self.orientation(in: bytes, chunks) : nil
        try self.init(
            webp: bytes,
            image: image,
            extended: Array(extended),
            orientation: orientation ?? 1
        )
    }

    private init(
        webp bytes: PartialBytes,
        image: RIFFChunk,
        extended: [UInt8] = [],
        orientation: Int = 1
    ) throws(Interruption) {
        // VP8 needs ten bytes of its frame header, VP8L five; ANMF is never looked into.
        let count = RIFFChunk.headerLength + min(image.length, 10)
        let start = try bytes.bytes(at: 0, count: RIFFChunks.headerLength)
        let header = try LibraryHeader(
            webp: start + extended + (try bytes.bytes(at: image.offset, count: count))
        )
        self.init(
            format: .webp,
            size: header.size,
            channels: header.channels,
            bitsPerChannel: header.bitsPerChannel,
            hasAlpha: header.hasAlpha,
            isAnimated: header.isAnimated,
            orientation: orientation,
            headerEnd: image.offset + count
        )
    }

    private static func imageChunk(
        in bytes: PartialBytes,
        after chunks: inout RIFFChunks
    ) throws(Interruption) -> RIFFChunk {
        while let chunk = try chunks.nextIfAny(in: bytes) {
            if ["VP8 ", "VP8L", "ANMF"].contains(chunk.type) { return chunk }
        }
        throw .damaged(.noImageChunk)
    }

    // Exif comes after the pixels. A file that ends before it is judged by its end, not here.
    private static func orientation(
        in bytes: PartialBytes,
        _ chunks: RIFFChunks
    ) throws(Interruption) -> Int? {
        var chunks = chunks
        do throws(Interruption) {
            while let chunk = try chunks.nextIfAny(in: bytes) {
                guard chunk.type == "EXIF" else { continue }
                return try Exif(bytes, at: chunk.payload, length: chunk.length).orientation
            }
        } catch {
            guard error == .endsEarly else { throw error }
        }
        return nil
    }
}

/// The flags in the first byte of a VP8X chunk (WebP container specification).
struct WebPFlags: OptionSet {
    let rawValue: UInt8
    static let exif = WebPFlags(rawValue: 0x08)
}

/// One chunk of a RIFF file, by its place.
struct RIFFChunk {
    let offset: Int
    let type: String
    /// The length of the payload in bytes, without the padding.
    let length: Int

    static let headerLength = 8
    var payload: Int { offset + Self.headerLength }
    var end: Int { payload + length + length % 2 }
}

/// A walk over the chunks of a RIFF file that reads their headers only.
struct RIFFChunks {
    /// The bytes before the first chunk: "RIFF", length, "WEBP".
    static let headerLength = 12
    /// More chunks than any real file has.
    static let mostChunks = 1 << 16

    private var offset = Self.headerLength
    private var count = 0

    /// The next chunk; a file without one ends early.
    mutating func next(in bytes: PartialBytes) throws(Interruption) -> RIFFChunk {
        let header = try bytes.bytes(at: offset, count: RIFFChunk.headerLength)
        let chunk = RIFFChunk(
            offset: offset,
            type: String(decoding: header.prefix(4), as: UTF8.self),
            length: header.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        )
        offset = chunk.end
        count += 1
        guard count <= Self.mostChunks else {
            throw .damaged(.headerTooLong(limit: offset))
        }
        return chunk
    }

    /// The next chunk, or `nil` at the end that the RIFF header names.
    mutating func nextIfAny(in bytes: PartialBytes) throws(Interruption) -> RIFFChunk? {
        let end = try bytes.littleEndian32(at: 4) + RIFFChunk.headerLength
        guard offset + RIFFChunk.headerLength <= end else { return nil }
        return try next(in: bytes)
    }
}
