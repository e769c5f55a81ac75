import SampleImages

/// Good images of which something is to be said all the same.
enum RemarkableImages {
    static let all: [ImageFixture] = [
        ImageFixture(
            "extension-mismatch-jpeg-named-png.png",
            .jpeg(640, 480),
            .accepted("extension-mismatch"),
            JPEGImage(width: 640, height: 480).encoded()
        ),
        ImageFixture(
            "animated-image-apng.png",
            .png(640, 480),
            .accepted("animated-image"),
            PNGImage(width: 640, height: 480, frameCount: 2).encoded()
        ),
        ImageFixture(
            "animated-image-webp.webp",
            .webp(640, 480),
            .accepted("animated-image"),
            WebPImage(width: 640, height: 480, frameCount: 2).encoded()
        ),
        ImageFixture(
            "transparent-image-rgba.png",
            .png(640, 480),
            .accepted("transparent-image"),
            PNGImage(width: 640, height: 480, colourType: .rgba).encoded()
        ),
        ImageFixture(
            "transparent-image-trns.png",
            .png(640, 480),
            .accepted("transparent-image"),
            PNGImage(
                width: 640,
                height: 480,
                colourType: .palette,
                bitDepth: 4,
                transparency: [128]
            ).encoded()
        ),
        ImageFixture(
            "transparent-image-vp8l.webp",
            .webp(640, 480),
            .accepted("transparent-image"),
            WebPImage(width: 640, height: 480, coding: .lossless, alpha: .real).encoded()
        ),
        ImageFixture(
            "cmyk-image-adobe.jpg",
            .jpeg(640, 480),
            .accepted("cmyk-image"),
            JPEGImage(width: 640, height: 480, colours: .cmyk).encoded()
        ),
        ImageFixture(
            "rotated-by-exif-6.jpg",
            .jpeg(640, 480),
            .accepted("rotated-by-exif"),
            JPEGImage(width: 640, height: 480, exif: Exif(orientation: 6)).encoded()
        ),
        ImageFixture(
            "rotated-by-exif-8.png",
            .png(640, 480),
            .accepted("rotated-by-exif"),
            PNGImage(width: 640, height: 480, exif: Exif(orientation: 8)).encoded()
        ),
        ImageFixture(
            "rotated-by-exif-3.webp",
            .webp(640, 480),
            .accepted("rotated-by-exif"),
            WebPImage(width: 640, height: 480, exif: Exif(orientation: 3, byteOrder: .little))
                .encoded()
        ),
    ]
}
