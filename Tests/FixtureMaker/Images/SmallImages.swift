import SampleImages

/// Images around the limit of `schemas/one-kilobyte.json`, which stands in for that of 30 MB:
/// 1,000 bytes strictly, 1,048 when a megabyte is binary.
enum SmallImages {
    static let all: [ImageFixture] = [
        image("accepted-999-bytes", 999, .accepted()),
        image("on-the-limit-1000-bytes", 1000, .rejected("on-the-limit")),
        image("on-the-limit-1048-bytes", 1048, .rejected("on-the-limit")),
        image("file-too-large-1049-bytes", 1049, .rejected("file-too-large")),
    ]

    private static func image(
        _ name: String,
        _ byteCount: Int,
        _ judgement: Judgement
    ) -> ImageFixture {
        let picture = PNGImage(width: 64, height: 64, colourType: .grey, bitDepth: 1)
        return ImageFixture(
            name + ".png",
            .png(64, 64),
            judgement,
            picture.padded(to: byteCount)
        )
    }
}
