import PreflightModel
import SampleImages
import Testing

@testable import ImageProbe

/// A whole image, and how it is damaged.
private struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let format: FileFormat
    let bytes: [UInt8]
}

private func pixels(_ format: FileFormat, _ bytes: [UInt8]) -> MediaFacts.Pixels {
    PixelDecoder.pixels(of: bytes[...], format)
}

@Suite struct `Decoding every pixel` {
    @Test func `a frame header of another size behind the scan is told`() {
        let whole = JPEGImage(width: 64, height: 48).encoded()
        let header: [UInt8] = [0xff, 0xc0, 0, 11, 8, 0, 10, 0, 10, 1, 1, 0x11, 0, 0xff, 0xd9]
        #expect(PixelDecoder.pixels(of: whole[...], .jpeg) == .whole)
        let two = Array(whole.dropLast(2)) + header
        guard case .lost = PixelDecoder.pixels(of: two[...], .jpeg) else {
            Issue.record("two frame headers are decoded")
            return
        }
    }

    private static let whole = [
        Damage(
            testDescription: "interlaced PNG",
            format: .png,
            bytes: PNGImage(width: 65, height: 47, isInterlaced: true).encoded()
        ),
        Damage(
            testDescription: "1-bit PNG of one pixel",
            format: .png,
            bytes: PNGImage(width: 1, height: 1, colourType: .grey, bitDepth: 1).encoded()
        ),
        Damage(
            testDescription: "baseline JPEG with rubbish behind it",
            format: .jpeg,
            bytes: JPEGImage(width: 65, height: 47, trailing: [1, 2, 3]).encoded()
        ),
        Damage(
            testDescription: "progressive CMYK JPEG",
            format: .jpeg,
            bytes: JPEGImage(width: 65, height: 47, colours: .ycck, process: .progressive).encoded()
        ),
        Damage(
            testDescription: "lossy WebP",
            format: .webp,
            bytes: WebPImage(width: 65, height: 47).encoded()
        ),
        Damage(
            testDescription: "animation of lossless frames with alpha",
            format: .webp,
            bytes: WebPImage(
                width: 64,
                height: 48,
                coding: .lossless,
                alpha: .real,
                frameCount: 3
            ).encoded()
        ),
    ]

    @Test(arguments: whole)
    private func `finds nothing in a whole image`(image: Damage) {
        #expect(pixels(image.format, image.bytes) == .whole)
    }

    @Test(arguments: whole)
    private func `finds that the last third is missing`(image: Damage) {
        let cut = Array(image.bytes.prefix(image.bytes.count * 2 / 3))
        guard case .lost = pixels(image.format, cut) else {
            Issue.record("\(pixels(image.format, cut))")
            return
        }
    }

    @Test func `finds a PNG chunk with a wrong checksum, and one that holds too little`() {
        var chunks = PNGImage(width: 64, height: 48).chunks
        chunks[1].checksum = 1
        guard case .lost(let words) = pixels(.png, png(chunks: chunks)) else {
            Issue.record("not found")
            return
        }
        #expect(words.contains("CRC"))
        for last in [[PNGChunk("IEND", checksum: 1)], [PNGChunk("tEXt", [1], checksum: 1), .end]] {
            let bytes = png(chunks: PNGImage(width: 64, height: 48).chunks.dropLast() + last)
            guard case .lost(let words) = pixels(.png, bytes) else {
                Issue.record("not found")
                return
            }
            #expect(words.contains("CRC"))
        }
        var short = PNGImage(width: 64, height: 48).chunks
        short[0] = .header(width: 64, height: 4800)
        #expect(pixels(.png, png(chunks: short)) != .whole)
    }

    @Test func `finds a JPEG whose scan ends early although its end marker is there`() {
        let bytes = JPEGImage(width: 640, height: 480).encoded()
        let cut = bytes.prefix(bytes.count * 2 / 3) + [0xff, 0xd9]
        guard case .lost = pixels(.jpeg, Array(cut)) else {
            Issue.record("not found")
            return
        }
    }

    @Test(arguments: [(0, true), (16, true), (40, false), (2000, false)])
    func `finds a JPEG in which pixels are left over`(count: Int, isWhole: Bool) {
        let bytes = JPEGImage(width: 64, height: 48, hasEnd: false).encoded()
        let rest = [UInt8](repeating: 0x55, count: count) + [0xff, 0xd9]
        #expect((pixels(.jpeg, bytes + rest) == .whole) == isWhole)
    }

