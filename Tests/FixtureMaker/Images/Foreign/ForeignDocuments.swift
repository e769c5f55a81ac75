/// Archives and texts that somebody gave the name of an image.
enum ForeignDocuments {
    static let all: [ImageFixture] = [
        .noImage("zip.png", zip),
        .noImage("empty-zip.png", [0x50, 0x4B, 5, 6] + zeros(18)),
        .noImage("gzip.png", gzip),
        .noImage("html-after-comment.jpg", Array(html.utf8)),
        .noImage("xml.jpg", Array(xml.utf8)),
        .noImage("text.png", Array(text.utf8)),
        .noImage("text-utf-8-with-mark.png", [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
        .noImage(
            "text-utf-16.png",
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        ),
        .noImage(
            "text-utf-16-big-endian.png",
            [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        ),
        .noImage("git-lfs-pointer.png", Array(pointer.utf8)),
        .noImage("zeros.png", zeros(100)),
        .noImage("html-behind-long-comment.png", Array((longComment + html).utf8)),
        .noImage("pdf-behind-line-ends.png", Array("\r\n\r\n%PDF-1.4\n".utf8) + [0, 1, 2]),
        .noImage(
            "text-in-an-older-encoding.png",
            [UInt8](repeating: 0xE4, count: 300) + Array("\n".utf8)
        ),
        .noImage("apple-double.jpg", [0, 5, 22, 7, 0, 2, 0, 0] + zeros(60)),
    ]

    private static func zeros(_ count: Int) -> [UInt8] { ForeignBytes.zeros(count) }

    /// An archive of one empty file, without its directory.
    private static let zip: [UInt8] =
        [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0] + zeros(12) + [5, 0, 0, 0]
        + Array("a.txt".utf8)

    /// A stream of nothing.
    private static let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0] + zeros(8)

    private static let html = """
        <!-- served by host 7 -->
        <!DOCTYPE html>
        <html lang="en"><head><title>Sign in</title></head><body></body></html>

        """

    private static let longComment =
        "<!-- " + String(repeating: "a line of a licence\n", count: 300) + "-->\n"

    private static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>

        """

    private static let text = "There is no picture here, only words.\n"

    /// What stands for a large file in a repository.
    private static let pointer = """
        version https://git-lfs.github.com/spec/v1
        oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
        size 12345

        """
}
