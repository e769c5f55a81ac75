import SampleImages

/// PNGs that take time and memory from whoever trusts them.
enum PNGBombs {
    static let all = [
        Bomb(
            "png-990-compressed-texts.png",
            .once(png(chunks: [.header(width: 1, height: 1)])),
            .repeated(compressedText.encoded(), 495),
            .repeated(internationalText.encoded(), 495),
            .once(ending(of: PNGImage(width: 1, height: 1)))
        ),
        Bomb(
            "png-chunk-claims-2-gigabytes.png",
            .once(start),
            .once(chunk("tEXt", claiming: 0x7FFF_FFFF)),
            .once(ending(of: picture))
        ),
        Bomb(
            "png-idat-claims-2-gigabytes.png",
            .once(start),
            .once(chunk("IDAT", claiming: 0x7FFF_FFFF)),
            .once(ending(of: picture))
        ),
        Bomb(
            "png-60000-x-60000.png",
            .once(
                PNGImage(width: 60_000, height: 60_000, colourType: .grey, isBlack: true).encoded()
            )
        ),
        Bomb(
            "png-palette-and-transparency-of-88-megabytes.png",
            .once(png(chunks: [.header(width: 640, height: 480, colourType: 3)])),
            .once(head("PLTE", claiming: 66_000_000)),
            .repeated([0], 66_000_004),
            .once(head("tRNS", claiming: 22_000_000)),
            .repeated([0xFF], 22_000_004),
            .once(ending(of: picture))
        ),
        Bomb(
            "png-120-chunks-of-2-megabytes-behind-the-pixels.png",
            .once(Array(picture.encoded().dropLast(12))),
            .repeated(PNGChunk("emPt", zeros: 2_200_000).encoded(), 120),
            .once(Array(picture.encoded().suffix(12)) + [0])
        ),
        Bomb(
            "png-60000-empty-chunks.png",
            .once(start),
            .repeated(PNGChunk("emPt").encoded(), 60_000),
            .once(ending(of: picture))
        ),
        Bomb(
            "png-exif-of-65535-entries.png",
            .once(start),
            .once(PNGChunk("eXIf", HugeExif.all).encoded()),
            .once(ending(of: picture))
        ),
        Bomb(
            "png-exif-of-signatures.png",
            .once(start),
            .once(PNGChunk("eXIf", signatures).encoded()),
            .once(ending(of: picture))
        ),
        Bomb(
            "png-2000000-idat-chunks.png",
            .once(start),
            .once(PNGChunk("IDAT", pixels.head).encoded()),
            .repeated(PNGChunk("IDAT", [0]).encoded(), 2_000_000),
            .once(PNGChunk("IDAT", pixels.tail).encoded() + PNGChunk.end.encoded()),
            .once(Array("These words come after the end.".utf8))
        ),
        Bomb(
            "png-4000000-empty-chunks-without-end.png",
            .once(start),
            .once(picture.chunks[1].encoded()),
            .repeated(PNGChunk("emPt").encoded(), 4_000_000)
        ),
    ]

    private static let picture = PNGImage(width: 640, height: 480)

    /// The signature and the header of `picture`.
    private static let start = png(chunks: [picture.chunks[0]])

    /// All chunks of a picture behind its header.
    private static func ending(of image: PNGImage) -> [UInt8] {
        image.chunks.dropFirst().flatMap { $0.encoded() }
    }

    /// Length and name of a chunk whose payload follows in other pieces.
    private static func head(_ name: String, claiming length: UInt32) -> [UInt8] {
        Array(PNGChunk(name, claimedLength: length).encoded().prefix(8))
    }

    /// A chunk of 100 bytes that claims more.
    private static func chunk(_ name: String, claiming length: UInt32) -> [UInt8] {
        PNGChunk(name, Array("Comment".utf8), zeros: 93, claimedLength: length).encoded()
    }

    /// 7.9 MB, which is just less than what libpng allows a chunk by default.
    private static let inflated = ZeroStream(count: 7_900_000).encoded()

    private static let compressedText = PNGChunk("zTXt", Array("Comment".utf8) + [0, 0] + inflated)

    private static let internationalText = PNGChunk(
        "iTXt",
        Array("Comment".utf8) + [0, 1, 0, 0, 0] + inflated
    )

    /// 3 MB of the signature that stands before a block in JPEG.
    private static let signatures = [[UInt8]](
        repeating: Array("Exif".utf8) + [0, 0],
        count: 500_000
    ).flatMap(\.self)

    /// 2 GB of zeros, of which `picture` needs the first; two million zeros are its middle.
    private static let pixels = ZeroStream(count: 2_000_000 * 4 * 258 + 1033)
}
