internal import PreflightModel

/// Finds the end of a PNG by its chunks, and Exif among them.
struct PNGEnd {
    /// An empty IEND.
    static let marker: [UInt8] = [
        0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ]
    /// More chunks than any real file has behind the beginning of its pixels.
    private static let mostChunks = 1 << 20

    private let total: Int
    private let limit: Int
    private var offset: Int
    private var count = 0
    /// The Exif that is read, whose chunk may be held no more.
    private var exif: ExifWalk?
    private var exifEnd = 0
    /// What Exif behind the pixels says.
    private(set) var orientation: Int?

    /// Begins with a file of `total` bytes whose pixels begin at `headerEnd`.
    init(headerEnd: Int, total: Int) {
        offset = headerEnd
        limit = headerEnd + EndSearch.longestSearch
        self.total = total
    }

    mutating func ending(in bytes: borrowing HeldBytes) throws(Interruption) -> MediaFacts.Ending {
        while count < Self.mostChunks, offset < limit {
            if exif != nil {
                orientation = try exif?.orientation(in: bytes)
                exif = nil
                offset = exifEnd
            }
            let chunk = try PNGChunk(at: offset, in: bytes)
            guard chunk.length <= PNGChunk.longestPayload, chunk.end <= total else {
                return .missing
            }
            if chunk.type == .end {
                return chunk.end == total ? .whole : .trailing(total - chunk.end)
            }
            count += 1
            if chunk.type == .exif, orientation == nil {
                exif = ExifWalk(at: chunk.payload, length: chunk.length)
                exifEnd = chunk.end
            } else {
                offset = chunk.end
            }
        }
        return .givenUp
    }
}
