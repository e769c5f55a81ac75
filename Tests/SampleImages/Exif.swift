/// A small TIFF block that says how a picture is to be turned.
package struct Exif: Sendable {
    /// The order of the block's bytes.
    package enum ByteOrder: Sendable {
        case little
        case big
    }

    /// 1 to 8 in a true block; any other number is written as well.
    package var orientation: Int
    package var byteOrder: ByteOrder
    /// A JPEG in a second directory, unless empty.
    package var thumbnail: [UInt8]

    /// Makes a block.
    package init(orientation: Int, byteOrder: ByteOrder = .big, thumbnail: [UInt8] = []) {
        self.orientation = orientation
        self.byteOrder = byteOrder
        self.thumbnail = thumbnail
    }

    /// The block, as `eXIf` in PNG and `EXIF` in WebP hold it.
    package func encoded() -> [UInt8] {
        var bytes: [UInt8] = byteOrder == .little ? [0x49, 0x49] : [0x4D, 0x4D]
        append(42, byteCount: 2, to: &bytes)
        append(8, byteCount: 4, to: &bytes)
        append(1, byteCount: 2, to: &bytes)
        appendShort(tag: 0x0112, orientation, to: &bytes)
        append(thumbnail.isEmpty ? 0 : bytes.count + 4, byteCount: 4, to: &bytes)
        if !thumbnail.isEmpty {
            appendThumbnailDirectory(to: &bytes)
        }
        return bytes + thumbnail
    }

    /// The block as the payload of an APP1 segment.
    package func jpegPayload() -> [UInt8] {
        Array("Exif".utf8) + [0, 0] + encoded()
    }

    /// Appends a number in the block's byte order.
    private func append(_ value: Int, byteCount: Int, to bytes: inout [UInt8]) {
        switch byteOrder {
        case .little: bytes.append(littleEndian: value, byteCount: byteCount)
        case .big: bytes.append(bigEndian: value, byteCount: byteCount)
        }
    }

    /// Appends a field of one 16-bit number.
    private func appendShort(tag: Int, _ value: Int, to bytes: inout [UInt8]) {
        append(tag, byteCount: 2, to: &bytes)
        append(3, byteCount: 2, to: &bytes)
        append(1, byteCount: 4, to: &bytes)
        append(value, byteCount: 2, to: &bytes)
        append(0, byteCount: 2, to: &bytes)
    }

    /// Appends a field of one 32-bit number.
    private func appendLong(tag: Int, _ value: Int, to bytes: inout [UInt8]) {
        append(tag, byteCount: 2, to: &bytes)
        append(4, byteCount: 2, to: &bytes)
        append(1, byteCount: 4, to: &bytes)
        append(value, byteCount: 4, to: &bytes)
    }

    /// Three fields of 12 bytes (compression, offset, length) between a count and a link.
    private func appendThumbnailDirectory(to bytes: inout [UInt8]) {
        let end = bytes.count + 2 + 3 * 12 + 4
        append(3, byteCount: 2, to: &bytes)
        appendShort(tag: 0x0103, 6, to: &bytes)
        appendLong(tag: 0x0201, end, to: &bytes)
        appendLong(tag: 0x0202, thumbnail.count, to: &bytes)
        append(0, byteCount: 4, to: &bytes)
    }
}
