/// One chunk of a RIFF file, whose length may be wrong on purpose.
package struct RIFFChunk: Sendable {
    package var name: String
    package var data: [UInt8]
    /// Zeros that follow `data`: cheap to make in any number.
    package var zeros: Int
    /// What the length field says instead of the truth.
    package var claimedLength: UInt32?
    /// The byte after a chunk of odd length; nil leaves it out.
    package var oddPadding: UInt8?

    /// Makes a chunk, true in all fields unless told otherwise; the name has four ASCII letters.
    package init(
        _ name: String,
        _ data: [UInt8] = [],
        zeros: Int = 0,
        claimedLength: UInt32? = nil,
        oddPadding: UInt8? = 0
    ) {
        self.name = name
        self.data = data
        self.zeros = zeros
        self.claimedLength = claimedLength
        self.oddPadding = oddPadding
    }

    /// The chunk's bytes: name, length, data, padding.
    package func encoded() -> [UInt8] {
        let count = data.count + zeros
        var bytes: [UInt8] = []
        bytes.reserveCapacity(9 + count)
        bytes += name.utf8
        bytes.append(littleEndian: claimedLength.map(Int.init) ?? count, byteCount: 4)
        bytes += data
        bytes.append(zeros: zeros)
        if count % 2 == 1, let oddPadding {
            bytes.append(oddPadding)
        }
        return bytes
    }
}

/// A WebP of exactly these chunks in this order, valid or not; `riffSize` replaces the true size.
package func webp(chunks: [RIFFChunk], riffSize: UInt32? = nil) -> [UInt8] {
    let body = chunks.reduce(into: Array("WEBP".utf8)) { $0 += $1.encoded() }
    var bytes = Array("RIFF".utf8)
    bytes.append(littleEndian: riffSize.map(Int.init) ?? body.count, byteCount: 4)
    return bytes + body
}
