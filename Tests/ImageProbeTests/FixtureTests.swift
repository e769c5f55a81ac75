import Foundation
import PreflightModel
import Testing

@testable import ImageProbe

private enum Fixtures {
    static let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures/images")
        .standardized

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// The names of all files up to a size.
    static func names(upTo size: Int) throws -> [String] {
        let keys: [URLResourceKey] = [.fileSizeKey, .isRegularFileKey]
        let files = try FileManager.default.contentsOfDirectory(
            at: folder,
            includingPropertiesForKeys: keys
        )
        return try files.filter { file in
            let values = try file.resourceValues(forKeys: Set(keys))
            return values.isRegularFile == true && (values.fileSize ?? 0) <= size
        }
        .map(\.lastPathComponent).sorted()
    }
}

@Suite struct `The fixtures` {
    @Test func `never have another size when they are cut`() throws {
        let names = try Fixtures.names(upTo: 1 << 16)
        #expect(names.count > 150)
        for name in names {
            let bytes = try Fixtures.bytes(name)
            var feeder = Feeder()
            var size: PixelSize?
            let streamed = Feeder.content(of: bytes, inPiecesOf: 5)
            if case .image(let image) = feeder.content(of: bytes) {
                size = image.size
                #expect(streamed == .image(image), "\(name)")
            } else if case .image = streamed {
                Issue.record("\(name)")
            }
            #expect(streamed != nil, "\(name)")
            for length in 0..<min(bytes.count, 4096) {
                guard case .image(let image) = feeder.content(of: Array(bytes.prefix(length)))
                else { continue }
                #expect(image.size == size, "\(name), \(length) bytes")
            }
        }
    }

    @Test(arguments: [
        ("rotated-by-exif-3.webp", 3), ("rotated-by-exif-6.jpg", 6), ("rotated-by-exif-8.png", 8),
        ("rotated-by-exif-after-xmp.jpg", 6), ("rotated-by-exif-animation.webp", 6),
        ("rotated-by-exif-before-the-picture.webp", 8),
        ("rotated-by-exif-first-of-two-blocks.jpg", 6), ("rotated-by-exif-little-endian.png", 5),
        ("rotated-by-exif-two-blocks-far-apart.png", 6),
        ("rotated-by-exif-with-jpeg-signature.png", 6),
        ("accepted-second-exif-block-rotated.jpg", 1), ("accepted-png.png", 1),
    ])
    func `tell how they are turned`(name: String, orientation: Int) throws {
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: try Fixtures.bytes(name)) else {
            Issue.record("no image")
            return
        }
        #expect(image.orientation == orientation)
        #expect(image.displayedSize == (orientation >= 5 ? image.size.turned : image.size))
    }

    @Test(arguments: [
        ("animated-image-apng.png", 2), ("accepted-apng-of-one-frame.png", 1),
        ("animated-image-webp.webp", nil), ("accepted-png.png", nil),
    ])
    func `tell how many frames they have where the header says it`(
        name: String,
        count: Int?
    ) throws {
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: try Fixtures.bytes(name)) else {
            Issue.record("no image")
            return
        }
        #expect(image.frameCount == count)
        #expect(image.isAnimated == name.hasPrefix("animated"))
    }

    @Test(arguments: [
        ("accepted-grey-2-bit.png", 1, 2), ("accepted-grey-16-bit.png", 1, 16),
        ("accepted-palette-1-bit.png", 3, 1), ("accepted-palette-8-bit.png", 3, 8),
        ("transparent-image-grey-alpha-16-bit.png", 2, 16),
        ("transparent-image-rgba-16-bit.png", 4, 16), ("transparent-image-trns-grey.png", 2, 4),
        ("transparent-image-trns-palette-8-bit.png", 4, 8), ("accepted-grey.jpg", 1, 8),
        ("cmyk-image-ycck.jpg", 4, 8), ("accepted-vp8x.webp", 3, 8),
        ("transparent-image-alph.webp", 4, 8),
    ])
    func `tell channels and bits`(name: String, channels: Int, bits: Int) throws {
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: try Fixtures.bytes(name)) else {
            Issue.record("no image")
            return
        }
        #expect(image.channels == channels)
        #expect(image.bitsPerChannel == bits)
        #expect(image.hasAlpha == (name.hasPrefix("transparent")))
        #expect(image.isCMYK == name.hasPrefix("cmyk"))
    }

    @Test(arguments: [
        ("unverifiable-format-gif.gif", FileFormat.gif), ("unverifiable-format-gif87a.gif", .gif),
        ("unverifiable-format-bmp.bmp", .bmp), ("unverifiable-format-tiff.tif", .tiff),
        ("unverifiable-format-tiff-big-endian.tif", .tiff),
        ("unverifiable-format-bigtiff.tif", .tiff),
        ("unverifiable-format-bigtiff-big-endian.tif", .tiff),
        ("unverifiable-format-heic.heic", .heic), ("unverifiable-format-heic-mif1.heic", .heic),
        ("unverifiable-format-heic-sequence.heic", .heic),
        ("unverifiable-format-avif.avif", .avif), ("unverifiable-format-avif-mif1.avif", .avif),
        ("unverifiable-format-jpeg-xl.jxl", .jpegXL),
        ("unverifiable-format-jpeg-xl-container.jxl", .jpegXL),
        ("unverifiable-format-jpeg-2000.jp2", .jpeg2000),
        ("unverifiable-format-jpeg-2000-codestream.j2k", .jpeg2000),
        ("unverifiable-format-svg.svg", .svg),
        ("unverifiable-format-svg-with-prolog-and-comment.svg", .svg),
        ("unverifiable-format-ico.ico", .ico), ("unverifiable-format-cursor.ico", .ico),
        ("unverifiable-format-psd.psd", .psd), ("unverifiable-format-mp4.mp4", .mp4),
        ("unverifiable-format-quicktime.mov", .quickTime), ("unverifiable-format-webm.webm", .webm),
        ("unverifiable-format-matroska.webm", .webm), ("unverifiable-format-avi.avi", .avi),
        ("not-an-image-zip.png", .zip), ("not-an-image-empty-zip.png", .zip),
        ("not-an-image-gzip.png", .gzip), ("not-an-image-html.png", .html),
        ("not-an-image-html-after-comment.jpg", .html), ("not-an-image-xml.jpg", .xml),
        ("not-an-image-json.jpg", .json), ("not-an-image-text.png", .text),
        ("not-an-image-text-utf-8-with-mark.png", .text), ("not-an-image-text-utf-16.png", .text),
        ("not-an-image-text-utf-16-big-endian.png", .text), ("not-an-image-pdf.png", .pdf),
        ("not-an-image-git-lfs-pointer.png", .gitLFSPointer), ("not-an-image-zeros.png", .unknown),
        ("not-an-image-wav.webp", .wav), ("not-an-image-mp3.jpg", .mp3),
        ("not-an-image-mp3-without-tag.jpg", .mp3), ("not-an-image-ogg.png", .ogg),
        ("not-an-image-flac.png", .flac), ("unverifiable-format-tga.tga", .tga),
        ("unverifiable-format-pcx.pcx", .pcx), ("unverifiable-format-sgi.sgi", .sgi),
        ("unverifiable-format-ilbm.bmp", .ilbm), ("unverifiable-format-fits.fits", .fits),
        ("unverifiable-format-dicom.dcm", .dicom), ("unverifiable-format-wmf.bmp", .wmf),
        ("unverifiable-format-emf.bmp", .emf), ("unverifiable-format-ktx.dds", .ktx),
        ("unverifiable-format-xpm.pnm", .xpm), ("unverifiable-format-svg-utf-16.svg", .svg),
        ("unverifiable-format-svg-utf-16-without-mark.svg", .svg),
        ("unverifiable-format-mp4-that-begins-with-room.mp4", .mp4),
        ("unverifiable-format-flash.flv", .flash),
        ("unverifiable-format-transport-stream.mpg", .mpeg),
        ("unverifiable-format-transport-stream-of-a-disc.m2ts", .mpeg),
        ("not-an-image-aiff.png", .aiff), ("not-an-image-midi.png", .midi),
        ("not-an-image-aac.jpg", .aac), ("not-an-image-apple-double.jpg", .appleDouble),
        ("not-an-image-html-behind-long-comment.png", .html),
        ("not-an-image-pdf-behind-line-ends.png", .pdf),
        ("not-an-image-text-in-an-older-encoding.png", .text),
    ])
    func `that are no image of ours are named for what they are`(
        name: String,
        format: FileFormat
    ) throws {
        var feeder = Feeder()
        #expect(feeder.content(of: try Fixtures.bytes(name)) == .foreign(format))
        #expect(feeder.bytesRead <= 4096)
    }
}

