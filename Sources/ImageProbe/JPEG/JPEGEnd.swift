internal import PreflightModel

/// Finds the end of a JPEG by its scans.
struct JPEGEnd {
    /// EOI.
    static let marker: [UInt8] = [0xff, 0xd9]
    /// More segments than the scans of any real JPEG need: what has more has no end.
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
            offset = place + 2 + max(try bytes.bigEndian(at: place, count: 4) & 0xffff, 2)
            count += 1
            guard count <= Self.mostSegments else { return .missing }
        }
        return .unread
    }
}

extension HeldBytes {
    /// The first marker from `place` on, among the bytes that are held, that is neither a pixel byte,
    /// nor a fill byte, nor one that stands alone inside of a scan; and where it is, or where to go on.
    fileprivate func nextMarker(from place: Int) -> (JPEGMarker?, Int) {
        let start = offset
        return unsafe withBytes { bytes in
            var index = place - start
            while index + 1 < bytes.count {
                guard unsafe bytes[index] == 0xff else {
                    index = unsafe bytes[index...].firstIndex(of: 0xff) ?? bytes.count
                    continue
                }
                switch unsafe bytes[index + 1] {
                case 0xff: index += unsafe bytes.word(at: index).map { $0.fillBytes } ?? 1
                case 0:
                    index += 2
                    while unsafe bytes.word(at: index) == .pixelBytes { index += 8 }
                case 0x01, 0xd0...0xd7: index += 2
                case let code: return (JPEGMarker(code: code), start + index)
                }
            }
            // A 0xFF that is held last is looked at again with what follows it.
            return (nil, start + min(index, bytes.count))
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Eight bytes at once, the first one lowest, where there are as many.
    fileprivate func word(at index: Int) -> UInt64? {
        guard index <= count - 8 else { return nil }
        return unsafe UnsafeRawBufferPointer(self)
            .loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }
}

extension UInt64 {
    /// Of eight bytes that begin with 0xFF twice, how many stand before the 0xFF that may begin a
    /// marker.
    fileprivate var fillBytes: Int { (~self).trailingZeroBitCount / 8 - 1 }

    /// Four times 0xFF as a pixel byte.
    fileprivate static let pixelBytes: UInt64 = 0x00ff_00ff_00ff_00ff
}
