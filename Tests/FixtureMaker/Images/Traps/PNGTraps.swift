import SampleImages

/// PNGs whose chunks are rare but right.
enum PNGTraps {
    static let all: [ImageFixture] = [
        accepted("megabytes-of-text-first", with: [.text("Comment", words)]),
        accepted("trns-longer-than-palette", palettePicture(transparency: [0, 0, 0])),
        accepted("trns-of-odd-length-for-grey", greyPicture(transparency: [0])),
        accepted("trns-before-palette", png(chunks: chunksWithEarlyTransparency)),
        accepted("trns-with-wrong-checksum", png(chunks: chunksWithBrokenTransparency)),
        accepted("apng-of-one-frame", with: animation),
        accepted("actl-after-idat", PNGImage(width: 640, height: 480, chunksAfterData: animation)),
        accepted(
            "palette-for-rgb",
            PNGImage(width: 640, height: 480, palette: [1, 2, 3, 4, 5, 6])
        ),
        accepted("many-idat-chunks", png(chunks: chunksWithSplitData)),
        rotated("exif-little-endian", Exif(orientation: 5, byteOrder: .little).encoded()),
        rotated("exif-with-jpeg-signature", Exif(orientation: 6).jpegPayload()),
        ImageFixture(
            "rotated-by-exif-behind-the-pixels.png",
            .png(640, 480),
            .accepted("rotated-by-exif"),
            PNGImage(width: 640, height: 480, chunksAfterData: metadataBehindPixels).encoded()
        ),
        ImageFixture(
            "rotated-by-exif-two-blocks-far-apart.png",
            .png(640, 480),
            .accepted("rotated-by-exif"),
            PNGImage(width: 640, height: 480, chunksBeforeData: blocksFarApart).encoded()
        ),
        ImageFixture(
            "damaged-header-unknown-critical-chunk.png",
            nil,
            .rejected("damaged-header"),
            PNGImage(width: 640, height: 480, chunksBeforeData: [PNGChunk("ABCD", [1])]).encoded()
        ),
        ImageFixture(
            "damaged-header-chunk-name-without-letters.png",
            nil,
            .rejected("damaged-header"),
            PNGImage(width: 640, height: 480, chunksBeforeData: [PNGChunk("a1b2", [1])]).encoded()
        ),
        ImageFixture(
            "truncated-image-idat-claims-2-gigabytes.png",
            .png(640, 480),
            .rejected("truncated-image"),
            png(chunks: chunksWithHugeData)
        ),
        ImageFixture(
            "width-out-of-range-2-to-the-31-minus-1.png",
            .png(0x7FFF_FFFF, 480),
            .rejected("width-out-of-range", "aspect-ratio-out-of-range"),
            png(chunks: [.header(width: 0x7FFF_FFFF, height: 480)] + chunks.dropFirst())
        ),
    ]

    private static let chunks = PNGImage(width: 640, height: 480).chunks

    /// Makes a fixture of a picture of 640 x 480 of which nothing is to be said.
    private static func accepted(_ name: String, _ bytes: [UInt8]) -> ImageFixture {
        ImageFixture("accepted-\(name).png", .png(640, 480), .accepted(), bytes)
    }

    /// Makes a fixture of a picture of which nothing is to be said.
    private static func accepted(_ name: String, _ image: PNGImage) -> ImageFixture {
        accepted(name, image.encoded())
    }

    /// Makes a fixture with these chunks before its pixels.
    private static func accepted(_ name: String, with chunks: [PNGChunk]) -> ImageFixture {
        accepted(name, PNGImage(width: 640, height: 480, chunksBeforeData: chunks))
    }

    /// Makes a fixture with an Exif block that turns it.
    private static func rotated(_ name: String, _ block: [UInt8]) -> ImageFixture {
        ImageFixture(
            "rotated-by-\(name).png",
            .accepted("rotated-by-exif"),
            PNGImage(width: 640, height: 480, chunksBeforeData: [PNGChunk("eXIf", block)])
        )
    }

    /// The first one counts, and no reader may go back to it.
    private static let blocksFarApart = [
        PNGChunk("eXIf", Exif(orientation: 6).encoded()), PNGChunk("paDd", zeros: 100_000),
        PNGChunk("eXIf", Exif(orientation: 3).encoded()),
    ]

    /// As ImageMagick writes them: Exif, then the time in a text.
    private static let metadataBehindPixels: [PNGChunk] = [
        PNGChunk("paDd", zeros: 20_000), PNGChunk("eXIf", Exif(orientation: 6).encoded()),
        .text("date:modify", "2026-11-22T10:00:00+00:00"),
    ]

    /// The end marker is there, but the first data chunk reaches beyond it.
    private static let chunksWithHugeData = chunks.map { chunk in
        chunk.name == "IDAT" ? PNGChunk("IDAT", chunk.data, claimedLength: 0x7FFF_FFFF) : chunk
    }

    /// 1.3 MB.
    private static let words = String(repeating: "a picture of nothing ", count: 62_000)

    private static let animation: [PNGChunk] = [
        .animation(frameCount: 1),
        .frameControl(sequence: 0, width: 640, height: 480),
    ]

    /// A picture with a palette of two colours.
    private static func palettePicture(transparency: [UInt8]) -> PNGImage {
        PNGImage(
            width: 640,
            height: 480,
            colourType: .palette,
            bitDepth: 2,
            transparency: transparency
        )
    }

    /// A picture in four shades.
    private static func greyPicture(transparency: [UInt8]) -> PNGImage {
        PNGImage(
            width: 640,
            height: 480,
            colourType: .grey,
            bitDepth: 2,
            transparency: transparency
        )
    }

    /// libpng takes no transparency that comes before the palette.
    private static let chunksWithEarlyTransparency: [PNGChunk] = {
        let chunks = palettePicture(transparency: []).chunks
        return [chunks[0], PNGChunk("tRNS", [0, 0])] + chunks.dropFirst()
    }()

    /// What libpng drops, because its bytes are not those that were written.
    private static let chunksWithBrokenTransparency: [PNGChunk] = {
        let chunks = palettePicture(transparency: []).chunks
        return chunks.flatMap { chunk in
            chunk.name == "PLTE" ? [chunk, PNGChunk("tRNS", [0, 0], checksum: 1)] : [chunk]
        }
    }()

    /// The pixels in pieces of 16 bytes, with empty pieces first, last and in between.
    private static let chunksWithSplitData = chunks.flatMap { chunk in
        guard chunk.name == "IDAT" else { return [chunk] }
        let pieces = stride(from: 0, to: chunk.data.count, by: 16).flatMap { start in
            [PNGChunk("IDAT"), PNGChunk("IDAT", Array(chunk.data[start...].prefix(16)))]
        }
        return pieces + [PNGChunk("IDAT")]
    }
}
