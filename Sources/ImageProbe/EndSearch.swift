package import PreflightModel

/// Looks for the end of an image whose header was read, without decoding a pixel.
///
/// It does no input or output: it names the stretch to be read and takes its bytes. The last bytes
/// come first; only when they show no end marker are the chunks or the scans walked.
package struct EndSearch: Sendable {
    /// What is to be done next.
    package enum Step: Hashable, Sendable {
        /// Read these bytes and hand them to ``take(_:)``.
        case read(Range<Int>)
        /// The end is known.
        case done(MediaFacts.Ending)
    }

    /// What is to be done next.
    package private(set) var step: Step

    private enum State: Sendable { case lastBytes, chunks, riffChunks, entropy, segment }

    private let format: FileFormat
    private let headerEnd: Int
    private let total: Int
    private var state = State.lastBytes
    private var segmentCount = 0

    /// More segments than the scans of any real JPEG need.
    private static let mostSegments = 4096

    private static let endMarkers: [FileFormat: [UInt8]] = [
        .png: [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82],  // an empty IEND
        .jpeg: [0xff, 0xd9],  // EOI
    ]
    private static let stretch = 1 << 16

    /// Begins the search in a file of `total` bytes whose pixels begin at `headerEnd`.
    package init(format: FileFormat, headerEnd: Int, total: Int) {
        self.format = format
        self.headerEnd = headerEnd
        self.total = total
        switch format {
        case .png, .jpeg:
            let marker = Self.endMarkers[format] ?? []
            step = total < marker.count ? .done(.missing) : .read(total - marker.count..<total)
        default:
            step = .read(4..<8)
        }
    }

    /// Takes the bytes that ``step`` asked for; fewer of them mean that the file ended.
    package mutating func take(_ bytes: ArraySlice<UInt8>) {
        guard case .read(let range) = step else { return }
        guard bytes.count == range.count else {
            step = .done(.missing)
            return
        }
        switch (state, format) {
        case (.lastBytes, .webp): takeLength(bytes)
        case (.lastBytes, _): takeLastBytes(bytes)
        case (.chunks, _): takeChunkHeader(bytes, at: range.lowerBound)
        case (.riffChunks, _): takeRIFFChunkHeader(bytes, at: range.lowerBound)
        case (.entropy, _): takeEntropy(bytes, at: range.lowerBound)
        case (.segment, _): takeSegmentLength(bytes, at: range.lowerBound)
        }
    }

    // The length in the RIFF header covers all but its own eight bytes. When one byte is missing, it
    // may be the padding of the last chunk, which some writers leave out.
    private mutating func takeLength(_ bytes: ArraySlice<UInt8>) {
        let end = bytes.reversed().reduce(0) { $0 << 8 | Int($1) } + RIFFChunk.headerLength
        if total >= end {
            step = .done(total > end + end % 2 ? .trailing(total - end - end % 2) : .whole)
        } else if total == end - 1 {
            state = .riffChunks
            read(at: RIFFChunks.headerLength, RIFFChunk.headerLength)
        } else {
            step = .done(.missing)
        }
    }

    private mutating func takeRIFFChunkHeader(_ bytes: ArraySlice<UInt8>, at offset: Int) {
        let length = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let payloadEnd = offset + RIFFChunk.headerLength + length
        if payloadEnd >= total {
            step = .done(payloadEnd == total && length % 2 == 1 ? .whole : .missing)
        } else {
            read(at: payloadEnd + length % 2, RIFFChunk.headerLength)
        }
    }

    private mutating func takeLastBytes(_ bytes: ArraySlice<UInt8>) {
        if bytes.elementsEqual(Self.endMarkers[format] ?? []) {
            step = .done(.whole)
        } else if format == .png {
            state = .chunks
            read(at: headerEnd, PNGChunk.headerLength)
        } else {
            state = .entropy
            readEntropy(at: headerEnd)
        }
    }

    private mutating func takeChunkHeader(_ bytes: ArraySlice<UInt8>, at offset: Int) {
        let length = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let end = offset + PNGChunk.overhead + length
        if length <= PNGChunks.longestPayload, end <= total {
            if bytes.suffix(4).elementsEqual([0x49, 0x45, 0x4e, 0x44]) {  // "IEND"
                step = .done(end == total ? .whole : .trailing(total - end))
            } else {
                read(at: end, PNGChunk.headerLength)
            }
        } else {
            step = .done(.missing)
        }
    }

    // In a scan 0xFF is followed by 0 (a pixel byte), a restart marker, or what ends the scan.
    private mutating func takeEntropy(_ bytes: ArraySlice<UInt8>, at offset: Int) {
        var index = bytes.startIndex
        while let mark = bytes[index...].firstIndex(of: 0xff), mark + 1 < bytes.endIndex {
            let marker = JPEGMarker(code: bytes[mark + 1])
            let place = offset + mark - bytes.startIndex
            if marker == .endOfImage {
                step = .done(place + 2 == total ? .whole : .trailing(total - place - 2))
                return
            }
            if marker.code == 0xff {
                index = mark + 1
            } else if marker.code == 0 || marker.standsAlone {
                index = mark + 2
            } else {
                state = .segment
                read(at: place + 2, 2)
                return
            }
        }
        // A 0xFF at the very end of the stretch is looked at again with the next one.
        let endsInMark = bytes.last == 0xff && index < bytes.endIndex
        readEntropy(at: offset + bytes.count - (endsInMark ? 1 : 0), atLeast: endsInMark ? 2 : 1)
    }

    private mutating func takeSegmentLength(_ bytes: ArraySlice<UInt8>, at offset: Int) {
        let length = bytes.reduce(0) { $0 << 8 | Int($1) }
        segmentCount += 1
        guard segmentCount <= Self.mostSegments else {
            step = .done(.unread)
            return
        }
        state = .entropy
        readEntropy(at: offset + max(length, 2))
    }

    private mutating func readEntropy(at offset: Int, atLeast least: Int = 1) {
        let end = min(offset + Self.stretch, total)
        step = end - offset >= least ? .read(offset..<end) : .done(.missing)
    }

    private mutating func read(at offset: Int, _ count: Int) {
        step = offset + count <= total ? .read(offset..<offset + count) : .done(.missing)
    }
}
