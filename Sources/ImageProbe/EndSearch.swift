package import PreflightModel

/// Looks for the end of an image whose header was read, without decoding a pixel.
///
/// It does no input or output: it names the bytes that it needs next and goes on where it stopped.
/// The last bytes come first; only when they show no end marker are the chunks or the scans walked, and
/// the chunks of a PNG when the last bytes show that metadata stands behind the pixels.
package struct EndSearch: Sendable {
    /// What came out of one step.
    package enum Step: Hashable, Sendable {
        /// These bytes must be held first; then the step is taken again.
        case needs(Range<Int>)
        /// The end is known.
        case done(MediaFacts.Ending)
    }

    /// How far behind the header the end is looked for, in bytes: more than the largest accepted file.
    static let longestSearch = 32 << 20

    /// What the image says of itself, with what was found behind its pixels.
    package private(set) var image: ImageFacts

    private let total: Int
    private let seeksExif: Bool
    /// Whether the last bytes are an end marker.
    private var endsWithMarker = false
    private var walk = Walk.none

    /// The walk to the end, once the last bytes showed none.
    ///
    /// It stops where bytes are missing and goes on from there; thrown is what bytes are needed, or
    /// that the file ends before its end.
    private enum Walk {
        case none
        case png(PNGEnd)
        case jpeg(JPEGEnd)
    }

    /// Begins with an image of `total` bytes.
    ///
    /// Where the last bytes cannot be had before the others, the walk begins at once. Exif behind the
    /// pixels of a PNG may take a walk over all chunks, and is looked for on demand.
    package init(
        of image: ImageFacts,
        total: Int,
        isTailHadFirst: Bool = true,
        seekingExif seeksExif: Bool = false
    ) {
        self.image = image
        self.total = total
        self.seeksExif = seeksExif
        if !isTailHadFirst { begin() }
    }

    /// What is known of the end, or which bytes must be held for that.
    package mutating func step(in bytes: borrowing HeldBytes) -> Step {
        if total < image.leastLength { return .done(.missing) }
        do throws(Interruption) {
            let ending = try ending(in: bytes)
            return .done(endsWithMarker ? .whole : ending)
        } catch {
            if case .needs(let range) = error { return .needs(range) }
            return .done(endsWithMarker ? .whole : .missing)
        }
    }

    private mutating func ending(
        in bytes: borrowing HeldBytes
    ) throws(Interruption) -> MediaFacts.Ending {
        // The length of a WebP stands in its header and was read with it. A file that lacks nothing
        // but the padding of its last chunk is refused by libwebp as well, when its length counts that
        // byte; where it is not counted, it is no part of the file.
        if image.format == .webp {
            let padded = image.leastLength + image.leastLength % 2
            return total > padded ? .trailing(total - padded) : .whole
        }
        if case .none = walk {
            let marker = image.format == .png ? PNGEnd.marker : JPEGEnd.marker
            endsWithMarker = try Tail.ends(with: marker, in: bytes, total: total)
            if endsWithMarker {
                let mayHaveExif = seeksExif && image.format == .png && image.orientation == 1
                guard mayHaveExif, try Tail.showsMetadata(in: bytes, total: total) else {
                    return .whole
                }
            }
            begin()
        }
        switch walk {
        case .none: return .unread
        case .png(var end):
            defer {
                if image.orientation == 1, let found = end.orientation { image.orientation = found }
                walk = .png(end)
            }
            return try end.ending(in: bytes)
        case .jpeg(var end):
            defer { walk = .jpeg(end) }
            return try end.ending(in: bytes)
        }
    }
}

extension EndSearch {
    private mutating func begin() {
        walk =
            image.format == .png
            ? .png(PNGEnd(headerEnd: image.headerEnd, total: total))
            : .jpeg(JPEGEnd(headerEnd: image.headerEnd, total: total))
    }
}

/// The last bytes of a file, which are looked at before anything else.
package struct Tail {
    /// Enough for the end marker of each format.
    package static let length = 64

    /// Whether the whole of `total` bytes ends with `marker`.
    static func ends(
        with marker: [UInt8],
        in bytes: borrowing HeldBytes,
        total: Int
    ) throws(Interruption) -> Bool {
        let start = max(0, total - length)
        try bytes.require(at: start, count: total - start)
        let place = total - marker.count
        return place >= start && bytes.holds(marker, at: place)
    }

    /// Whether the last chunk before the end marker of a PNG is seen to hold no pixels.
    ///
    /// It does when all of it is among the last bytes and it has another name, and when it ends with
    /// text, or as the small JPEG of Exif does. ImageMagick writes Exif behind the pixels, and then the
    /// time and other texts. Where compressed pixels look so by chance, the chunks are walked in vain.
    static func showsMetadata(
        in bytes: borrowing HeldBytes,
        total: Int
    ) throws(Interruption) -> Bool {
        let start = max(0, total - length)
        let end = total - PNGEnd.marker.count
        let last = try bytes.bytes(at: start, count: total - start)
        // All of a chunk that ends there: its length, which fits into a byte, is what lies between.
        var place = start
        while let found = unsafe last.withUnsafeBufferPointer({ last in
            (place..<max(place, end - PNGChunk.overhead + 1)).first {
                Int(unsafe last[$0 - start + 3]) == end - PNGChunk.overhead - $0
            }
        }) {
            let chunk = try PNGChunk(at: found, in: bytes)
            if chunk.end == end, chunk.isNamed, !chunk.holdsPixels { return true }
            place = found + 1
        }
        let payloadEnd = end - PNGChunk.checksumLength
        guard payloadEnd - start >= leastText else { return false }
        let payload = last.prefix(payloadEnd - start)
        let endsAsJPEG = payload.last == 0xd9 && payload.dropLast().last == 0xff
        return endsAsJPEG || isText(payload)
    }

    // One zero stands between the name of a text and the text.
    private static func isText(_ payload: ArraySlice<UInt8>) -> Bool {
        var zeros = 0
        for byte in payload {
            if byte == 0 { zeros += 1 }
            guard byte == 0 ? zeros == 1 : byte == 0x0a || (0x20...0x7e).contains(byte) else {
                return false
            }
        }
        return true
    }

    /// So many bytes of pixels are no text by chance.
    private static let leastText = 24
}
