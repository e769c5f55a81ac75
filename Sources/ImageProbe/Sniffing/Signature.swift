internal import PreflightModel

/// Bytes at fixed places by which a format is known.
struct Signature: Sendable {
    let format: FileFormat
    private let parts: [Part]

    private struct Part: Sendable {
        let offset: Int
        let bytes: [UInt8]
    }

    private init(_ format: FileFormat, _ bytes: [UInt8], at offset: Int = 0) {
        self.format = format
        parts = [Part(offset: offset, bytes: bytes)]
    }

    private init(_ format: FileFormat, _ text: StaticString, at offset: Int = 0) {
        self.init(format, Array(text.description.utf8), at: offset)
    }

    private init(_ format: FileFormat, _ first: StaticString, _ second: StaticString, at: Int) {
        self.format = format
        parts = [
            Part(offset: 0, bytes: Array(first.description.utf8)),
            Part(offset: at, bytes: Array(second.description.utf8)),
        ]
    }

    /// Whether a file that begins with `prefix` is of this format.
    func matches(_ prefix: ArraySlice<UInt8>) -> Bool {
        parts.allSatisfy { prefix.dropFirst($0.offset).starts(with: $0.bytes) }
    }

    /// All others, the longer ones before those that they begin with.
    static let others = pictures + videos + sounds + archives + programs

    private static let pictures = [
        Signature(.gif, "GIF87a"),
        Signature(.gif, "GIF89a"),
        Signature(.tiff, [0x49, 0x49, 0x2a, 0]),
        Signature(.tiff, [0x4d, 0x4d, 0, 0x2a]),
        Signature(.tiff, [0x49, 0x49, 0x2b, 0, 8, 0]),  // BigTIFF
        Signature(.tiff, [0x4d, 0x4d, 0, 0x2b, 0, 8]),
        Signature(.jpegXR, [0x49, 0x49, 0xbc]),
        Signature(.bmp, [12, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [40, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [52, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [56, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [64, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [108, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [124, 0, 0, 0], at: 14, after: "BM"),
        Signature(.icns, "icns"),
        Signature(.psd, "8BPS"),
        Signature(.xcf, "gimp xcf"),
        Signature(.jpegXL, [0xff, 0x0a]),
        Signature(.jpegXL, [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]),
        Signature(.jpeg2000, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]),
        Signature(.jpeg2000, [0xff, 0x4f, 0xff, 0x51]),
        Signature(.dds, "DDS "),
        Signature(.exr, [0x76, 0x2f, 0x31, 0x01]),
        Signature(.hdr, "#?RADIANCE"),
        Signature(.hdr, "#?RGBE"),
        Signature(.qoi, "qoif"),
        Signature(.flif, "FLIF"),
        Signature(.bpg, [0x42, 0x50, 0x47, 0xfb]),
        Signature(.djvu, "AT&TFORM"),
        Signature(.mng, [0x8a, 0x4d, 0x4e, 0x47]),
        Signature(.mng, [0x8b, 0x4a, 0x4e, 0x47]),
        Signature(.cameraRaw, "FUJIFILMCCD-RAW"),
        Signature(.cameraRaw, "IIRO"),
        Signature(.cameraRaw, [0x49, 0x49, 0x55, 0]),
        Signature(.cameraRaw, "FOVb"),
    ]

    private static let videos = [
        Signature(.webm, [0x1a, 0x45, 0xdf, 0xa3]),
        Signature(.avi, "RIFF", "AVI ", at: 8),
        Signature(.flv, [0x46, 0x4c, 0x56, 0x01]),
        Signature(.mpeg, [0, 0, 1, 0xba]),
        Signature(.mpeg, [0, 0, 1, 0xb3]),
        Signature(.wmv, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]),
    ]

    private static let sounds = [
        Signature(.wav, "RIFF", "WAVE", at: 8),
        Signature(.ogg, "OggS"),
        Signature(.flac, "fLaC"),
        Signature(.mp3, "ID3"),
        Signature(.mp3, [0xff, 0xfb]),
        Signature(.mp3, [0xff, 0xf3]),
    ]

    private static let archives = [
        Signature(.zip, [0x50, 0x4b, 3, 4]),
        Signature(.zip, [0x50, 0x4b, 5, 6]),
        Signature(.gzip, [0x1f, 0x8b]),
        Signature(.bzip2, "BZh"),
        Signature(.xz, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
        Signature(.zstandard, [0x28, 0xb5, 0x2f, 0xfd]),
        Signature(.sevenZip, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
        Signature(.rar, [0x52, 0x61, 0x72, 0x21, 0x1a, 7]),
        Signature(.tar, "ustar", at: 257),
    ]

    private static let programs = [
        Signature(.pdf, "%PDF-"),
        Signature(.postScript, "%!PS"),
        Signature(.postScript, [0xc5, 0xd0, 0xd3, 0xc6]),
        Signature(.office, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Signature(.sqlite, "SQLite format 3"),
        Signature(.font, "wOFF"),
        Signature(.font, "wOF2"),
        Signature(.font, "OTTO"),
        Signature(.font, [0, 1, 0, 0, 0]),
        Signature(.program, [0x7f, 0x45, 0x4c, 0x46]),
        Signature(.program, [0xcf, 0xfa, 0xed, 0xfe]),
        Signature(.program, [0, 0x61, 0x73, 0x6d]),
        Signature(.program, [0x4d, 0x5a, 0x90, 0]),
    ]

    private init(_ format: FileFormat, _ bytes: [UInt8], at offset: Int, after text: StaticString) {
        self.format = format
        parts = [
            Part(offset: 0, bytes: Array(text.description.utf8)),
            Part(offset: offset, bytes: bytes),
        ]
    }
}
