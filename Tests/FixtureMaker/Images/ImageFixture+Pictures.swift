import SampleImages

/// Fixtures of pictures whose header is read and says their true size.
extension ImageFixture {
    /// Makes a fixture of a PNG.
    init(_ name: String, _ judgement: Judgement, _ image: PNGImage) {
        self.init(name, .png(image.width, image.height), judgement, image.encoded())
    }

    /// Makes a fixture of a JPEG.
    init(_ name: String, _ judgement: Judgement, _ image: JPEGImage) {
        self.init(name, .jpeg(image.width, image.height), judgement, image.encoded())
    }

    /// Makes a fixture of a WebP.
    init(_ name: String, _ judgement: Judgement, _ image: WebPImage) {
        self.init(name, .webp(image.width, image.height), judgement, image.encoded())
    }

    /// Makes a fixture whose header cannot be read.
    static func damaged(_ name: String, _ bytes: [UInt8]) -> ImageFixture {
        ImageFixture("damaged-header-" + name, nil, .rejected("damaged-header"), bytes)
    }
}
