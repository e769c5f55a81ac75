/// A flat WebP of any size and kind.
package struct WebPImage: Sendable {
    /// How the pixels are coded.
    package enum Coding: Sendable {
        case lossy
        case lossless
    }

    /// What the file says of alpha, and what is true.
    package enum Alpha: Sendable {
        case none
        /// Announced, but every pixel is opaque.
        case announced
        /// Announced, and every pixel is half transparent.
        case real
    }

    package var width: Int
    package var height: Int
    package var coding: Coding
    package var alpha: Alpha
    /// The colour of a lossless picture; a lossy one is mid grey.
    package var pixel: WebPPixel
    /// Whether there is a `VP8X` chunk where nothing asks for one.
    package var isExtended: Bool
    /// What `VP8X` says of the size instead of the truth.
    package var canvas: (width: Int, height: Int)?
    /// Written as `ICCP`.
    package var profile: [UInt8]?
    /// Written as `EXIF`.
    package var exif: Exif?
    /// More than one makes an animation; every second lossless frame has the complementary colour.
    package var frameCount: Int
    /// Where the frames of an animation lie; both numbers are even.
    package var frameOrigin: (x: Int, y: Int)
    /// The bits above the sizes of a lossy picture, 0 to 3.
    package var scaleBits: UInt8
    package var chunksAtEnd: [RIFFChunk]
    /// What the RIFF header says of the size instead of the truth.
    package var riffSize: UInt32?
    /// Bytes after the RIFF file.
    package var trailing: [UInt8]
    /// The file's length when it is cut.
    package var cutLength: Int?

    /// Makes a picture of one colour.
    package init(
        width: Int,
        height: Int,
        coding: Coding = .lossy,
        alpha: Alpha = .none,
        pixel: WebPPixel = WebPPixel(red: 40, green: 120, blue: 160),
        isExtended: Bool = false,
        canvas: (width: Int, height: Int)? = nil,
        profile: [UInt8]? = nil,
        exif: Exif? = nil,
        frameCount: Int = 1,
        frameOrigin: (x: Int, y: Int) = (0, 0),
        scaleBits: UInt8 = 0,
        chunksAtEnd: [RIFFChunk] = [],
        riffSize: UInt32? = nil,
        trailing: [UInt8] = [],
        cutLength: Int? = nil
    ) {
        self.width = width
        self.height = height
        self.coding = coding
        self.alpha = alpha
        self.pixel = pixel
        self.isExtended = isExtended
        self.canvas = canvas
        self.profile = profile
        self.exif = exif
        self.frameCount = frameCount
        self.frameOrigin = frameOrigin
        self.scaleBits = scaleBits
        self.chunksAtEnd = chunksAtEnd
        self.riffSize = riffSize
        self.trailing = trailing
        self.cutLength = cutLength
    }

    /// The whole file.
    package func encoded() -> [UInt8] {
        let bytes = webp(chunks: chunks, riffSize: riffSize) + trailing
        return cutLength.map { Array(bytes.prefix($0)) } ?? bytes
    }
}
