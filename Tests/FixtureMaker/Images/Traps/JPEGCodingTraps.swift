import SampleImages

/// JPEGs in every coding, with every kind of pixel.
enum JPEGCodingTraps {
    static let all: [ImageFixture] = [
        ImageFixture(
            "accepted-grey.jpg",
            .accepted(),
            JPEGImage(width: 640, height: 480, colours: .grey)
        ),
        ImageFixture(
            "accepted-colour-not-subsampled.jpg",
            .accepted(),
            JPEGImage(width: 640, height: 480, colours: .yCbCr444)
        ),
        ImageFixture(
            "accepted-extended-8-bit.jpg",
            .accepted(),
            JPEGImage(width: 640, height: 480, process: .extended)
        ),
        ImageFixture(
            "accepted-restart-markers.jpg",
            .accepted(),
            JPEGImage(width: 640, height: 480, restartInterval: 40)
        ),
        ImageFixture(
            "cmyk-image-ycck.jpg",
            .accepted("cmyk-image"),
            JPEGImage(width: 640, height: 480, colours: .ycck)
        ),
        ImageFixture(
            "cmyk-image-progressive.jpg",
            .accepted("cmyk-image"),
            JPEGImage(width: 640, height: 480, colours: .cmyk, process: .progressive)
        ),
        ImageFixture(
            "uncommon-coding-arithmetic-progressive.jpg",
            .accepted("uncommon-coding"),
            JPEGImage(width: 640, height: 480, process: .arithmeticProgressive)
        ),
        unreadable(
            "12-bit-progressive.jpg",
            JPEGImage(width: 640, height: 480, process: .progressive, precision: 12)
        ),
        unreadable(
            "hierarchical.jpg",
            JPEGImage(width: 640, height: 480, process: .differential)
        ),
    ]

    /// Makes a fixture that names a coding which the library refuses.
    private static func unreadable(_ name: String, _ image: JPEGImage) -> ImageFixture {
        ImageFixture(
            "uncommon-coding-" + name,
            nil,
            .rejected("uncommon-coding"),
            image.encoded()
        )
    }
}
