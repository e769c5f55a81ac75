import SampleImages

/// Images of which nothing is to be said.
enum GoodImages {
    static let all: [ImageFixture] = [
        ImageFixture(
            "accepted-png.png",
            .png(640, 480),
            .accepted(),
            PNGImage(width: 640, height: 480).encoded()
        ),
        ImageFixture(
            "accepted-grey-1-bit.png",
            .png(640, 480),
            .accepted(),
            PNGImage(width: 640, height: 480, colourType: .grey, bitDepth: 1).encoded()
        ),
        ImageFixture(
            "accepted-interlaced.png",
            .png(640, 480),
            .accepted(),
            PNGImage(width: 640, height: 480, isInterlaced: true).encoded()
        ),
        ImageFixture(
            "accepted-16-bit.png",
            .png(640, 480),
            .accepted(),
            PNGImage(width: 640, height: 480, bitDepth: 16).encoded()
        ),
        ImageFixture(
            "accepted-jpeg.jpg",
            .jpeg(1280, 720),
            .accepted(),
            JPEGImage(width: 1280, height: 720).encoded()
        ),
        ImageFixture(
            "accepted-progressive.jpg",
            .jpeg(1280, 720),
            .accepted(),
            JPEGImage(width: 1280, height: 720, process: .progressive).encoded()
        ),
        ImageFixture(
            "accepted-megabytes-of-exif-first.jpg",
            .jpeg(640, 480),
            .accepted(),
            JPEGImage(width: 640, height: 480, segmentsBeforeFrame: metadata).encoded()
        ),
        ImageFixture(
            "accepted-vp8.webp",
            .webp(640, 480),
            .accepted(),
            WebPImage(width: 640, height: 480).encoded()
        ),
        ImageFixture(
            "accepted-vp8l.webp",
            .webp(640, 480),
            .accepted(),
            WebPImage(width: 640, height: 480, coding: .lossless).encoded()
        ),
    ]

    /// 1.3 MB of Exif in 20 pieces, so that the frame header is far behind.
    private static let metadata = [JPEGSegment](
        repeating: .application(
            1,
            Exif(orientation: 1).jpegPayload() + [UInt8](repeating: 0, count: 65_500)
        ),
        count: 20
    )
}
