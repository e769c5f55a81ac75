internal import PreflightModel

/// The second byte of a JPEG marker (ITU-T T.81, table B.1).
struct JPEGMarker: Hashable {
    let code: UInt8

    static let startOfImage: UInt8 = 0xd8
    static let endOfImage = JPEGMarker(code: 0xd9)
    static let startOfScan = JPEGMarker(code: 0xda)
    static let application1 = JPEGMarker(code: 0xe1)

    /// Whether it stands alone, without a length and a payload.
    var standsAlone: Bool { code == 0x01 || (0xd0...0xd9).contains(code) }

    /// Whether it restarts the decoder inside of a scan.
    var isRestart: Bool { (0xd0...0xd7).contains(code) }

    /// Whether it begins a frame header.
    var startsFrame: Bool { (0xc0...0xcf).contains(code) && ![0xc4, 0xc8, 0xcc].contains(code) }

    /// Whether the pixels, or nothing at all, follow.
    var endsHeader: Bool {
        self == .startOfScan || self == .endOfImage || code == Self.startOfImage
    }

    /// Whether libjpeg takes width, height or colours from the segment: all but the application
    /// segments, of which JFIF and Adobe count, and comments.
    var isNeededByLibrary: Bool {
        switch code {
        case 0x01, 0xd0...0xd7, 0xe1...0xed, 0xef, 0xf0...0xfe: false
        default: true
        }
    }
}

/// One marker of a JPEG with its payload, by its place.
struct JPEGSegment {
    let marker: JPEGMarker
    /// The offset of the 0xFF before the marker's code.
    let offset: Int
    /// Bytes from there to the end of the payload.
    let length: Int

    var end: Int { offset + length }
}

/// A walk over the segments of a JPEG, up to the first scan.
struct JPEGSegments {
    private var offset = 2
    private var strayBytes = 0
    private var count = 0

    /// More segments than any real file has before its pixels.
    static let mostSegments = 1 << 19

    /// How many bytes that belong to nothing, fill bytes included, may stand between segments.
    static let mostStrayBytes = 1 << 16

    /// The next marker with its payload.
    mutating func next(in bytes: PartialBytes) throws(Interruption) -> JPEGSegment {
        let (marker, offset) = try nextMarker(in: bytes)
        count += 1
        guard count <= Self.mostSegments else { throw .damaged(.headerTooLong(limit: offset)) }
        guard !marker.standsAlone else {
            self.offset = offset + 2
            return JPEGSegment(marker: marker, offset: offset, length: 2)
        }
        let length = try bytes.bigEndian16(at: offset + 2)
        guard length >= 2 else {
            throw .damaged(.segmentTooShort(length: length, offset: offset))
        }
        self.offset = offset + 2 + length
        return JPEGSegment(marker: marker, offset: offset, length: 2 + length)
    }

    // As libjpeg does, bytes that are no marker are passed over, but not for ever.
    private mutating func nextMarker(
        in bytes: PartialBytes
    ) throws(Interruption) -> (JPEGMarker, offset: Int) {
        var offset = offset
        while true {
            let pair = try bytes.bytes(at: offset, count: 2)
            let (first, second) = (pair[pair.startIndex], pair[pair.startIndex + 1])
            if first == 0xff, second != 0xff, second != 0 {
                return (JPEGMarker(code: second), offset)
            }
            offset += 1
            strayBytes += 1
            guard strayBytes <= Self.mostStrayBytes else {
                throw .damaged(.headerTooLong(limit: Self.mostStrayBytes))
            }
        }
    }
}
