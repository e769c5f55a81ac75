/// What the first bytes of a file say that it is.
public enum FileFormat: String, Hashable, Sendable, CaseIterable {
    /// Portable Network Graphics.
    case png
    /// JPEG, in a JFIF, Exif or bare stream.
    case jpeg
    /// WebP, lossy, lossless or extended.
    case webp
    // Pictures
    case gif, bmp, tiff, heic, avif, ico, icns, psd, xcf, svg, dds, exr, hdr, qoi, flif, bpg, djvu
    case mng, pnm, tga, pcx, xbm, xpm, sgi, sunRaster = "sun-raster", ilbm, fits, dicom, wmf, emf,
        ktx
    case jpegXL = "jpeg-xl"
    case jpegXR = "jpeg-xr"
    case jpeg2000 = "jpeg-2000"
    case cameraRaw = "camera-raw"
    // Videos
    case mp4, webm, quickTime = "quicktime", avi, flv, mpeg, wmv, flash
    case realMedia = "real-media", rawVideo = "raw-video"
    // Anything else
    case wav, mp3, m4a, ogg, flac, aiff, aac, midi
    case zip, gzip, bzip2, xz, zstandard, sevenZip = "7z", rar, tar, archive
    case pdf, postScript = "postscript", office, sqlite, font, program
    case html, xml, json, text
    case gitLFSPointer = "git-lfs-pointer"
    /// What macOS keeps beside a file on foreign disks, under its name with "._" before it.
    case appleDouble = "apple-double"
    /// An image behind a line end or a byte order mark, as scripts of servers send them.
    case shiftedImage = "shifted-image"
    /// An image whose bytes were taken for characters and written in another encoding.
    case recodedImage = "recoded-image"
    /// A `data:` address that holds no bytes which could be decoded.
    case brokenData = "broken-data"
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
        case .gif, .bmp, .tiff, .heic, .avif, .ico, .icns, .psd, .xcf, .svg, .dds, .exr, .hdr, .qoi,
            .flif, .bpg, .djvu, .mng, .pnm, .tga, .pcx, .xbm, .xpm, .sgi, .sunRaster, .ilbm, .fits,
            .dicom, .wmf,
            .emf, .ktx, .jpegXL, .jpegXR, .jpeg2000, .cameraRaw, .mp4, .webm, .quickTime, .avi,
            .flv, .mpeg, .wmv, .flash, .realMedia, .rawVideo:
            .unverifiable
        case .wav, .mp3, .m4a, .ogg, .flac, .aiff, .aac, .midi, .zip, .gzip, .bzip2, .xz,
            .zstandard, .sevenZip, .rar, .tar, .archive, .pdf, .postScript, .office, .sqlite, .font,
            .program,
            .html, .xml, .json, .text, .gitLFSPointer, .appleDouble, .shiftedImage, .recodedImage,
            .brokenData, .unknown:
            .foreign
        }
    }

    /// The extensions that promise this format, lower case and without a dot, the usual one first.
    ///
    /// In a directory the files with one of those of pictures and videos are judged: what usually is
    /// something else, such as ".ts", is none of them.
    public var extensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jpe", "jfif"]
        case .tiff: ["tif", "tiff"]
        case .heic: ["heic", "heif", "hif"]
        case .jpegXL: ["jxl"]
        case .jpeg2000: ["jp2", "j2k", "jpx"]
        case .mp4: ["mp4", "m4v"]
        case .quickTime: ["mov"]
        case .webm: ["webm", "mkv"]
        case .mpeg: ["mpg", "mpeg", "m2ts"]
        case .dicom: ["dcm"]
        case .aiff: ["aiff", "aif", "aifc"]
        case .midi: ["mid", "midi"]
        case .jpegXR: ["jxr", "wdp", "hdp"]
        case .djvu: ["djvu", "djv"]
        case .pnm: ["pnm", "pbm", "pgm", "ppm", "pam"]
        case .cameraRaw: ["cr3", "cr2", "nef", "arw", "dng", "orf", "rw2", "raf", "x3f"]
        case .html: ["html", "htm"]
        case .text: ["txt"]
        case .gzip: ["gz"]
        case .bzip2: ["bz2"]
        case .zstandard: ["zst"]
        case .postScript: ["eps", "ps"]
        case .png: ["png", "apng"]
        case .webp, .gif, .bmp, .avif, .ico, .icns, .psd, .xcf, .svg, .dds, .exr, .hdr, .qoi, .flif,
            .bpg, .mng, .tga, .pcx, .sgi, .fits, .avi, .flv, .wmv, .wav, .mp3, .m4a, .ogg,
            .flac, .aac, .zip, .xz, .sevenZip, .rar, .tar, .pdf, .xml, .json:
            [rawValue]
        // Directories of sources and games are full of these.
        case .xbm, .xpm, .sunRaster, .ilbm, .wmf, .emf, .ktx, .flash, .realMedia, .rawVideo: []
        case .office, .sqlite, .font, .program, .archive, .gitLFSPointer, .appleDouble,
            .shiftedImage, .recodedImage, .brokenData,
            .unknown:
            []
        }
    }

    /// The format that a file's extension promises, in any case, if it is one that we know.
    public init?(extension text: String) { self.init(extension: ExtensionKey(text.utf8)) }

    /// The format that an extension promises, if it is one that we know.
    public init?(extension key: ExtensionKey) {
        guard let format = Self.byExtension[key] else { return nil }
        self = format
    }

    private static let byExtension = ExtensionTable(
        allCases.flatMap { format in
            format.extensions.map { (ExtensionKey($0.utf8), format) }
        }
    )
}

/// What extensions stand for, found by halving: there are some dozens of them, and a directory may
/// hold a million names.
public struct ExtensionTable<Value: Sendable>: Sendable {
    private let keys: [ExtensionKey]
    private let values: [Value]

    /// Takes the first value of each extension.
    public init(_ pairs: [(ExtensionKey, Value)]) {
        let unique = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        keys = unique.keys.sorted { $0.letters < $1.letters }
        values = keys.compactMap { unique[$0] }
    }

    /// What an extension stands for.
    public subscript(_ key: ExtensionKey) -> Value? {
        var range = 0..<keys.count
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            if keys[middle] == key { return values[middle] }
            range =
                keys[middle].letters < key.letters
                ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}

/// An extension in lower case as one number, so that looking one up costs next to nothing.
public struct ExtensionKey: Hashable, Sendable {
    @usableFromInline let letters: UInt64

    /// Takes up to eight letters; anything longer is no extension of ours.
    @inlinable public init(_ text: some Collection<UInt8>) {
        var letters: UInt64 = 0
        var count = 0
        for letter in text {
            let isCapital = letter >= 0x41 && letter <= 0x5a
            letters = letters << 8 | UInt64(isCapital ? letter | 0x20 : letter)
            count += 1
        }
        self.letters = count <= 8 ? letters : 0
    }
}
