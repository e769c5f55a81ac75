/// What the first bytes of a file say that it is.
public enum FileFormat: String, Hashable, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// JPEG, in a JFIF, Exif or bare stream.
    case jpeg
    /// WebP, lossy, lossless or extended.
    case webp
    case gif, bmp, tiff, heic, avif, ico, psd, svg
    case jpegXL = "jpeg-xl"
    case jpeg2000 = "jpeg-2000"
    case mp4, webm, quickTime = "quicktime", avi
    case pdf, zip, gzip, html, xml, json, text
    case wav, mp3, ogg
    case unknown

    /// The group that decides how a file of this format is judged.
    public enum Family: Hashable, Sendable {
        /// Its header is decoded and judged.
        case verifiable
        /// A picture or a video that this tool cannot judge.
        case unverifiable
        /// No picture at all.
        case foreign
    }

    /// The group that decides how a file of this format is judged.
    public var family: Family {
        switch self {
        case .png, .jpeg, .webp: .verifiable
        case .gif, .bmp, .tiff, .heic, .avif, .ico, .psd, .svg, .jpegXL, .jpeg2000, .mp4, .webm,
            .quickTime, .avi:
            .unverifiable
        case .pdf, .zip, .gzip, .html, .xml, .json, .text, .wav, .mp3, .ogg, .unknown: .foreign
        }
    }

    /// The extensions that promise this format, lower case and without a dot, the usual one first.
    public var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
        case .tiff: ["tif", "tiff"]
        case .heic: ["heic", "heif", "hif"]
        case .jpegXL: ["jxl"]
        case .jpeg2000: ["jp2", "j2k", "jpx"]
        case .mp4: ["mp4", "m4v"]
        case .quickTime: ["mov"]
        case .html: ["html", "htm"]
        case .text: ["txt"]
        case .gzip: ["gz"]
        case .png: ["png", "apng"]
        case .webp, .gif, .bmp, .avif, .ico, .psd, .svg, .webm, .avi, .pdf, .zip, .xml, .json, .wav,
            .mp3, .ogg:
            [rawValue]
        case .unknown: []
        }
    }

    /// The format that a file's extension promises, if it is one that we know.
    public init?(extension text: String) {
        let lowered = text.lowercased()
        guard let match = Self.allCases.first(where: { $0.extensions.contains(lowered) }) else {
            return nil
        }
        self = match
    }
}
