import SampleImages

/// Images in codings that few decoders read.
enum UncommonImages {
    static let all: [ImageFixture] = [
        ImageFixture(
            "uncommon-coding-arithmetic.jpg",
            .jpeg(640, 480),
            .accepted("uncommon-coding"),
            JPEGImage(width: 640, height: 480, process: .arithmetic).encoded()
        ),
        ImageFixture(
            "uncommon-coding-lossless.jpg",
            nil,
            .rejected("uncommon-coding"),
            JPEGImage(width: 400, height: 400, colours: .grey, process: .lossless).encoded()
        ),
        ImageFixture(
            "uncommon-coding-12-bit.jpg",
            nil,
            .rejected("uncommon-coding"),
            JPEGImage(width: 640, height: 480, process: .extended, precision: 12).encoded()
        ),
        ImageFixture(
            "uncommon-coding-cgbi.png",
            nil,
            .rejected("uncommon-coding"),
            png(chunks: [.cgbi] + PNGImage(width: 640, height: 480).chunks)
        ),
    ]
}
