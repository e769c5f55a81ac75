/// Files that are no image at all, or an image or a video of another format.
enum ForeignFiles {
    static let all: [ImageFixture] = [
        ImageFixture("empty-file.png", nil, .rejected("empty-file"), []),
        .noImage("html.png", Array(html.utf8)),
        .noImage("json.jpg", Array(json.utf8)),
        .noImage("pdf.png", Array(pdf.utf8)),
        .foreign("gif.gif", gif),
        .foreign("bmp.bmp", bmp),
        .foreign("tiff.tif", tiff),
        .foreign("heic.heic", heic),
        .foreign("mp4.mp4", mp4),
    ]

    private static let html = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>The picture has moved</title></head>
        <body><p>This picture is kept in another album now.</p></body>
        </html>

        """

    private static let json = """
        {"message": "no picture of this name", "names": ["harbour", "lighthouse"]}

        """

    private static let pdf = """
        %PDF-1.7
        1 0 obj
        << /Type /Catalog /Pages 2 0 R >>
        endobj
        2 0 obj
        << /Type /Pages /Kids [] /Count 0 >>
        endobj
        trailer
        << /Root 1 0 R >>
        %%EOF

        """

    /// One white pixel in a canvas of 640 x 480.
    private static let gif: [UInt8] =
        Array("GIF89a".utf8)
        + [0x80, 0x02, 0xE0, 0x01, 0x80, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00]
        + [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 0x02, 0x02, 0x44, 0x01, 0x00, 0x3B]

    /// 8 x 8 pixels of one bit, with a palette of two colours.
    private static let bmp: [UInt8] =
        Array("BM".utf8) + [94, 0, 0, 0, 0, 0, 0, 0, 62, 0, 0, 0]
        + [40, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 32, 0, 0, 0]
        + [UInt8](repeating: 0, count: 16) + [0, 0, 0, 0, 255, 255, 255, 0]
        + [UInt8](repeating: 0, count: 32)

    /// 8 x 8 pixels of one bit in one strip after the directory.
    private static let tiff: [UInt8] =
        Array("II*".utf8) + [0, 8, 0, 0, 0, 6, 0]
        + tiffField(256, 8) + tiffField(257, 8) + tiffField(259, 1) + tiffField(262, 1)
        + tiffField(273, 86) + tiffField(279, 8) + [0, 0, 0, 0]
        + [UInt8](repeating: 0xAA, count: 8)

    /// One entry of a directory: a short number below 256.
    private static func tiffField(_ tag: Int, _ value: UInt8) -> [UInt8] {
        [UInt8(tag & 0xFF), UInt8(tag >> 8), 3, 0, 1, 0, 0, 0, value, 0, 0, 0]
    }

    private static let heic: [UInt8] =
        ForeignBytes.box("ftyp", Array("heic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8))
        + ForeignBytes.box(
            "meta",
            [0, 0, 0, 0] + ForeignBytes.box("free", [UInt8](repeating: 0, count: 16))
        )

    private static let mp4: [UInt8] =
        ForeignBytes.box("ftyp", Array("isom".utf8) + [0, 0, 2, 0] + Array("isomiso2mp41".utf8))
        + ForeignBytes.box("free", [UInt8](repeating: 0, count: 32))
}
