import SampleImages

/// PNGs whose header libpng refuses.
enum DamagedPNGs {
    static let all: [ImageFixture] = [
        .damaged("zero-height.png", PNGImage(width: 640, height: 0).encoded()),
        header("width-2-to-the-31", width: 0x8000_0000, height: 480),
        header("height-2-to-the-31", width: 640, height: 0x8000_0000),
        header("bit-depth-3", bitDepth: 3),
        header("bit-depth-4-for-rgb", bitDepth: 4),
        header("colour-type-5", colourType: 5),
        .damaged("second-ihdr.png", png(chunks: [smaller] + chunks)),
        .damaged("second-ihdr-empty.png", png(chunks: [chunks[0], PNGChunk("IHDR")] + pixels)),
        .damaged("second-ihdr-before-idat.png", png(chunks: [chunks[0], smaller] + pixels)),
        .damaged("iend-before-idat.png", png(chunks: [chunks[0], .end] + pixels)),
        .damaged("no-idat.png", png(chunks: [chunks[0], .end])),
        .damaged("palette-missing.png", png(chunks: chunksWithoutPalette)),
        .damaged("palette-of-odd-length.png", picture(palette: [1, 2, 3, 4])),
        .damaged("palette-longer-than-256.png", picture(palette: longPalette)),
        .damaged("ihdr-too-long.png", png(chunks: [longHeader] + pixels)),
        .damaged("ihdr-too-short.png", png(chunks: [shortHeader] + pixels)),
    ]

    private static let chunks = PNGImage(width: 640, height: 480).chunks
    private static let pixels = Array(chunks.dropFirst())
    private static let smaller = PNGChunk.header(width: 320, height: 480)

    /// Makes a fixture whose header chunk holds a value that is not allowed.
    private static func header(
        _ name: String,
        width: Int = 640,
        height: Int = 480,
        bitDepth: Int = 8,
        colourType: UInt8 = 2
    ) -> ImageFixture {
        let header = PNGChunk.header(
            width: width,
            height: height,
            bitDepth: bitDepth,
            colourType: colourType
        )
        return .damaged(name + ".png", png(chunks: [header] + pixels))
    }

    /// A picture with a palette, whatever it is.
    private static func picture(palette: [UInt8]) -> [UInt8] {
        PNGImage(width: 640, height: 480, colourType: .palette, palette: palette).encoded()
    }

    private static let chunksWithoutPalette =
        PNGImage(width: 640, height: 480, colourType: .palette, palette: []).chunks

    private static let longPalette = [UInt8](repeating: 0x40, count: 257 * 3)

    private static let longHeader = PNGChunk("IHDR", chunks[0].data + [0])

    private static let shortHeader = PNGChunk("IHDR", Array(chunks[0].data.dropLast()))
}
