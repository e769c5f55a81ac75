internal import PreflightModel

/// Finds the end of a JPEG: EOI in its last bytes, else EOI by its scans.
struct JPEGEnd: EndWalk {
    private static let endOfImage: [UInt8] = [0xff, 0xd9]
    /// More segments than the scans of any real JPEG need.
    private static let mostSegments = 1 << 19
    /// How far behind the header the end is looked for, in bytes: twice the largest accepted file.
    private static let longestSearch = 64 << 20

    private let total: Int
    private let limit: Int
    private var offset: Int
    private var count = 0
    private var hasLooked = false

    /// Begins with a file of `total` bytes whose pixels begin at `headerEnd`.
    init(headerEnd: Int, total: Int) {
        offset = headerEnd
        limit = headerEnd + Self.longestSearch
        self.total = total
    }

    // In a scan 0xFF is followed by 0 (a pixel byte), a restart marker, or what ends the scan.
    mutating func ending(in bytes: borrowing HeldBytes) throws(Interruption) -> MediaFacts.Ending {
        if !hasLooked {
            if try Tail.ends(with: Self.endOfImage, in: bytes, total: total) { return .whole }
            hasLooked = true
        }
        while offset < limit, count < Self.mostSegments {
            try bytes.require(at: offset, count: 2)
            guard let mark = bytes.firstOffset(of: 0xff, from: offset) else {
                offset = bytes.end
                continue
            }
            offset = mark
            let marker = JPEGMarker(code: UInt8(try bytes.bigEndian(at: mark, count: 2) & 0xff))
            if marker == .endOfImage {
                return mark + 2 == total ? .whole : .trailing(total - mark - 2)
            }
            if marker.code == 0xff {
                offset = mark + 1
            } else if marker.code == 0 || marker.standsAlone {
                offset = mark + 2
            } else {
                offset = mark + 2 + max(try bytes.bigEndian(at: mark, count: 4) & 0xffff, 2)
                count += 1
            }
        }
        return .unread
    }
}
