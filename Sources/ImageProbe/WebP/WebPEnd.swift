internal import PreflightModel

/// Finds the end of a WebP by the length in its RIFF header.
struct WebPEnd: EndWalk {
    /// The length of the file in bytes.
    let total: Int

    // A file that lacks nothing but the padding of its last chunk is refused by libwebp as well, when
    // its length counts that byte; where it is not counted, it is no part of the file.
    func ending(in bytes: borrowing HeldBytes) throws(Interruption) -> MediaFacts.Ending {
        let end = try RIFFChunks.end(in: bytes)
        let paddedEnd = end + end % 2
        if total < end { return .missing }
        return total > paddedEnd ? .trailing(total - paddedEnd) : .whole
    }
}
