import PreflightModel
import SampleImages
import Testing

@testable import ImageProbe

/// An image with what must be read of it.
struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let expected: ImageFacts

    var testDescription: String { name }
}

/// Feeds a probe as a gatherer would, and counts what it asks for.
struct Feeder {
    private(set) var reads = 0
    private(set) var bytesRead = 0

    mutating func content(of bytes: [UInt8], knowsTotal: Bool = true) -> MediaFacts.Content {
        var partial = PartialBytes(total: knowsTotal ? bytes.count : nil)
        while true {
            switch Probe.step(partial) {
            case .content(let content): return content
            case .needs(let range):
                let held = bytes[
                    min(range.lowerBound, bytes.count)..<min(range.upperBound, bytes.count)
                ]
                reads += 1
                bytesRead += held.count
                if held.count < range.count { partial.total = bytes.count }
                partial.add(Array(held), at: range.lowerBound)
            }
        }
    }

    static func ending(of bytes: [UInt8], _ image: ImageFacts) -> MediaFacts.Ending {
        var search = EndSearch(
            format: image.format,
            headerEnd: image.headerEnd,
            total: bytes.count
        )
        while true {
            switch search.step {
            case .done(let ending): return ending
            case .read(let range): search.take(bytes[range])
            }
        }
    }
}

private let samples: [Sample] = [
    Sample(
        name: "RGB PNG",
        bytes: PNGImage(width: 640, height: 480).encoded(),
        expected: facts(.png, 640, 480)
    ),
    Sample(
        name: "1-bit grey PNG",
        bytes: PNGImage(width: 33, height: 7, colourType: .grey, bitDepth: 1).encoded(),
        expected: facts(.png, 33, 7, channels: 1, bits: 1)
    ),
    Sample(
        name: "16-bit RGBA PNG",
        bytes: PNGImage(width: 33, height: 7, colourType: .rgba, bitDepth: 16).encoded(),
        expected: facts(.png, 33, 7, channels: 4, bits: 16, hasAlpha: true)
    ),
    Sample(
        name: "animated PNG turned by Exif",
        bytes: PNGImage(width: 64, height: 48, exif: Exif(orientation: 8), frameCount: 2).encoded(),
        expected: facts(.png, 64, 48, frames: 2, orientation: 8)
    ),
    Sample(
        name: "JPEG 4:2:0",
        bytes: JPEGImage(width: 641, height: 479).encoded(),
        expected: facts(.jpeg, 641, 479)
    ),
    Sample(
        name: "grey JPEG",
        bytes: JPEGImage(width: 64, height: 48, colours: .grey).encoded(),
        expected: facts(.jpeg, 64, 48, channels: 1)
    ),
    Sample(
        name: "progressive JPEG turned by Exif",
        bytes: JPEGImage(
            width: 64,
            height: 48,
            process: .progressive,
            exif: Exif(orientation: 6, byteOrder: .little)
        ).encoded(),
        expected: facts(.jpeg, 64, 48, orientation: 6)
    ),
    Sample(
        name: "arithmetic JPEG",
        bytes: JPEGImage(width: 64, height: 48, process: .arithmetic).encoded(),
        expected: facts(.jpeg, 64, 48, coding: .arithmetic)
    ),
    Sample(
        name: "CMYK JPEG",
        bytes: JPEGImage(width: 64, height: 48, colours: .ycck).encoded(),
        expected: facts(.jpeg, 64, 48, channels: 4, isCMYK: true)
    ),
    Sample(
        name: "lossy WebP",
        bytes: WebPImage(width: 641, height: 479, coding: .lossy).encoded(),
        expected: facts(.webp, 641, 479)
    ),
    Sample(
        name: "lossless WebP with alpha",
        bytes: WebPImage(width: 64, height: 48, coding: .lossless, alpha: .real).encoded(),
        expected: facts(.webp, 64, 48, channels: 4, hasAlpha: true)
    ),
    Sample(
        name: "extended WebP turned by Exif",
        bytes: WebPImage(width: 64, height: 48, exif: Exif(orientation: 3)).encoded(),
        expected: facts(.webp, 64, 48, orientation: 3)
    ),
]

private func facts(
    _ format: FileFormat,
    _ width: Int,
    _ height: Int,
    channels: Int = 3,
    bits: Int = 8,
    hasAlpha: Bool = false,
    frames: Int? = nil,
    orientation: Int = 1,
    coding: ImageCoding = .common,
    isCMYK: Bool = false
) -> ImageFacts {
    ImageFacts(
        format: format,
        size: PixelSize(width: width, height: height),
        channels: channels,
        bitsPerChannel: bits,
        hasAlpha: hasAlpha,
        isAnimated: (frames ?? 1) > 1,
        frameCount: frames,
        orientation: orientation,
        coding: coding,
        isCMYK: isCMYK
    )
}

