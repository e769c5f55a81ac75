/// What an image says about itself before any pixel is decoded.
public struct ImageFacts: Hashable, Sendable {
    /// PNG, JPEG or WebP.
    public let format: FileFormat
    /// The picture as stored, before any rotation.
    public let size: PixelSize
    /// Samples per pixel: 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha, or CMYK.
    ///
    /// A palette counts as the colours that it stands for.
    public let channels: Int
    /// Bits of one sample; of the index for a palette.
    public let bitsPerChannel: Int
    /// Whether the picture can be transparent somewhere.
    public let hasAlpha: Bool
    /// Whether there is more than one frame to play.
    public let isAnimated: Bool
    /// The number of frames where the header says it.
    public let frameCount: Int?
    /// The Exif orientation, 1 to 8; 1 when the file says nothing.
    public package(set) var orientation: Int
    /// How the pixels are coded, where that is uncommon.
    public let coding: ImageCoding
    /// Whether the four channels are inks (CMYK or YCCK).
    public let isCMYK: Bool
    /// The offset of the first byte after the header.
    public let headerEnd: Int
    /// The fewest bytes that a whole file with this header has; for a WebP exactly so many.
    public let leastLength: Int

    /// Collects what a header says.
    public init(
        format: FileFormat,
        size: PixelSize,
        channels: Int,
        bitsPerChannel: Int,
        hasAlpha: Bool = false,
        isAnimated: Bool = false,
        frameCount: Int? = nil,
        orientation: Int = 1,
        coding: ImageCoding = .common,
        isCMYK: Bool = false,
        headerEnd: Int = 0,
        leastLength: Int = 0
    ) {
        self.format = format
        self.size = size
        self.channels = channels
        self.bitsPerChannel = bitsPerChannel
        self.hasAlpha = hasAlpha
        self.isAnimated = isAnimated
        self.frameCount = frameCount
        self.orientation = orientation
        self.coding = coding
        self.isCMYK = isCMYK
        self.headerEnd = headerEnd
        self.leastLength = leastLength
    }

    /// The picture as it is shown, after the rotation that ``orientation`` asks for.
    public var displayedSize: PixelSize { orientation >= 5 ? size.turned : size }
}

/// How the pixels of an image are coded.
public enum ImageCoding: String, Hashable, Sendable, CaseIterable {
    /// What every decoder reads.
    case common
    /// JPEG with arithmetic entropy coding.
    case arithmetic
    /// Lossless JPEG.
    case lossless
    /// Hierarchical JPEG.
    case hierarchical
    /// JPEG with 12 bits per sample.
    case twelveBit = "12-bit"
    /// Apple's optimised PNG for iOS applications, which is no PNG.
    case cgbi = "CgBI"
}
