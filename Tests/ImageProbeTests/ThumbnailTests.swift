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

    @Test(arguments: pictures)
    private func `are not made of what ends early or is none`(picture: Picture) {
        let half = picture.bytes.prefix(picture.bytes.count / 2)
        if picture.format == .png { #expect(ThumbnailMaker.thumbnail(of: half, .png) == nil) }
        #expect(ThumbnailMaker.thumbnail(of: half.prefix(20), picture.format) == nil)
        #expect(ThumbnailMaker.thumbnail(of: [], picture.format) == nil)
        #expect(ThumbnailMaker.thumbnail(of: Array("no image".utf8)[...], picture.format) == nil)
    }
}
