internal import PreflightModel

/// Finds the end of a WebP by the length in its RIFF header, which was read with the rest.
struct WebPEnd: EndWalk {
    /// The length that the header names, in bytes.
    let length: Int
    /// The length of the file in bytes.
    let total: Int

    // A file that lacks nothing but the padding of its last chunk is refused by libwebp as well, when
    // its length counts that byte; where it is not counted, it is no part of the file.
    func ending(in bytes: borrowing HeldBytes) -> MediaFacts.Ending {
        let padded = length + length % 2
        return total > padded ? .trailing(total - padded) : .whole
    }
}
