import SampleImages

/// Images that stop too early, or go on after their end.
enum ImagesWithBadEnds {
    static let all: [ImageFixture] = [
        ImageFixture(
            "truncated-image-png.png",
            .png(640, 480),
            .rejected("truncated-image"),
            PNGImage(width: 640, height: 480, cutLength: 4000).encoded()
        ),
        ImageFixture(
            "truncated-image-jpeg.jpg",
            .jpeg(640, 480),
            .rejected("truncated-image"),
            JPEGImage(width: 640, height: 480, cutLength: 1000).encoded()
        ),
        ImageFixture(
            "truncated-image-webp.webp",
            .webp(640, 480),
            .rejected("truncated-image"),
            WebPImage(width: 640, height: 480, cutLength: 300).encoded()
        ),
        ImageFixture(
            "trailing-bytes-png.png",
            .png(640, 480),
            .accepted("trailing-bytes"),
            PNGImage(width: 640, height: 480, trailing: trailing).encoded()
        ),
        ImageFixture(
            "trailing-bytes-jpeg.jpg",
            .jpeg(640, 480),
            .accepted("trailing-bytes"),
            JPEGImage(width: 640, height: 480, trailing: trailing).encoded()
        ),
        ImageFixture(
            "trailing-bytes-webp.webp",
            .webp(640, 480),
            .accepted("trailing-bytes"),
            WebPImage(width: 640, height: 480, trailing: trailing).encoded()
        ),
    ]

    private static let trailing = Array("These words come after the end of the picture.".utf8)
}
