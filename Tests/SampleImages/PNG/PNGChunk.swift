/// One chunk of a PNG, whose length and checksum may be wrong on purpose.
package struct PNGChunk: Sendable {
    package var name: String
    package var data: [UInt8]
    /// Zeros that follow `data`: cheap to make and to check in any number.
    package var zeros: Int
    /// What the length field says instead of the truth.
    package var claimedLength: UInt32?
    /// What the CRC field says instead of the truth.
    package var checksum: UInt32?

    /// Makes a chunk, true in all fields unless told otherwise; the name has four ASCII letters.
    package init(
        _ name: String,
        _ data: [UInt8] = [],
        zeros: Int = 0,
        claimedLength: UInt32? = nil,
        checksum: UInt32? = nil
    ) {
        self.name = name
        self.data = data
        self.zeros = zeros
        self.claimedLength = claimedLength
        self.checksum = checksum
    }

    /// The chunk's bytes: length, name, data, CRC.
    package func encoded() -> [UInt8] {
        var crc = CRC32()
        crc.update(Array(name.utf8))
        crc.update(data)
        crc.update(zeros: zeros)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(12 + data.count + zeros)
        bytes.append(bigEndian: claimedLength.map(Int.init) ?? data.count + zeros, byteCount: 4)
        bytes += name.utf8
        bytes += data
        bytes.append(zeros: zeros)
        bytes.append(bigEndian: Int(checksum ?? crc.value), byteCount: 4)
        return bytes
    }
}

/// The eight bytes that every PNG starts with.
package let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

/// A PNG of exactly these chunks in this order, valid or not.
package func png(chunks: [PNGChunk]) -> [UInt8] {
    chunks.reduce(into: pngSignature) { $0 += $1.encoded() }
}