extension ImageFacts {
    /// The same facts without the place where the header ends.
    fileprivate var withoutHeaderEnd: ImageFacts {
        ImageFacts(
            format: format,
            size: size,
            channels: channels,
            bitsPerChannel: bitsPerChannel,
            hasAlpha: hasAlpha,
            isAnimated: isAnimated,
            frameCount: frameCount,
            orientation: orientation,
            coding: coding,
            isCMYK: isCMYK
        )
    }
}

@Suite struct `Reading a header` {
    @Test(arguments: samples, [true, false])
    func `gives the facts`(sample: Sample, knowsTotal: Bool) throws {
        var feeder = Feeder()
        let content = feeder.content(of: sample.bytes, knowsTotal: knowsTotal)
        guard case .image(let image) = content else {
            Issue.record("\(content)")
            return
        }
        #expect(image.withoutHeaderEnd == sample.expected)
        #expect(image.headerEnd > 0 && image.headerEnd <= sample.bytes.count)
    }

    @Test(arguments: samples)
    func `of any prefix ends without an image of another size`(sample: Sample) {
        for length in 0..<min(sample.bytes.count, 700) {
            var feeder = Feeder()
            switch feeder.content(of: Array(sample.bytes.prefix(length))) {
            case .image(let image): #expect(image.size == sample.expected.size)
            case .empty: #expect(length == 0)
            case .damaged, .foreign: break
            case .absent, .unreadable, .uncommon: Issue.record("\(length) bytes")
            }
        }
    }

    @Test func `takes one page and not the metadata before the frame header`() {
        let metadata = (0..<50).map { _ in
            JPEGSegment.application(2, [UInt8](repeating: 0, count: 60_000))
        }
        let image = JPEGImage(width: 640, height: 480, segmentsBeforeFrame: metadata)
        var feeder = Feeder()
        let content = feeder.content(of: image.encoded())
        guard case .image(let facts) = content else {
            Issue.record("\(content)")
            return
        }
        #expect(facts.size == PixelSize(width: 640, height: 480))
        #expect(feeder.bytesRead < 60 * 4096)
    }

    @Test func `takes one page of a file whose header is at its beginning`() {
        var feeder = Feeder()
        _ = feeder.content(of: PNGImage(width: 640, height: 480).padded(to: 1_000_000))
        #expect(feeder.reads == 1)
        #expect(feeder.bytesRead == 4096)
    }

    @Test func `passes the size of a thumbnail by`() {
        let thumbnail = JPEGImage(width: 16, height: 16).encoded()
        let exif = Exif(orientation: 1, thumbnail: thumbnail)
        let image = JPEGImage(width: 640, height: 480, exif: exif)
        var feeder = Feeder()
        guard case .image(let facts) = feeder.content(of: image.encoded()) else {
            Issue.record("no image")
            return
        }
        #expect(facts.size == PixelSize(width: 640, height: 480))
    }

    @Test func `of 200,000 empty comments reads each byte a few times at most`() {
        let comments = Array(repeating: JPEGSegment.comment([]), count: 200_000)
        let bytes = JPEGImage(width: 64, height: 48, segmentsBeforeFrame: comments).encoded()
        var feeder = Feeder()
        guard case .image = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        #expect(feeder.reads < 20)
        #expect(feeder.bytesRead <= bytes.count + 4096)
    }

    @Test func `of an Exif block of nothing but signatures ends`() {
        let signature: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]
        let block = Array(repeatElement(signature, count: 500_000).joined())
        let image = PNGImage(width: 64, height: 48, chunksBeforeData: [PNGChunk("eXIf", block)])
        var feeder = Feeder()
        guard case .image(let facts) = feeder.content(of: image.encoded()) else {
            Issue.record("no image")
            return
        }
        #expect(facts.orientation == 1)
    }

    @Test(arguments: ["IHDR", "PLTE"])
    func `does not ask for what a chunk claims, even of unknown length`(name: String) {
        let header = PNGChunk.header(width: 64, height: 48, colourType: 3)
        let claiming = PNGChunk(name, [0, 0, 0, 64, 0, 0, 0, 48], claimedLength: 0x7fff_ffff)
        let chunks = name == "IHDR" ? [claiming] : [header, claiming]
        var partial = PartialBytes()
        while case .needs(let range) = Probe.step(partial) {
            #expect(range.count <= 1 << 16)
            guard range.count <= 1 << 16 else { return }
            let bytes = png(chunks: chunks)
            let held = bytes.dropFirst(range.lowerBound).prefix(range.count)
            if held.count < range.count { partial.total = bytes.count }
            partial.add(Array(held), at: range.lowerBound)
        }
    }

    @Test func `gives up on endless empty chunks and segments`() {
        let chunk = PNGChunk("abCd").encoded()
        let chunks =
            png(chunks: [.header(width: 64, height: 48)])
            + repeatElement(chunk, count: 200_000).joined()
        let segment: [UInt8] = [0xff, 0xfe, 0, 2]
        let segments = [0xff, 0xd8] + repeatElement(segment, count: 1_000_000).joined()
        for bytes in [Array(chunks), Array(segments)] {
            var feeder = Feeder()
            guard case .damaged(_, .headerTooLong) = feeder.content(of: bytes) else {
                Issue.record("not refused")
                return
            }
            #expect(feeder.reads < 30)
        }
    }

    @Test func `gives up on endless fill bytes`() {
        let bytes = [0xff, 0xd8] + [UInt8](repeating: 0xff, count: 1_000_000)
        var feeder = Feeder()
        guard case .damaged(.jpeg, .headerTooLong) = feeder.content(of: bytes) else {
            Issue.record("not refused")
            return
        }
        #expect(feeder.bytesRead < 300_000)
    }
}

