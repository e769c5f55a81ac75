/// Pictures of formats that are named but not verified, each as short as its signature needs.
enum ForeignPictures {
    static let all: [ImageFixture] = [
        .foreign("gif87a.gif", gif87a),
        .foreign("tiff-big-endian.tif", bigEndianTIFF),
        .foreign("bigtiff.tif", bigTIFF),
        .foreign(
            "bigtiff-big-endian.tif",
            [0x4D, 0x4D, 0, 43, 0, 8, 0, 0] + offsetOf16 + zeros(16)
        ),
        .foreign("heic-mif1.heic", ForeignBytes.fileType("mif1", "mif1", "heic") + meta),
        .foreign("heic-sequence.heic", ForeignBytes.fileType("hevc", "msf1", "hevc") + meta),
        .foreign("avif.avif", ForeignBytes.fileType("avif", "avif", "mif1", "miaf") + meta),
        .foreign("avif-mif1.avif", ForeignBytes.fileType("mif1", "mif1", "avif", "miaf") + meta),
        .foreign("jpeg-xl.jxl", [0xFF, 0x0A, 0xFA, 0x7F, 0x01] + zeros(16)),
        .foreign("jpeg-xl-container.jxl", jpegXLContainer),
        .foreign("jpeg-2000.jp2", jpeg2000),
        .foreign("jpeg-2000-codestream.j2k", jpeg2000Codestream),
        .foreign("svg.svg", Array(svg.utf8)),
        .foreign("svg-with-prolog-and-comment.svg", Array((prolog + svg).utf8)),
        .foreign("ico.ico", [0, 0, 1, 0, 1, 0] + iconEntry + dib + zeros(16)),
        .foreign("cursor.ico", [0, 0, 2, 0, 1, 0] + iconEntry + dib + zeros(16)),
        .foreign("psd.psd", psd),
        .foreign("tga.tga", tga),
        .foreign("pcx.pcx", pcx),
        .foreign("sgi.sgi", [1, 0xDA, 0, 1, 0, 3, 2, 128, 1, 224, 0, 3] + zeros(500)),
        .foreign("ilbm.bmp", Array("FORM".utf8) + [0, 0, 0, 4] + Array("ILBM".utf8)),
        .foreign("fits.fits", Array("SIMPLE  =                    T / one plane".utf8)),
        .foreign("dicom.dcm", zeros(128) + Array("DICM".utf8) + zeros(16)),
        .foreign("wmf.bmp", [0xD7, 0xCD, 0xC6, 0x9A] + zeros(36)),
        .foreign("emf.bmp", [1, 0, 0, 0] + zeros(36) + Array(" EMF".utf8) + zeros(60)),
        .foreign("ktx.dds", [0xAB] + Array("KTX 11".utf8) + [0xBB, 13, 10, 26, 10]),
        .foreign(
            "xpm.pnm",
            Array("/* XPM */\nstatic char *a[] = {\"1 1 1 1\", \"  c #000\"};\n".utf8)
        ),
        .foreign(
            "svg-utf-16.svg",
            [0xFF, 0xFE] + (prolog + svg).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        ),
        .foreign(
            "svg-utf-16-without-mark.svg",
            svg.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        ),
    ]

    private static func zeros(_ count: Int) -> [UInt8] { ForeignBytes.zeros(count) }

    private static let gif87a: [UInt8] =
        Array("GIF87a".utf8)
        + [0x80, 0x02, 0xE0, 0x01, 0x80, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00]
        + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3B]

    /// One field, the width, in one directory.
    private static let bigEndianTIFF: [UInt8] =
        Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1] + [1, 0, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0]
        + zeros(4)

    /// An empty directory at offset 16.
    private static let bigTIFF: [UInt8] =
        Array("II".utf8) + [43, 0, 8, 0, 0, 0] + offsetOf16.reversed() + zeros(16)

    /// True colour of 24 bits, 640 x 480, nothing compressed.
    private static let tga: [UInt8] =
        [0, 0, 2] + zeros(5) + [0, 0, 0, 0, 128, 2, 224, 1, 24, 0x20] + zeros(64)

    /// Version 5, run lengths, 8 bits, 640 x 480.
    private static let pcx: [UInt8] =
        [10, 5, 1, 8, 0, 0, 0, 0, 127, 2, 223, 1] + zeros(53) + [3, 128, 2] + zeros(60)

    private static let offsetOf16: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 16]

    private static let meta = ForeignBytes.box(
        "meta",
        zeros(4) + ForeignBytes.box("free", zeros(16))
    )

    private static let jpegXLContainer =
        ForeignBytes.box("JXL ", [0x0D, 0x0A, 0x87, 0x0A]) + ForeignBytes.fileType("jxl ", "jxl ")
        + ForeignBytes.box("jxlc", [0xFF, 0x0A, 0xFA, 0x7F, 0x01])

    private static let jpeg2000 =
        ForeignBytes.box("jP  ", [0x0D, 0x0A, 0x87, 0x0A]) + ForeignBytes.fileType("jp2 ", "jp2 ")
        + ForeignBytes.box(
            "jp2h",
            ForeignBytes.box("ihdr", [0, 0, 1, 224, 0, 0, 2, 128, 0, 3, 7, 7, 0, 0])
        )

    /// SOC, then SIZ of 640 x 480 with one component.
    private static let jpeg2000Codestream: [UInt8] =
        [0xFF, 0x4F, 0xFF, 0x51, 0, 41, 0, 0, 0, 0, 2, 128, 0, 0, 1, 224] + zeros(8)
        + [0, 0, 2, 128, 0, 0, 1, 224] + zeros(8) + [0, 1, 7, 1, 1, 0xFF, 0xD9]

    private static let prolog = """
        <?xml version="1.0"?>
        <!-- <html> drawn by hand -->

        """

    private static let svg = """
        <svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"></svg>

        """

    /// 8 x 8 pixels of one bit.
    private static let iconEntry: [UInt8] = [8, 8, 2, 0, 1, 0, 1, 0, 64, 0, 0, 0, 22, 0, 0, 0]

    private static let dib: [UInt8] =
        [40, 0, 0, 0, 8, 0, 0, 0, 16, 0, 0, 0, 1, 0, 1, 0] + zeros(24) + zeros(8)

    /// 640 x 480 in RGB, with empty sections.
    private static let psd: [UInt8] =
        Array("8BPS".utf8) + [0, 1] + zeros(6) + [0, 3, 0, 0, 1, 224, 0, 0, 2, 128, 0, 8, 0, 3]
        + zeros(12)
}

extension ImageFixture {
    /// Makes a fixture of a format that is named but not verified.
    static func foreign(_ name: String, _ bytes: [UInt8]) -> ImageFixture {
        ImageFixture("unverifiable-format-" + name, nil, .undecided("unverifiable-format"), bytes)
    }

    /// Makes a fixture of what is no image at all.
    static func noImage(_ name: String, _ bytes: [UInt8]) -> ImageFixture {
        ImageFixture("not-an-image-" + name, nil, .rejected("not-an-image"), bytes)
    }
}
