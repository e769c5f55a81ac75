internal import PreflightModel

/// Reads the header of a WebP: walks over the chunks before the pixels and hands libwebp those that
/// it needs.
struct WebPWalk: HeaderWalk {
    static let format = FileFormat.webp

    private var chunks = RIFFChunks()
    private var end: Int?
    private var canvas: WebPCanvas?
    /// What goes to the library.
    private var needed: [UInt8] = []
    /// What was read of the picture, when only the orientation is still looked for.
    private var picture: (header: LibraryHeader, end: Int)?
    /// The first frame of an animation, whose own chunks are walked over.
    private var frame: RIFFChunk?
    /// Whether a chunk of alpha or a frame says that there is transparency.
    private var hasAlphaInside = false
    private var exif: ExifWalk?
    private var orientation: Int?
    private var framesPassed = 0
    private var hasSettings = false

    /// Behind how many frames of an animation Exif is looked for: each costs a read.
    private static let mostFrames = 256

    mutating func facts(in bytes: borrowing HeldBytes) throws(Interruption) -> ImageFacts {
        if picture == nil {
            let found = try readPicture(in: bytes)
            picture = found
            if let orientation { return facts(found.header, found.end, orientation: orientation) }
            guard canvas?.flags.contains(.exif) == true else {
                return facts(found.header, found.end, orientation: 1)
            }
        }
        guard let picture else { throw .damaged(.noImageChunk) }
        return facts(picture.header, picture.end, orientation: try orientation(in: bytes))
    }

    private mutating func readPicture(
        in bytes: borrowing HeldBytes
    ) throws(Interruption) -> (header: LibraryHeader, end: Int) {
        if needed.isEmpty {
            end = try RIFFChunks.end(in: bytes)
            needed += try bytes.bytes(at: 0, count: RIFFChunks.headerLength)
        }
        let end = end ?? 0
        if chunks.isAtFirst {
            let first = try RIFFChunk(at: RIFFChunks.headerLength, in: bytes)
            switch first.type {
            case .extended: break
            case .lossy, .lossless: return try header(of: first, bytes)
            default: throw .damaged(.pictureNotFirst(offset: first.offset))
            }
            let length = RIFFChunk.headerLength + WebPCanvas.length
            let chunk = try bytes.bytes(at: first.offset, count: length)
            canvas = WebPCanvas(chunk.dropFirst(RIFFChunk.headerLength))
            needed += chunk
            try chunks.pass(first)
        }
        let isAnimated = canvas?.flags.contains(.animation) == true
        while let chunk = try chunks.next(in: bytes, before: frame?.unpaddedEnd ?? end) {
            // The pictures of an animation lie in its frames.
            let mayBePicture = frame != nil || !isAnimated
            switch chunk.type {
            case .lossy where mayBePicture, .lossless where mayBePicture:
                guard chunk.unpaddedEnd <= frame?.unpaddedEnd ?? end else {
                    throw .damaged(.chunkTooLong(claimed: chunk.length, offset: chunk.offset))
                }
                let found = try header(of: chunk, bytes)
                if let frame { try chunks.pass(frame) }
                return found
            case .animation: hasSettings = true
            case .frame where isAnimated && frame == nil:
                guard hasSettings else {
                    throw .damaged(.frameBeforeSettings(offset: chunk.offset))
                }
                try check(chunk, upTo: end, bytes)
                frame = chunk
                chunks.enter(chunk, behind: WebPFrame.length)
                continue
            case .alpha: hasAlphaInside = true
            case .exif where orientation == nil:
                orientation = try orientation(in: chunk, bytes)
            default: break
            }
            try chunks.pass(chunk)
        }
        throw .damaged(isAnimated && frame == nil ? .noFrame : .noImageChunk)
    }

    // A frame lies inside of the file and of the canvas.
    private func check(
        _ chunk: RIFFChunk,
        upTo end: Int,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) {
        guard chunk.unpaddedEnd <= end else {
            throw .damaged(.chunkTooLong(claimed: chunk.length, offset: chunk.offset))
        }
        guard chunk.length >= WebPFrame.length else { throw .damaged(.noFrame) }
        let head = try bytes.bytes(
            at: chunk.offset,
            count: RIFFChunk.headerLength + WebPFrame.length
        )
        let frame = WebPFrame(head.dropFirst(RIFFChunk.headerLength))
        guard canvas?.contains(frame) == true else {
            throw .damaged(.frameOutsideCanvas(offset: chunk.offset))
        }
    }

    // Of an animation libwebp reads the canvas alone: its first frame is shown to it as a picture,
    // which can be transparent although the canvas does not say so.
    private mutating func header(
        of chunk: RIFFChunk,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) -> (header: LibraryHeader, end: Int) {
        let headerLength = chunk.type == .lossy ? 10 : 5
        guard chunk.length >= headerLength else {
            throw .damaged(.pictureTooShort(length: chunk.length, offset: chunk.offset))
        }
        let count = RIFFChunk.headerLength + headerLength
        let start = try bytes.bytes(at: chunk.offset, count: count)
        if frame != nil {
            let picture = try LibraryHeader(webp: needed.prefix(RIFFChunks.headerLength) + start)
            if picture.hasAlpha { hasAlphaInside = true }
        }
        return (try LibraryHeader(webp: needed + start), chunk.offset + count)
    }

    // Exif comes after the pixels. A file that ends before it is judged by its end, not here, and one
    // that hides it behind more than is reasonable is upright.
    private mutating func orientation(in bytes: borrowing HeldBytes) throws(Interruption) -> Int {
        do throws(Interruption) {
            while framesPassed <= Self.mostFrames,
                let chunk = try chunks.next(in: bytes, before: end ?? 0)
            {
                if chunk.type == .exif, let found = try orientation(in: chunk, bytes) {
                    return found
                }
                if chunk.type == .frame { framesPassed += 1 }
                try chunks.pass(chunk)
            }
        } catch {
            if case .needs(let range) = error, range.lowerBound < Probe.longestHeader {
                throw error
            }
        }
        return 1
    }

    private mutating func orientation(
        in chunk: RIFFChunk,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) -> Int? {
        var walk = exif ?? ExifWalk(at: chunk.payload, length: chunk.length)
        do throws(Interruption) {
            let found = try walk.orientation(in: bytes)
            exif = nil
            return found
        } catch {
            exif = walk
            throw error
        }
    }

    private func facts(_ header: LibraryHeader, _ end: Int, orientation: Int) -> ImageFacts {
        ImageFacts(
            format: .webp,
            size: header.size,
            channels: hasAlphaInside ? 4 : header.channels,
            bitsPerChannel: header.bitsPerChannel,
            hasAlpha: header.hasAlpha || hasAlphaInside,
            isAnimated: header.isAnimated,
            orientation: orientation,
            headerEnd: end,
            leastLength: self.end ?? end
        )
    }
}
