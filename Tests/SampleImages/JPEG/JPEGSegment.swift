/// One marker of a JPEG with what belongs to it, whose length may be wrong on purpose.
package struct JPEGSegment: Sendable {
    /// The marker's second byte, such as 0xFE of a comment.
    package var marker: UInt8
    /// What stands after the length field; nil for a marker without one, such as SOI.
    package var payload: [UInt8]?
    /// Bytes up to the next marker: the coded data of a scan, or rubbish.
    package var following: [UInt8]
    /// Further 0xFF bytes before the marker.
    package var fillCount: Int
    /// What the length field says instead of the truth.
    package var claimedLength: Int?

    /// Makes a segment, true in all fields unless told otherwise.
    package init(
        _ marker: UInt8,
        _ payload: [UInt8]? = nil,
        following: [UInt8] = [],
        fillCount: Int = 0,
        claimedLength: Int? = nil
    ) {
        self.marker = marker
        self.payload = payload
        self.following = following
        self.fillCount = fillCount
        self.claimedLength = claimedLength
    }

    /// The segment's bytes: fill bytes, marker, length, payload, what follows.
    package func encoded() -> [UInt8] {
        var bytes = [UInt8](repeating: 0xFF, count: fillCount + 1)
        bytes.append(marker)
        if let payload {
            bytes.append(bigEndian: claimedLength ?? payload.count + 2, byteCount: 2)
            bytes += payload
        }
        return bytes + following
    }
}

/// A JPEG of exactly these segments in this order, valid or not.
package func jpeg(segments: [JPEGSegment]) -> [UInt8] {
    segments.reduce(into: []) { $0 += $1.encoded() }
}
