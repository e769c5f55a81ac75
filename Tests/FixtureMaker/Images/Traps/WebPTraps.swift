import SampleImages

/// WebPs whose structure is rare or wrong.
enum WebPTraps {
    static let all: [ImageFixture] = [
        fixture("accepted-scale-bits", .accepted(), scaled(1)),
        fixture("accepted-all-scale-bits", .accepted(), scaled(3)),
        fixture("accepted-odd-chunk-length", .accepted(), profiled.encoded()),
        fixture(
            "rotated-by-exif-before-the-picture",
            .accepted("rotated-by-exif"),
            webp(chunks: chunksWithEarlyExif)
        ),
        fixture(
            "rotated-by-exif-animation",
            .accepted("rotated-by-exif", "animated-image"),
            WebPImage(width: 640, height: 480, exif: Exif(orientation: 6), frameCount: 3).encoded()
        ),
        fixture(
            "truncated-image-missing-last-padding",
            .rejected("truncated-image"),
            withoutPadding(isCounted: true)
        ),
        fixture(
            "accepted-missing-last-padding-not-counted",
            .accepted(),
            withoutPadding(isCounted: false)
        ),
        fixture("accepted-unknown-chunks-first", .accepted(), webp(chunks: chunksWithUnknown)),
        fixture(
            "transparent-image-alph-without-flag",
            .accepted("transparent-image"),
            webp(chunks: [.extended([], width: 640, height: 480), .alpha(128), lossy])
        ),
        fixture(
            "transparent-image-announced-only",
            .accepted("transparent-image"),
            webp(chunks: [.extended(.alpha, width: 640, height: 480), lossy])
        ),
        fixture(
            "transparent-image-announced-by-vp8l",
            .accepted("transparent-image"),
            WebPImage(width: 640, height: 480, coding: .lossless, alpha: .announced).encoded()
        ),
        fixture(
            "trailing-bytes-metadata-outside-riff",
            .accepted("trailing-bytes"),
            webp(chunks: extended, riffSize: riffSizeOfPicture)
        ),
        fixture(
            "truncated-image-riff-length-too-large",
            .rejected("truncated-image"),
            webp(chunks: [lossy], riffSize: 2000)
        ),
    ]

    private static let lossy = RIFFChunk.lossy(width: 640, height: 480)

    /// Makes a fixture of a picture of 640 x 480.
    private static func fixture(
        _ name: String,
        _ judgement: Judgement,
        _ bytes: [UInt8]
    ) -> ImageFixture {
        ImageFixture(name + ".webp", .webp(640, 480), judgement, bytes)
    }

    /// A picture that asks to be shown larger than it is.
    private static func scaled(_ bits: UInt8) -> [UInt8] {
        WebPImage(width: 640, height: 480, scaleBits: bits).encoded()
    }

    /// The picture's chunk stands behind a chunk of odd length.
    private static let profiled = WebPImage(
        width: 640,
        height: 480,
        profile: [UInt8](repeating: 0, count: 101)
    )

    /// A lossless picture of odd length without the byte behind it, which RIFF counts or not.
    private static func withoutPadding(isCounted: Bool) -> [UInt8] {
        var picture = RIFFChunk.lossless(
            width: 640,
            height: 480,
            pixel: WebPPixel(red: 40, green: 120, blue: 160)
        )
        if picture.data.count.isMultiple(of: 2) {
            picture.data.append(0)
        }
        picture.oddPadding = nil
        let countedSize = UInt32(4 + 8 + picture.data.count + 1)
        return webp(chunks: [picture], riffSize: isCounted ? countedSize : nil)
    }

    private static let chunksWithEarlyExif = [
        .extended(.exif, width: 640, height: 480),
        RIFFChunk("EXIF", Exif(orientation: 8).encoded()), lossy,
    ]

    private static let chunksWithUnknown = [
        .extended([], width: 640, height: 480), RIFFChunk("JUNK", [1, 2, 3]), RIFFChunk("none"),
        lossy,
    ]

    /// The Exif block at the end would turn the picture.
    private static let extended = WebPImage(width: 640, height: 480, exif: Exif(orientation: 6))
        .chunks

    private static let riffSizeOfPicture = UInt32(webp(chunks: extended.dropLast()).count - 8)
}