@Suite struct `The end of an image` {
    @Test(arguments: samples)
    func `is whole as encoded, missing when cut, trailing when more follows`(
        sample: Sample
    ) throws {
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: sample.bytes) else {
            Issue.record("no image")
            return
        }
        #expect(Feeder.ending(of: sample.bytes, image) == .whole)
        let rubbish: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
        #expect(Feeder.ending(of: sample.bytes + rubbish, image) == .trailing(16))
        for missing in [2, 3, 5, 9, 13] where sample.bytes.count - missing > image.headerEnd {
            let cut = Array(sample.bytes.dropLast(missing))
            #expect(Feeder.ending(of: cut, image) == .missing, "\(missing) bytes less")
        }
    }

    @Test func `of a WebP may lack the padding of its last chunk, and no other byte`() {
        let image = WebPImage(
            width: 64,
            height: 48,
            isExtended: true,
            chunksAtEnd: [RIFFChunk("XMP ", [1, 2, 3])]
        )
        let bytes = image.encoded()
        var feeder = Feeder()
        guard case .image(let facts) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        #expect(Feeder.ending(of: bytes, facts) == .whole)
        #expect(Feeder.ending(of: Array(bytes.dropLast(1)), facts) == .whole)
        #expect(Feeder.ending(of: Array(bytes.dropLast(2)), facts) == .missing)
        let even = WebPImage(
            width: 64,
            height: 48,
            isExtended: true,
            chunksAtEnd: [RIFFChunk("XMP ", [1, 2])]
        ).encoded()
        #expect(Feeder.ending(of: even, facts) == .whole)
        #expect(Feeder.ending(of: Array(even.dropLast(1)), facts) == .missing)
    }

    @Test func `of two JPEGs in one file comes after the second`() {
        let one = JPEGImage(width: 64, height: 48).encoded()
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: one + one) else {
            Issue.record("no image")
            return
        }
        #expect(Feeder.ending(of: one + one, image) == .whole)
    }

    @Test func `of a JPEG is found across the edge of a stretch`() {
        let image = JPEGImage(width: 2000, height: 2000)
        let bytes = image.encoded()
        var feeder = Feeder()
        guard case .image(let facts) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        for count in [1, 2, 100, 65_535, 65_536, 65_537] {
            let rubbish = [UInt8](repeating: 0x55, count: count)
            #expect(Feeder.ending(of: bytes + rubbish, facts) == .trailing(count))
        }
    }
}

@Suite struct `Sniffing` {
    @Test(arguments: [
        ("GIF89a", FileFormat.gif), ("%PDF-1.7\n", .pdf), ("<!DOCTYPE html><p>", .html),
        ("  <html><head>", .html), ("{\"error\": 1}", .json), ("[1, 2]", .json),
        ("plain words", .text), ("<?xml version=\"1.0\"?><svg xmlns=\"a\"/>", .svg),
        ("<svg viewBox=\"0 0 1 1\"></svg>", .svg), ("<?xml version=\"1.0\"?><feed/>", .xml),
    ])
    func `names text formats`(text: String, format: FileFormat) {
        #expect(Sniffer.format(of: ArraySlice(text.utf8)) == format)
    }

    @Test(arguments: [
        ("ftypavif", FileFormat.avif), ("ftypheic", .heic), ("ftypisom", .mp4),
        ("ftypqt  ", .quickTime),
    ])
    func `names ISO media by their brand`(brand: String, format: FileFormat) {
        #expect(Sniffer.format(of: [0, 0, 0, 24] + ArraySlice(brand.utf8) + [0, 0]) == format)
    }

    @Test func `names bytes of no kind unknown`() {
        #expect(Sniffer.format(of: [0, 1, 2, 3, 0, 255, 254]) == .unknown)
    }
}
