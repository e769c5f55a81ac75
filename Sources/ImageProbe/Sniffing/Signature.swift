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
        Signature(.bmp, [16, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [40, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [52, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [56, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [64, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [108, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, [124, 0, 0, 0], at: 14, after: "BM"),
        Signature(.bmp, "BA", "BM", at: 14),
        Signature(.icns, "icns"),
        Signature(.sunRaster, [0x59, 0xa6, 0x6a, 0x95]),
        Signature(.psd, "8BPS\0"),
        Signature(.xcf, "gimp xcf"),
        Signature(.jpegXL, [0xff, 0x0a]),
        Signature(.jpegXL, [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]),
        Signature(.jpeg2000, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]),
        Signature(.jpeg2000, [0xff, 0x4f, 0xff, 0x51]),
        Signature(.dds, [124, 0, 0, 0], at: 4, after: "DDS "),
        Signature(.exr, [0x76, 0x2f, 0x31, 0x01]),
        Signature(.hdr, "#?RADIANCE"),
        Signature(.hdr, "#?RGBE"),
        Signature(.qoi, "qoif\0"),
        Signature(.flif, "FLIF"),
        Signature(.bpg, [0x42, 0x50, 0x47, 0xfb]),
        Signature(.djvu, "AT&TFORM"),
        Signature(.mng, [0x8a, 0x4d, 0x4e, 0x47]),
        Signature(.mng, [0x8b, 0x4a, 0x4e, 0x47]),
        Signature(.ilbm, "FORM", "ILBM", at: 8),
        Signature(.ilbm, "FORM", "PBM ", at: 8),
        Signature(.fits, "SIMPLE  ="),
        Signature(.dicom, "DICM", at: 128),
        Signature(.wmf, [0xd7, 0xcd, 0xc6, 0x9a]),
        Signature(.emf, [0x20, 0x45, 0x4d, 0x46], at: 40, after: [1, 0, 0, 0]),
        Signature(.ktx, [0xab, 0x4b, 0x54, 0x58, 0x20]),
        Signature(.xpm, "/* XPM */"),
        Signature(.cameraRaw, "FUJIFILMCCD-RAW"),
        Signature(.cameraRaw, "IIRO\u{8}\0"),
        Signature(.cameraRaw, "IIRS\u{8}\0"),
        Signature(.cameraRaw, "MMOR\0\0"),
        Signature(.cameraRaw, [0x49, 0x49, 0x55, 0]),
        Signature(.cameraRaw, "FOVb"),
    ]

    private static let videos = [
        Signature(.webm, [0x1a, 0x45, 0xdf, 0xa3]),
        Signature(.avi, "RIFF", "AVI ", at: 8),
        Signature(.flv, [0x46, 0x4c, 0x56, 0x01]),
        Signature(.mpeg, [0, 0, 1, 0xba]),
        Signature(.mpeg, [0, 0, 1, 0xb3]),
        Signature(.rawVideo, [0, 0, 0, 1, 0x67]),  // H.264
        Signature(.rawVideo, [0, 0, 0, 1, 0x27]),
        Signature(.rawVideo, [0, 0, 0, 1, 0x40, 1]),  // HEVC
        Signature(.rawVideo, "DKIF\0\0"),
        Signature(.rawVideo, "YUV4MPEG2 "),
        Signature(.realMedia, ".RMF\0"),
        Signature(.wmv, [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]),
    ]

    private static let sounds = [
        Signature(.wav, "RIFF", "WAVE", at: 8),
        Signature(.wav, "RF64", "WAVE", at: 8),
        Signature(.ogg, "OggS\0"),
        Signature(.flac, [0x66, 0x4c, 0x61, 0x43, 0]),
        Signature(.flac, [0x66, 0x4c, 0x61, 0x43, 0x80]),
        Signature(.mp3, "ID3\u{2}"),
        Signature(.mp3, "ID3\u{3}"),
        Signature(.mp3, "ID3\u{4}"),
        Signature(.mp3, [0xff, 0xfb]),
        Signature(.mp3, [0xff, 0xf3]),
        Signature(.mp3, [0xff, 0xf2]),
        Signature(.mp3, [0xff, 0xfa]),
        Signature(.mp3, [0xff, 0xe2]),
        Signature(.mp3, [0xff, 0xe3]),
        Signature(.aac, [0xff, 0xf1]),
        Signature(.aac, [0xff, 0xf9]),
        Signature(.aiff, "FORM", "AIFF", at: 8),
        Signature(.aiff, "FORM", "AIFC", at: 8),
        Signature(.midi, "MThd\0"),
    ]

    private static let archives = [
        Signature(.zip, [0x50, 0x4b, 3, 4]),
        Signature(.zip, [0x50, 0x4b, 5, 6]),
        Signature(.gzip, [0x1f, 0x8b]),
        Signature(.bzip2, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], at: 4, after: "BZh"),
        Signature(.bzip2, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90], at: 4, after: "BZh"),
        Signature(.xz, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]),
        Signature(.zstandard, [0x28, 0xb5, 0x2f, 0xfd]),
        Signature(.sevenZip, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
        Signature(.rar, [0x52, 0x61, 0x72, 0x21, 0x1a, 7]),
        Signature(.tar, "ustar", at: 257),
        Signature(.archive, [4, 0x22, 0x4d, 0x18]),  // LZ4
        Signature(.archive, [0x1f, 0x9d]),  // compress
        Signature(.archive, "MSCF\0"),
        Signature(.archive, "!<arch>\n"),
        Signature(.archive, [0xed, 0xab, 0xee, 0xdb]),  // RPM
        Signature(.archive, [0x5d, 0, 0]),  // LZMA
    ]

    private static let programs = [
        Signature(.pdf, "%PDF-"),
        Signature(.postScript, "%!PS"),
        Signature(.postScript, [0xc5, 0xd0, 0xd3, 0xc6]),
        Signature(.office, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Signature(.sqlite, "SQLite format 3\0"),
        Signature(.font, "wOFF"),
        Signature(.font, "wOF2"),
        Signature(.font, "OTTO\0"),
        Signature(.font, "ttcf"),
        Signature(.font, [0x74, 0x72, 0x75, 0x65, 0]),  // "true", of Apple
        Signature(.font, [0, 1, 0, 0, 0]),
        Signature(.program, [0x7f, 0x45, 0x4c, 0x46]),
        Signature(.program, [0xcf, 0xfa, 0xed, 0xfe]),
        Signature(.program, [0xce, 0xfa, 0xed, 0xfe]),
        Signature(.program, [0xca, 0xfe, 0xba, 0xbe]),
        Signature(.appleDouble, [0, 5, 0x16, 7]),
        Signature(.program, [0, 0x61, 0x73, 0x6d]),
        Signature(.program, [0x4d, 0x5a, 0x90, 0]),
    ]

    private init(_ format: FileFormat, _ bytes: [UInt8], at offset: Int, after text: StaticString) {
        self.init(format, bytes, at: offset, after: Array(text.description.utf8))
    }

    private init(_ format: FileFormat, _ bytes: [UInt8], at offset: Int, after first: [UInt8]) {
        self.format = format
        parts = [Part(offset: 0, bytes: first), Part(offset: offset, bytes: bytes)]
    }
}
