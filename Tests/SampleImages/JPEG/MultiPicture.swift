/// Two pictures in one file with an index of both (CIPA DC-007), as cameras and phones write them.
package struct MultiPicture: Sendable {
    package var first: JPEGImage
    package var second: JPEGImage

    /// Makes a file of two pictures.
    package init(first: JPEGImage, second: JPEGImage) {
        self.first = first
        self.second = second
    }

    /// The whole file.
    package func encoded() -> [UInt8] {
        let second = second.encoded()
        let unmeasured = indexed(with: index(firstLength: 0, secondLength: 0, offset: 0))
        let segments = unmeasured.segments
        let start = segments.firstIndex { $0.marker == 0xE2 } ?? 0
        let signatureEnd = jpeg(segments: Array(segments[..<start])).count + 8
        let firstLength = unmeasured.encoded().count
        let trueIndex = index(
            firstLength: firstLength,
            secondLength: second.count,
            offset: firstLength - signatureEnd
        )
        return indexed(with: trueIndex).encoded() + second
    }

    /// The first picture with the index.
    private func indexed(with index: [UInt8]) -> JPEGImage {
        var image = first
        image.segmentsBeforeFrame.insert(.multiPicture(index), at: 0)
        return image
    }

    /// A directory of three fields, then an entry of 16 bytes for each picture; the second's offset
    /// counts from the directory's byte order.
    private func index(firstLength: Int, secondLength: Int, offset: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 3]
        bytes += [0xB0, 0x00, 0, 7, 0, 0, 0, 4] + Array("0100".utf8)
        bytes += [0xB0, 0x01, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2]
        bytes += [0xB0, 0x02, 0, 7, 0, 0, 0, 32, 0, 0, 0, 50]
        bytes += [0, 0, 0, 0]
        let baselinePrimary = 0x2003_0000
        for (attribute, length, offset) in [
            (baselinePrimary, firstLength, 0), (0, secondLength, offset),
        ] {
            for value in [attribute, length, offset, 0] {
                bytes.append(bigEndian: value, byteCount: 4)
            }
        }
        return bytes
    }
}
