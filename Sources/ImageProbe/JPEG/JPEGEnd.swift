internal import PreflightModel

/// Finds the end of a JPEG by its scans.
struct JPEGEnd {
    /// EOI.
    static let marker: [UInt8] = [0xff, 0xd9]
    /// More segments than the scans of any real JPEG need: of what has more the end is not looked for.
    private static let mostSegments = 1 << 19
    private let total: Int
    private let limit: Int
    private var offset: Int
    private var count = 0

    /// Begins with a file of `total` bytes whose pixels begin at `headerEnd`.
    init(headerEnd: Int, total: Int) {
        offset = headerEnd
        limit = headerEnd + EndSearch.longestSearch
        self.total = total
    }

    // In a scan 0xFF is followed by 0 (a pixel byte), a restart marker, or what ends the scan.
    mutating func ending(in bytes: borrowing HeldBytes) throws(Interruption) -> MediaFacts.Ending {
        while offset < limit {
            try bytes.require(at: offset, count: 2)
            let (marker, place) = bytes.nextMarker(from: offset)
            offset = place
            guard let marker else { continue }
            // A picture that begins inside of a scan: the one before it was cut off.
            if marker == .startOfImage { return .missing }
            if marker == .endOfImage {
                return place + 2 == total ? .whole : .trailing(total - place - 2)
            }
            offset = place + 2
            // A damaged byte makes a marker, whose length would lead beyond the end.
            guard marker.hasLength else { continue }
            offset += max(try bytes.bigEndian(at: place, count: 4) & 0xffff, 2)
            count += 1
            guard count <= Self.mostSegments else { return .givenUp }
        }
        return .givenUp
    }
}

extension HeldBytes {
    /// The first marker from `place` on, among the bytes that are held, that is neither a pixel byte,
    /// nor a fill byte, nor one that stands alone inside of a scan; and where it is, or where to go on.
    ///
    /// Eight bytes are looked at together, and nothing depends on what they are: whoever chooses them
    /// cannot make it slow.
    fileprivate func nextMarker(from place: Int) -> (JPEGMarker?, Int) {
        let start = offset
        return unsafe withBytes { bytes in
            var index = place - start
            while index + 8 < bytes.count {
                let marks = unsafe UInt64.marks(
                    in: bytes.word(at: index),
                    before: bytes.word(at: index + 1)
                )
                if marks != 0 {
                    index += marks.trailingZeroBitCount / 8
                    return (JPEGMarker(code: unsafe bytes[index + 1]), start + index)
                }
                index += 8
            }
            while index + 1 < bytes.count {
                let code = unsafe bytes[index + 1]
                if unsafe bytes[index] == 0xff, code.mayFollowMark {
                    return (JPEGMarker(code: code), start + index)
                }
                index += 1
            }
            // A 0xFF that is held last is looked at again with what follows it.
            let isMark = unsafe index < bytes.count && bytes[index] == 0xff
            return (nil, start + (isMark ? index : bytes.count))
        }
    }
}

extension UInt8 {
    /// Whether 0xFF before it makes a marker that ends a run of pixels.
    fileprivate var mayFollowMark: Bool {
        self > 1 && self != 0xff && !(0xd0...0xd7).contains(self)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Eight bytes at once, the first one lowest; there must be as many.
    fileprivate func word(at index: Int) -> UInt64 {
        unsafe UnsafeRawBufferPointer(self)
            .loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }
}

extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let lowBits = 0x7f * ones

    /// The high bit of each byte that is zero, and no other.
    private var zeros: UInt64 {
        ~(((self & Self.lowBits) &+ Self.lowBits) | self | Self.lowBits)
    }

    /// The high bit of each of eight bytes that is 0xFF and makes a marker with the byte behind
    /// it, which stands in its place in `next`.
    fileprivate static func marks(in word: UInt64, before next: UInt64) -> UInt64 {
        let harmless =
            next.zeros | (next ^ ones).zeros | (~next).zeros
            | ((next & (0xf8 * ones)) ^ (0xd0 * ones)).zeros
        return (~word).zeros & ~harmless
    }
}
