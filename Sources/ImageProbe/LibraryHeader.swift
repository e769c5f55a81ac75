internal import CImageProbe
internal import PreflightModel

/// The numbers that an image library reads from a header.
///
/// Width and height of every image come from here: from `png_get_image_width`,
/// `jpeg_read_header` and `WebPGetFeatures`.
struct LibraryHeader {
    let size: PixelSize
    let channels: Int
    let bitsPerChannel: Int
    let hasAlpha: Bool
    let hasPalette: Bool
    let hasTransparency: Bool
    let isAnimated: Bool
    let isCMYK: Bool

    /// Has libpng read a signature and the chunks that it needs.
    init(png bytes: [UInt8]) throws(Interruption) {
        try self.init(
            unsafe bytes.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return probe_result() }
                return unsafe probe_png(base, buffer.count)
            }
        )
    }

    /// Has libjpeg read the segments that it needs.
    init(jpeg bytes: [UInt8]) throws(Interruption) {
        try self.init(
            unsafe bytes.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return probe_result() }
                return unsafe probe_jpeg(base, buffer.count)
            }
        )
    }

    /// Has libwebp read the chunks that it needs.
    init(webp bytes: some Collection<UInt8>) throws(Interruption) {
        try self.init(
            unsafe Array(bytes).withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return probe_result() }
                return unsafe probe_webp(base, buffer.count)
            }
        )
    }

    private init(_ result: probe_result) throws(Interruption) {
        switch Int(result.outcome) {
        case probe_outcome_read: break
        case probe_outcome_ends_early: throw .endsEarly
        default: throw .damaged(.refusedByLibrary(words: result.text))
        }
        size = PixelSize(width: Int(result.width), height: Int(result.height))
        channels = Int(result.channels)
        bitsPerChannel = Int(result.bits_per_channel)
        hasAlpha = result.has_alpha != 0
        hasPalette = result.has_palette != 0
        hasTransparency = result.has_transparency != 0
        isAnimated = result.is_animated != 0
        isCMYK = result.is_cmyk != 0
    }
}

extension probe_result {
    /// The library's own words.
    var text: String {
        unsafe withUnsafeBytes(of: words) { buffer in
            unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
