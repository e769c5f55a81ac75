internal import PreflightModel

/// Finds the end of a PNG by its chunks.
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

    /// Begins with a file of `total` bytes whose pixels begin at `headerEnd`.
    init(headerEnd: Int, total: Int) {
        offset = headerEnd
        limit = headerEnd + EndSearch.longestSearch
        self.total = total
    }

    mutating func ending(in bytes: borrowing HeldBytes) throws(Interruption) -> MediaFacts.Ending {
        while count < Self.mostChunks, offset < limit {
            let chunk = try PNGChunk(at: offset, in: bytes)
            guard chunk.length <= PNGChunk.longestPayload, chunk.end <= total else {
                return .missing
            }
            if chunk.type == .end {
                return chunk.end == total ? .whole : .trailing(total - chunk.end)
            }
            offset = chunk.end
            count += 1
        }
        return .unread
    }
}
