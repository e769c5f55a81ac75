import SampleImages

/// Images whose header is refused, contradicts itself or is not all there.
enum DamagedImages {
    static let all: [ImageFixture] = [
        .damaged("zero-width.png", PNGImage(width: 0, height: 480).encoded()),
        .damaged("bad-crc.png", png(chunks: chunksWithBadChecksum)),
        .damaged("ihdr-not-first.png", png(chunks: [gamma] + pngImage.chunks)),
        .damaged("claims-a-gigabyte.png", Array(png(chunks: chunksWithHugeClaim).prefix(50))),
        .damaged("cut-after-40-bytes.png", Array(pngImage.encoded().prefix(40))),
        .damaged("two-frames.jpg", jpeg(segments: segmentsWithTwoFrames)),
        .damaged("segment-length-0.jpg", jpegWithComment(claiming: 0)),
        .damaged("segment-length-1.jpg", jpegWithComment(claiming: 1)),
        .damaged("cut-after-40-bytes.jpg", Array(jpegImage.encoded().prefix(40))),
        .damaged("vp8x-without-image.webp", webp(chunks: chunksWithoutImage)),
        .damaged("cut-after-40-bytes.webp", Array(webpWithProfile.encoded().prefix(40))),
    ]

    private static let pngImage = PNGImage(width: 640, height: 480)
    private static let jpegImage = JPEGImage(width: 640, height: 480)

    /// Its picture is behind a profile, so that 40 bytes do not reach it.
    private static let webpWithProfile = WebPImage(
        width: 640,
        height: 480,
        profile: [UInt8](repeating: 0, count: 100)
    )

    private static let chunksWithBadChecksum: [PNGChunk] = {
        var chunks = pngImage.chunks
        chunks[0].checksum = 0x1234_5678
        return chunks
    }()

    /// 45455, which is a gamma of 1 / 2.2.
    private static let gamma = PNGChunk("gAMA", [0x00, 0x00, 0xB1, 0x8F])

    private static let chunksWithHugeClaim: [PNGChunk] = [
        .header(width: 640, height: 480),
        PNGChunk("tEXt", Array("Comment".utf8), zeros: 100, claimedLength: 0x3600_0000),
    ]

    private static let segmentsWithTwoFrames = jpegImage.segments.flatMap { segment in
        segment.marker == 0xC0 ? [segment, .frame(width: 320, height: 480)] : [segment]
    }

    /// A picture with a comment segment that lies about its length.
    private static func jpegWithComment(claiming length: Int) -> [UInt8] {
        let comment = JPEGSegment(0xFE, [], claimedLength: length)
        return JPEGImage(width: 640, height: 480, segmentsBeforeFrame: [comment]).encoded()
    }

    private static let chunksWithoutImage: [RIFFChunk] = [
        .extended(.exif, width: 640, height: 480),
        RIFFChunk("EXIF", Exif(orientation: 1).encoded()),
    ]
}
