/// The chunks of the PNG specification that samples are made of.
extension PNGChunk {
    /// The header chunk, whatever it is given: no value is checked.
    package static func header(
        width: Int,
        height: Int,
        bitDepth: Int = 8,
        colourType: UInt8 = 2,
        isInterlaced: Bool = false
    ) -> PNGChunk {
        var data: [UInt8] = []
        data.append(bigEndian: width, byteCount: 4)
        data.append(bigEndian: height, byteCount: 4)
        data += [UInt8(bitDepth), colourType, 0, 0, isInterlaced ? 1 : 0]
        return PNGChunk("IHDR", data)
    }

    /// The end chunk.
    package static let end = PNGChunk("IEND")

    /// The chunk that Apple's tools put before the header of files that are no longer PNGs.
    package static let cgbi = PNGChunk("CgBI", [0x50, 0x00, 0x20, 0x06])

    /// A text chunk with a keyword of its own.
    package static func text(_ keyword: String, _ text: String) -> PNGChunk {
        PNGChunk("tEXt", Array(keyword.utf8) + [0] + Array(text.utf8))
    }

    /// The chunk that makes an animation of what follows; it repeats for ever.
    package static func animation(frameCount: Int) -> PNGChunk {
        var data: [UInt8] = []
        data.append(bigEndian: frameCount, byteCount: 4)
        data.append(bigEndian: 0, byteCount: 4)
        return PNGChunk("acTL", data)
    }

    /// The control chunk of one frame, which is shown for a tenth of a second at the origin.
    package static func frameControl(sequence: Int, width: Int, height: Int) -> PNGChunk {
        var data: [UInt8] = []
        for value in [sequence, width, height, 0, 0] {
            data.append(bigEndian: value, byteCount: 4)
        }
        data.append(bigEndian: 1, byteCount: 2)
        data.append(bigEndian: 10, byteCount: 2)
        data += [0, 0]
        return PNGChunk("fcTL", data)
    }

    /// The pixels of a frame after the first.
    package static func frameData(sequence: Int, _ stream: [UInt8]) -> PNGChunk {
        var data: [UInt8] = []
        data.append(bigEndian: sequence, byteCount: 4)
        return PNGChunk("fdAT", data + stream)
    }
}
