import SampleImages

/// Images beyond the limits of the models, and exactly on them.
enum ImagesAtLimits {
    static let all: [ImageFixture] = [
        ImageFixture(
            "width-out-of-range-299.png",
            .png(299, 400),
            .rejected("width-out-of-range"),
            PNGImage(width: 299, height: 400).encoded()
        ),
        ImageFixture(
            "width-out-of-range-6001.png",
            .png(6001, 3000),
            .rejected("width-out-of-range"),
            bilevel(6001, 3000)
        ),
        ImageFixture(
            "height-out-of-range-299.jpg",
            .jpeg(400, 299),
            .rejected("height-out-of-range"),
            JPEGImage(width: 400, height: 299).encoded()
        ),
        ImageFixture(
            "height-out-of-range-6001.png",
            .png(3000, 6001),
            .rejected("height-out-of-range"),
            bilevel(3000, 6001)
        ),
        ImageFixture(
            "aspect-ratio-out-of-range-3200x1000.png",
            .png(3200, 1000),
            .rejected("aspect-ratio-out-of-range"),
            bilevel(3200, 1000)
        ),
        ImageFixture(
            "aspect-ratio-out-of-range-1000x3200.webp",
            .webp(1000, 3200),
            .rejected("aspect-ratio-out-of-range"),
            WebPImage(width: 1000, height: 3200).encoded()
        ),
        ImageFixture(
            "on-the-limit-300-wide.png",
            .png(300, 480),
            .rejected("on-the-limit"),
            PNGImage(width: 300, height: 480).encoded()
        ),
        ImageFixture(
            "on-the-limit-6000-high.png",
            .png(3000, 6000),
            .rejected("on-the-limit"),
            bilevel(3000, 6000)
        ),
        ImageFixture(
            "on-the-limit-ratio-5-2.png",
            .png(1000, 400),
            .rejected("on-the-limit"),
            PNGImage(width: 1000, height: 400).encoded()
        ),
        ImageFixture(
            "on-the-limit-ratio-2-5.jpg",
            .jpeg(400, 1000),
            .rejected("on-the-limit"),
            JPEGImage(width: 400, height: 1000).encoded()
        ),
    ]

    /// A grey PNG of one bit per pixel, which is small however large the picture.
    private static func bilevel(_ width: Int, _ height: Int) -> [UInt8] {
        PNGImage(width: width, height: height, colourType: .grey, bitDepth: 1).encoded()
    }
}