@Suite struct `Up to 64 bytes` {
    private static let starts: [[UInt8]] = [
        [], [0xff], [0xff, 0xd8], [0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47],
        [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], Array("RIFF".utf8),
        Array("RIFF\u{20}\0\0\0WEBPVP8X".utf8), Array("RIFF\u{20}\0\0\0WEBPVP8L".utf8),
        Array("\0\0\0\u{18}ftypheic".utf8), Array("<svg".utf8), Array("BM".utf8),
    ]

    @Test(arguments: starts, [0, 0x20, 0xff] as [UInt8])
    func `are never an image, and never too few to be judged`(start: [UInt8], filling: UInt8) {
        for length in 0...64 {
            let bytes = Array(
                (start + [UInt8](repeating: filling, count: 64)).prefix(length)
            )
            var feeder = Feeder()
            switch feeder.content(of: bytes) {
            case .empty: #expect(length == 0)
            case .foreign, .damaged: #expect(length > 0)
            case .image, .uncommon, .absent, .unreadable: Issue.record("\(bytes)")
            }
            #expect(Feeder.content(of: bytes, inPiecesOf: 1) == feeder.content(of: bytes))
        }
    }

    @Test(
        arguments: [
            [0x89, 0x50, 0x4e, 0x47, 0x0a, 0x1a, 0x0a], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x0a],
        ] as [[UInt8]]
    )
    func `of a PNG that was sent as text are damaged, not something else`(signature: [UInt8]) {
        var feeder = Feeder()
        let bytes = signature + [UInt8](repeating: 0, count: 40)
        #expect(feeder.content(of: bytes) == .damaged(.png, .signatureChanged))
    }
}
