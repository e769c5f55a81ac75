import CLibWebP
import Foundation
import PreflightModel
import SampleImages
import Testing

@testable import ImageProbe

@Suite struct `Small copies` {
    private struct Picture: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let format: FileFormat
        let bytes: [UInt8]
        let copy: PixelSize
    }

    private static let pictures = [
        Picture(
            testDescription: "wide PNG",
            format: .png,
            bytes: PNGImage(width: 3200, height: 1000).encoded(),
            copy: PixelSize(width: 160, height: 50)
        ),
        Picture(
            testDescription: "interlaced PNG with alpha",
            format: .png,
            bytes: PNGImage(width: 301, height: 640, colourType: .rgba, isInterlaced: true)
                .encoded(),
            copy: PixelSize(width: 75, height: 160)
        ),
        Picture(
            testDescription: "small PNG of one bit",
            format: .png,
            bytes: PNGImage(width: 9, height: 3, colourType: .grey, bitDepth: 1).encoded(),
            copy: PixelSize(width: 9, height: 3)
        ),
        Picture(
            testDescription: "line of one pixel",
            format: .png,
            bytes: PNGImage(width: 4000, height: 1, colourType: .grey, bitDepth: 1).encoded(),
            copy: PixelSize(width: 160, height: 1)
        ),
        Picture(
            testDescription: "JPEG",
            format: .jpeg,
            bytes: JPEGImage(width: 1280, height: 720).encoded(),
            copy: PixelSize(width: 160, height: 90)
        ),
        Picture(
            testDescription: "progressive CMYK JPEG",
            format: .jpeg,
            bytes: JPEGImage(width: 321, height: 640, colours: .ycck, process: .progressive)
                .encoded(),
            copy: PixelSize(width: 80, height: 160)
        ),
        Picture(
            testDescription: "lossy WebP",
            format: .webp,
            bytes: WebPImage(width: 1600, height: 400).encoded(),
            copy: PixelSize(width: 160, height: 40)
        ),
    ]

    @Test(arguments: pictures)
    private func `are WebP of the right shape and few bytes`(picture: Picture) throws {
        let copy = try #require(ThumbnailMaker.thumbnail(of: picture.bytes[...], picture.format))
        #expect(abs(copy.size.width - picture.copy.width) <= 1)
        #expect(abs(copy.size.height - picture.copy.height) <= 1)
        #expect(copy.bytes.count <= 6000)
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: copy.bytes) else {
            Issue.record("the copy is no image")
            return
        }
        #expect(image.format == .webp)
        #expect(image.size == copy.size)
        #expect(PixelDecoder.pixels(of: copy.bytes[...], .webp) == .whole)
    }

    @Test(
        arguments: [
            (1, false, .top, .left), (2, false, .top, .right), (3, false, .bottom, .right),
            (4, false, .bottom, .left), (5, true, .top, .left), (6, true, .top, .right),
            (7, true, .bottom, .right), (8, true, .bottom, .left),
        ] as [(Int, Bool, Edge, Edge)]
    )
    private func `show the picture as it is to be shown`(
        orientation: Int,
        isTurned: Bool,
        row: Edge,
        column: Edge
    ) throws {
        let made = ThumbnailMaker.thumbnail(
            of: Self.darkTopLeft[...],
            .png,
            orientation: orientation
        )
        let copy = try #require(made)
        let size = PixelSize(width: 64, height: 32)
        #expect(copy.size == (isTurned ? size.turned : size))
        let pixels = try Self.pixels(of: copy)
        for vertical in [Edge.top, .bottom] {
            for horizontal in [Edge.left, .right] {
                let x = horizontal == .left ? 4 : copy.size.width - 5
                let y = vertical == .top ? 4 : copy.size.height - 5
                let isDark = pixels[(y * copy.size.width + x) * 4] < 128
                #expect(isDark == (vertical == row && horizontal == column))
            }
        }
    }

    private enum Edge { case top, bottom, left, right }

    /// A white PNG of 64 x 32 pixels with a black corner of 16 x 16 where its first row begins.
    private static let darkTopLeft: [UInt8] = {
        let rows = (0..<32).flatMap { y in
            [0] + (0..<64).map { x in x < 16 && y < 16 ? 0 : 255 as UInt8 }
        }
        // One stored block of deflate (RFC 1951, 3.2.4) in a zlib stream.
        var stream: [UInt8] = [0x78, 0x01, 0x01]
        for length in [UInt16(rows.count), ~UInt16(rows.count)] {
            stream += [UInt8(truncatingIfNeeded: length), UInt8(length >> 8)]
        }
        var sums = (UInt32(1), UInt32(0))
        for byte in rows {
            sums.0 = (sums.0 + UInt32(byte)) % 65521
            sums.1 = (sums.1 + sums.0) % 65521
        }
        stream += rows
        for sum in [sums.1, sums.0] {
            stream += [UInt8(sum >> 8), UInt8(truncatingIfNeeded: sum)]
        }
        let header = PNGChunk.header(width: 64, height: 32, colourType: 0)
        return png(chunks: [header, PNGChunk("IDAT", stream), .end])
    }()

    /// Red, green, blue and alpha of each pixel.
    private static func pixels(of copy: Thumbnail) throws -> [UInt8] {
        let count = copy.size.width * copy.size.height * 4
        let decoded = unsafe WebPDecodeRGBA(copy.bytes, copy.bytes.count, nil, nil)
        let pixels = unsafe try #require(decoded)
        defer { unsafe WebPFree(pixels) }
        return unsafe Array(UnsafeBufferPointer(start: pixels, count: count))
    }

    @Test(arguments: pictures)
    private func `are not made of what ends early or is none`(picture: Picture) {
        let half = picture.bytes.prefix(picture.bytes.count / 2)
        if picture.format == .png { #expect(ThumbnailMaker.thumbnail(of: half, .png) == nil) }
        #expect(ThumbnailMaker.thumbnail(of: half.prefix(20), picture.format) == nil)
        #expect(ThumbnailMaker.thumbnail(of: [], picture.format) == nil)
        #expect(ThumbnailMaker.thumbnail(of: Array("no image".utf8)[...], picture.format) == nil)
    }
}
