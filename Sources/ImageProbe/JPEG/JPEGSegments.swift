internal import PreflightModel

/// The second byte of a JPEG marker (ITU-T T.81, table B.1).
struct JPEGMarker: Hashable {
    let code: UInt8

    static let startOfImage = JPEGMarker(code: 0xd8)
    static let endOfImage = JPEGMarker(code: 0xd9)
    static let startOfScan = JPEGMarker(code: 0xda)
    static let application1 = JPEGMarker(code: 0xe1)

    /// Whether it stands alone, without a length and a payload.
    var standsAlone: Bool { code == 0x01 || (0xd0...0xd9).contains(code) }

    /// Whether it begins a frame header; 0xF7 is that of JPEG-LS (ITU-T T.87).
    var startsFrame: Bool {
        switch code {
        case 0xc4, 0xc8, 0xcc: false
        case 0xc0...0xcf, 0xf7: true
        default: false
        }
    }

    /// Whether a length follows it: reserved codes (T.81, table B.1) have none that is known.
    var hasLength: Bool {
        switch code {
        case 0xc0...0xc7, 0xc9...0xcf, 0xda...0xef, 0xf7, 0xfe: true
        default: false
        }
    }

    /// Whether the pixels, or nothing at all, follow.
    var endsHeader: Bool {
        self == .startOfScan || self == .endOfImage || self == .startOfImage
    }

    /// How many bytes of the payload libjpeg looks at, where that is not all of them: 14 of what JFIF
    /// says in APP0 and 12 of what Adobe says in APP14.
    var longestLooked: Int? { code == 0xe0 || code == 0xee ? 14 : nil }

    /// Whether libjpeg takes width, height or colours from the segment: all but the application
    /// segments, of which JFIF and Adobe count, and comments.
    var isNeededByLibrary: Bool {
        switch code {
        case 0x01, 0xd0...0xd7, 0xe1...0xed, 0xef, 0xfe: false
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
    /// The segment that is looked into, whose own header may be held no more.
    private var segment: JPEGSegment?
    private var strayBytes = 0
    private var count = 0

    /// More segments than any real file has before its pixels.
    static let mostSegments = 1 << 19

    /// How many bytes that belong to nothing, fill bytes included, may stand between segments.
    static let mostStrayBytes = 1 << 20

    /// The marker that comes next, with its payload; ``pass(_:)`` goes on behind it.
    mutating func next(in bytes: borrowing HeldBytes) throws(Interruption) -> JPEGSegment {
        if let segment { return segment }
        let marker = try nextMarker(in: bytes)
        let length = marker.standsAlone ? 0 : try bytes.bigEndian(at: offset, count: 4) & 0xffff
        guard marker.standsAlone || length >= 2 else {
            throw .damaged(.segmentTooShort(length: length, offset: offset))
        }
        let found = JPEGSegment(marker: marker, offset: offset, length: 2 + length)
        segment = found
        return found
    }

    /// Leaves a segment behind.
    mutating func pass(_ segment: JPEGSegment) throws(Interruption) {
        self.segment = nil
        offset = segment.end
        count += 1
        guard count <= Self.mostSegments else { throw .damaged(.headerTooLong(limit: offset)) }
    }

    // As libjpeg does, bytes that are no marker are passed over, but not for ever.
    private mutating func nextMarker(
        in bytes: borrowing HeldBytes
    ) throws(Interruption) -> JPEGMarker {
        while true {
            let pair = try bytes.bigEndian(at: offset, count: 2)
            let code = UInt8(pair & 0xff)
            if pair >> 8 == 0xff, code != 0xff, code != 0 { return JPEGMarker(code: code) }
            offset += 1
            strayBytes += 1
            guard strayBytes <= Self.mostStrayBytes else {
                throw .damaged(.headerTooLong(limit: Self.mostStrayBytes))
            }
        }
    }
}