    @Test func `finds a WebP whose parts are not in order`() {
        let canvas = RIFFChunk.extended([], width: 64, height: 48)
        let animated = RIFFChunk.extended(.animation, width: 64, height: 48)
        let picture = RIFFChunk.lossy(width: 64, height: 48)
        let frame = RIFFChunk.frame(width: 64, height: 48, chunks: [picture])
        #expect(pixels(.webp, webp(chunks: [canvas, picture])) == .whole)
        #expect(pixels(.webp, webp(chunks: [animated, .animation, frame])) == .whole)
        let broken = [
            [canvas, picture, picture], [canvas, picture, RIFFChunk("ALPH", [0, 1])],
            [animated, frame, .animation], [animated, .animation, frame, picture],
        ]
        for chunks in broken {
            guard case .lost = pixels(.webp, webp(chunks: chunks)) else {
                Issue.record("\(chunks.map(\.name))")
                return
            }
        }
        // What the library reads, and nobody else: found by mutated bytes.
        let bare: [UInt8] = [0x56, 0x50, 0x38, 0x4c, 0, 0, 0, 0, 0x2f, 1, 0, 0, 0, 0]
        for bytes in [picture.data, bare] {
            guard case .lost = pixels(.webp, bytes) else {
                Issue.record("\(bytes.prefix(12))")
                return
            }
        }
        let long = webp(chunks: [canvas, picture, RIFFChunk("XMP ", [1, 2])])
        var cut = long
        cut[long.count - 6] = 9
        #expect(pixels(.webp, long) == .whole)
        #expect(pixels(.webp, cut) != .whole)
    }

    @Test func `finds a broken frame behind a good one`() {
        let bytes = WebPImage(width: 64, height: 48, coding: .lossless, frameCount: 2).encoded()
        var broken = bytes
        broken[bytes.count - 12] ^= 0xff
        broken[bytes.count - 13] ^= 0xff
        #expect(pixels(.webp, bytes) == .whole)
        let frame = bytes.lastRange(of: Array("VP8L".utf8))
        #expect(frame != nil)
        if let frame { broken[frame.upperBound + 4] = 0 }
        guard case .lost = pixels(.webp, broken) else {
            Issue.record("not found")
            return
        }
    }

    @Test func `finds a picture that leaves a part of its frame open`() {
        let animated = RIFFChunk.extended(.animation, width: 64, height: 48)
        for (width, isWhole) in [(64, true), (63, false)] {
            let picture = RIFFChunk.lossy(width: width, height: 48)
            let frame = RIFFChunk.frame(width: 64, height: 48, chunks: [picture])
            let bytes = webp(chunks: [animated, .animation, frame])
            #expect((pixels(.webp, bytes) == .whole) == isWhole)
        }
    }

    @Test func `loses nothing behind the last pixel`() {
        let animation = WebPImage(width: 64, height: 48, coding: .lossless, frameCount: 3).encoded()
        #expect(pixels(.webp, animation + Array("rubbish rubbish!".utf8)) == .whole)
        let picture = PNGImage(width: 64, height: 48).encoded()
        #expect(pixels(.png, picture + Array("rubbish rubbish!".utf8)) == .whole)
        #expect(pixels(.png, PNGImage(width: 64, height: 48, hasEnd: false).encoded()) == .whole)
    }

    @Test func `gives up when the time is over`() {
        let images: [(FileFormat, [UInt8])] = [
            (.png, PNGImage(width: 4000, height: 4000).encoded()),
            (.jpeg, JPEGImage(width: 4000, height: 4000).encoded()),
            (
                .webp,
                WebPImage(width: 2000, height: 2000, coding: .lossless, frameCount: 9).encoded()
            ),
        ]
        for (format, bytes) in images {
            #expect(PixelDecoder.pixels(of: bytes[...], format, within: 0) == .unfinished(.time))
            #expect(pixels(format, bytes) == .whole)
        }
    }

    @Test func `gives up on more pixels than are allowed`() {
        let bytes = PNGImage(width: 8000, height: 8000, colourType: .grey, bitDepth: 1).encoded()
        #expect(pixels(.png, bytes) == .unfinished(.memory))
        let segments = JPEGImage(width: 64, height: 48).segments.map { segment in
            segment.marker == 0xc0 ? .frame(width: 60_000, height: 60_000) : segment
        }
        #expect(pixels(.jpeg, jpeg(segments: segments)) == .unfinished(.memory))
        let large = WebPImage(width: 16_383, height: 16_383, coding: .lossless).encoded()
        #expect(pixels(.webp, large) == .unfinished(.memory))
    }
}

extension [UInt8] {
    /// The last place where `other` stands.
    fileprivate func lastRange(of other: [UInt8]) -> Range<Int>? {
        (0...count - other.count).reversed().first { self[$0...].starts(with: other) }
            .map { $0..<$0 + other.count }
    }
}
