/// The chunks of the WebP container specification that samples are made of.
extension RIFFChunk {
    /// What a `VP8X` chunk may announce.
    package struct Features: OptionSet, Sendable {
        package let rawValue: UInt8

        /// Takes the flags as they are written.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let animation = Features(rawValue: 0x02)
        package static let xmp = Features(rawValue: 0x04)
        package static let exif = Features(rawValue: 0x08)
        package static let alpha = Features(rawValue: 0x10)
        package static let profile = Features(rawValue: 0x20)
    }

    /// The header of an extended file.
    package static func extended(_ features: Features, width: Int, height: Int) -> RIFFChunk {
        var data: [UInt8] = [features.rawValue, 0, 0, 0]
        data.append(littleEndian: width - 1, byteCount: 3)
        data.append(littleEndian: height - 1, byteCount: 3)
        return RIFFChunk("VP8X", data)
    }

    /// The header of an animation on white, repeated for ever.
    package static let animation = RIFFChunk("ANIM", [0xFF, 0xFF, 0xFF, 0xFF, 0, 0])

    /// One frame of an animation, shown for a tenth of a second; x and y are even.
    package static func frame(
        x: Int = 0,
        y: Int = 0,
        width: Int,
        height: Int,
        chunks: [RIFFChunk]
    ) -> RIFFChunk {
        var data: [UInt8] = []
        for value in [x / 2, y / 2, width - 1, height - 1, 100] {
            data.append(littleEndian: value, byteCount: 3)
        }
        data.append(0)
        return RIFFChunk("ANMF", chunks.reduce(into: data) { $0 += $1.encoded() })
    }

    /// A lossless picture of one colour.
    package static func lossless(
        width: Int,
        height: Int,
        pixel: WebPPixel,
        hasAlphaHint: Bool = false
    ) -> RIFFChunk {
        RIFFChunk(
            "VP8L",
            FlatVP8L(pixel: pixel).file(width: width, height: height, hasAlphaHint: hasAlphaHint)
        )
    }

    /// A mid-grey key frame; the scale bits are those of its two size fields.
    package static func lossy(width: Int, height: Int, scaleBits: UInt8 = 0) -> RIFFChunk {
        RIFFChunk(
            "VP8 ",
            FlatVP8(width: width, height: height, scaleBits: scaleBits).keyFrame()
        )
    }

    /// The same alpha everywhere, for a lossy picture.
    package static func alpha(_ value: UInt8) -> RIFFChunk {
        let compressed: UInt8 = 1
        let pixel = WebPPixel(red: 0, green: value, blue: 0)
        return RIFFChunk("ALPH", [compressed] + FlatVP8L(pixel: pixel).pixels())
    }
}
