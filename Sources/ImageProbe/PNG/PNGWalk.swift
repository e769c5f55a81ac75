internal import PreflightModel

/// Reads the header of a PNG: walks over the chunks before the pixels and hands libpng those that it
/// needs.
struct PNGWalk: HeaderWalk {
    static let format = FileFormat.png

    private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    /// More chunks than any real file has before its pixels.
    private static let mostChunks = 1 << 20
    /// Bytes of a signature, a header, a palette and the beginning of the pixels, each in its chunk.
    private static let usuallyNeeded = 960
    /// More bytes than libpng needs of any header.
    private static let mostNeeded = 4 * PNGChunk.longestNeeded

    private var offset = signature.count
    private var count = 0
    /// The chunk that is looked into, whose own header may be held no more.
    private var chunk: PNGChunk?
    /// What goes to the library; empty until the signature was looked at.
    private var needed: [UInt8] = []
    private var colourType: UInt8 = 0
    /// Of several the first counts, as for libpng.
    private var hasPassedTransparency = false
    private var frameCount: Int?
    private var exif: ExifWalk?
    private var exifCount = 0
    private var orientation: Int?

    mutating func facts(in bytes: borrowing HeldBytes) throws(Interruption) -> ImageFacts {
        if needed.isEmpty {
            needed.reserveCapacity(Self.usuallyNeeded)
            try bytes.append(at: 0, count: Self.signature.count, to: &needed)
            guard needed == Self.signature else { throw .damaged(.signatureChanged) }
        }
        while true {
            let chunk = try next(in: bytes)
            if chunk.type == .data || chunk.type == .end { return try facts(upTo: chunk, bytes) }
            try take(chunk, bytes)
            self.chunk = nil
            offset = chunk.end
            count += 1
            guard count <= Self.mostChunks else { throw .damaged(.headerTooLong(limit: offset)) }
        }
    }

    private mutating func next(in bytes: borrowing HeldBytes) throws(Interruption) -> PNGChunk {
        if let chunk { return chunk }
        let found = try PNGChunk(at: offset, in: bytes)
        chunk = found
        return found
    }

    private mutating func take(
        _ chunk: PNGChunk,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) {
        if count == 0 {
            guard chunk.type != .apple else { throw .unreadable(.cgbi) }
            guard chunk.type == .header else { throw .damaged(.headerChunkNotFirst) }
        }
        guard chunk.isNamed else { throw .damaged(.notAChunkType(offset: chunk.offset)) }
        // A header of the length that it always has was cut off.
        if chunk.type == .header, chunk.length == PNGChunk.pictureHeaderLength,
            chunk.end > bytes.total ?? .max
        {
            throw .endsEarly
        }
        guard chunk.length <= PNGChunk.longestPayload, chunk.end <= bytes.total ?? .max else {
            throw .damaged(.chunkTooLong(claimed: chunk.length, offset: chunk.offset))
        }
        // Header and palette come once; what libpng is to refuse for more of them is enough.
        guard needed.count <= Self.mostNeeded else {
            throw .damaged(.headerTooLong(limit: chunk.offset))
        }
        switch chunk.type {
        case .header:
            try chunk.append(to: &needed, bytes)
            colourType =
                needed.dropFirst(Self.signature.count + PNGChunk.colourTypeOffset).first ?? 0
        case .palette where colourType == 3 && chunk.length > PNGChunk.longestNeeded:
            throw .damaged(.paletteTooLong(length: chunk.length))
        case .palette where colourType & 2 != 0 && chunk.length <= PNGChunk.longestNeeded:
            try chunk.append(to: &needed, bytes)
        case .transparency
        where !hasPassedTransparency && chunk.length <= PNGChunk.longestTransparency:
            try chunk.append(to: &needed, bytes)
            hasPassedTransparency = true
        case .animation where chunk.length >= 8 && frameCount == nil:
            let count = try bytes.bigEndian(at: chunk.payload, count: 4)
            frameCount = (1...PNGChunk.longestPayload).contains(count) ? count : nil
        case .exif where orientation == nil && exifCount < ExifWalk.mostBlocks:
            if exif == nil { exif = ExifWalk(at: chunk.payload, length: chunk.length) }
            orientation = try exif?.orientation(in: bytes)
            exif = nil
            exifCount += 1
        case .apple: throw .damaged(.unknownCriticalChunk(offset: chunk.offset))
        case nil where chunk.isCritical:
            throw .damaged(.unknownCriticalChunk(offset: chunk.offset))
        default: break
        }
    }

    private mutating func facts(
        upTo chunk: PNGChunk,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) -> ImageFacts {
        guard count > 0 else { throw .damaged(.headerChunkNotFirst) }
        try bytes.append(at: chunk.offset, count: PNGChunk.headerLength, to: &needed)
        let header = try LibraryHeader(png: needed)
        let colours = header.hasPalette ? 3 : header.channels
        let gainsAlpha = header.hasTransparency && !header.hasAlpha
        return ImageFacts(
            format: .png,
            size: header.size,
            channels: gainsAlpha ? colours + 1 : colours,
            bitsPerChannel: header.bitsPerChannel,
            hasAlpha: header.hasAlpha || gainsAlpha,
            isAnimated: (frameCount ?? 1) > 1,
            frameCount: frameCount,
            orientation: orientation ?? 1,
            headerEnd: chunk.offset,
            leastLength: chunk.end + PNGChunk.overhead
        )
    }
}
