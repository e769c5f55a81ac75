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
        #expect(image.headerEnd == headerEnd(of: sample.bytes, image.format))
    }

    /// Where the header ends: before IDAT, behind SOS, or behind the first bytes of a picture.
    private func headerEnd(of bytes: [UInt8], _ format: FileFormat) -> Int? {
        func place(_ name: String) -> Int? {
            bytes.indices.first { bytes[$0...].starts(with: name.utf8) }
        }
        switch format {
        case .png: return place("IDAT").map { $0 - 4 }
        case .webp:
            let lossy = place("VP8 ").map { $0 + 8 + 10 }
            return lossy ?? place("VP8L").map { $0 + 8 + 5 }
        default:
            var place = 2
            while place + 4 <= bytes.count {
                let code = bytes[place + 1]
                guard bytes[place] == 0xff, code != 0xff, code != 0, !(0xd0...0xd9).contains(code)
                else {
                    place += 1
                    continue
                }
                place += 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
                if code == 0xda { return place }
            }
            return nil
        }
    }

    @Test(arguments: samples, [1, 7, 1000])
    func `gives the same facts when the bytes trickle in`(sample: Sample, size: Int) {
        var feeder = Feeder()
        let content = Feeder.content(of: sample.bytes, inPiecesOf: size)
        #expect(content == feeder.content(of: sample.bytes))
    }

    @Test(arguments: 4040...4130)
    func `does not depend on where a page ends`(length: Int) {
        let zeros = [UInt8](repeating: 0, count: length)
        let exif = Exif(orientation: 6)
        let files = [
            PNGImage(
                width: 640,
                height: 480,
                chunksBeforeData: [
                    PNGChunk("paDd", zeros), PNGChunk("eXIf", exif.encoded()),
                ]
            ).encoded(),
            JPEGImage(
                width: 640,
                height: 480,
                segmentsBeforeFrame: [
                    .application(2, zeros), .application(1, exif.jpegPayload()),
                ]
            ).encoded(),
            WebPImage(width: 640, height: 480, profile: zeros, exif: exif).encoded(),
        ]
        for bytes in files {
            var feeder = Feeder()
            guard case .image(let image) = feeder.content(of: bytes) else {
                Issue.record("no image")
                continue
            }
            #expect(image.size == PixelSize(width: 640, height: 480))
            #expect(image.orientation == 6)
            #expect(Feeder.content(of: bytes, inPiecesOf: 61) == .image(image))
        }
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

    @Test func `shows a library the beginning of application segments only`() {
        let payload = Array("JFXX".utf8) + [UInt8](repeating: 0, count: 65_000)
        let segments = Array(repeating: SampleImages.JPEGSegment(0xe0, payload), count: 800)
        let bytes = JPEGImage(width: 64, height: 48, segmentsBeforeFrame: segments).encoded()
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        #expect(image.size == PixelSize(width: 64, height: 48))
    }

    @Test func `hands a library no more than a header can need`() {
        let payload = [UInt8](repeating: 0, count: 65_000)
        let segment = SampleImages.JPEGSegment(0xdb, payload)
        let segments = Array(repeating: segment, count: 800)
        let bytes = JPEGImage(width: 64, height: 48, segmentsBeforeFrame: segments).encoded()
        var feeder = Feeder()
        guard case .damaged(.jpeg, .headerTooLong) = feeder.content(of: bytes) else {
            Issue.record("not refused")
            return
        }
        #expect(feeder.bytesRead < 4 << 20)
        let chunks = Array(
            repeating: PNGChunk("IHDR", [UInt8](repeating: 0, count: 768)),
            count: 1000
        )
        let picture = PNGImage(width: 64, height: 48, chunksBeforeData: chunks).encoded()
        guard case .damaged(.png, _) = feeder.content(of: picture) else {
            Issue.record("not refused")
            return
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

    @Test func `looks for an orientation where the first Exif block has none`() {
        let exif = Exif(orientation: 6)
        var strange = exif.encoded()
        strange[3] = 43
        for first in [[], Array("II".utf8), strange] {
            var segments = JPEGImage(width: 64, height: 48).segments
            let blocks = [first, exif.encoded()].map {
                JPEGSegment.application(1, Array("Exif".utf8) + [0, 0] + $0)
            }
            segments.insert(contentsOf: blocks, at: 1)
            var feeder = Feeder()
            guard case .image(let image) = feeder.content(of: jpeg(segments: segments)) else {
                Issue.record("no image")
                continue
            }
            #expect(image.orientation == 6)
        }
    }

    @Test func `a frame tells its transparency where the canvas does not`() {
        let pixel = WebPPixel(red: 40, green: 120, blue: 160, alpha: 128)
        let picture = RIFFChunk.lossless(width: 64, height: 48, pixel: pixel, hasAlphaHint: true)
        let bytes = webp(chunks: [
            .extended(.animation, width: 64, height: 48), .animation,
            .frame(width: 64, height: 48, chunks: [picture]),
        ])
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        #expect(image.hasAlpha)
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
        let bytes = png(chunks: chunks)
        var held = HeldBytes()
        var probe = Probe()
        while case .needs(let range) = probe.step(in: held) {
            #expect(range.count <= 1 << 16)
            guard range.count <= 1 << 16 else { return }
            let piece = bytes.dropFirst(range.lowerBound).prefix(range.count)
            if piece.count < range.count { held.total = bytes.count }
            held.replace(at: range.lowerBound, with: piece)
        }
    }

    @Test func `gives up on endless empty chunks and segments`() {
        let chunk = PNGChunk("abCd").encoded()
        let chunks =
            png(chunks: [.header(width: 64, height: 48)])
            + repeatElement(chunk, count: 1_100_000).joined()
        let segment: [UInt8] = [0xff, 0xfe, 0, 2]
        let segments = [0xff, 0xd8] + repeatElement(segment, count: 1_000_000).joined()
        for bytes in [Array(chunks), Array(segments)] {
            var feeder = Feeder()
            guard case .damaged(_, .headerTooLong) = feeder.content(of: bytes) else {
                Issue.record("not refused")
                return
            }
            #expect(feeder.reads < 40)
        }
    }

    @Test func `gives up on endless fill bytes`() {
        let bytes = [0xff, 0xd8] + [UInt8](repeating: 0xff, count: 4_000_000)
        var feeder = Feeder()
        guard case .damaged(.jpeg, .headerTooLong) = feeder.content(of: bytes) else {
            Issue.record("not refused")
            return
        }
        #expect(feeder.bytesRead < 3_000_000)
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

    @Test func `of a WebP is where its length says, padding included`() {
        func ending(_ payload: [UInt8], length: UInt32? = nil, less: Int) -> MediaFacts.Ending? {
            let image = WebPImage(
                width: 64,
                height: 48,
                isExtended: true,
                chunksAtEnd: [RIFFChunk("XMP ", payload)],
                riffSize: length
            )
            let bytes = Array(image.encoded().dropLast(less))
            var feeder = Feeder()
            guard case .image(let facts) = feeder.content(of: bytes) else { return nil }
            return Feeder.ending(of: bytes, facts)
        }
        let whole = WebPImage(
            width: 64,
            height: 48,
            isExtended: true,
            chunksAtEnd: [RIFFChunk("XMP ", [1, 2, 3])]
        ).encoded()
        let unpadded = UInt32(whole.count - 9)
        #expect(ending([1, 2, 3], less: 0) == .whole)
        #expect(ending([1, 2, 3], less: 1) == .missing)
        #expect(ending([1, 2, 3], length: unpadded, less: 0) == .whole)
        #expect(ending([1, 2, 3], length: unpadded, less: 1) == .whole)
        #expect(ending([1, 2, 3], length: unpadded, less: 2) == .missing)
        #expect(ending([1, 2], less: 0) == .whole)
        #expect(ending([1, 2], less: 1) == .missing)
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

    @Test func `of a JPEG that was cut off is not the end of another behind it`() {
        let whole = JPEGImage(width: 64, height: 48).encoded()
        let cut = Array(whole.dropLast(20))
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: cut + whole + [1, 2, 3]) else {
            Issue.record("no image")
            return
        }
        #expect(Feeder.ending(of: cut + whole + [1, 2, 3], image) == .missing)
        #expect(Feeder.ending(of: whole + whole + [1, 2, 3], image) == .trailing(whole.count + 3))
    }

    @Test(arguments: [0x02, 0x40, 0xbf, 0xc8, 0xf0, 0xfd] as [UInt8])
    func `of a JPEG is found behind a marker without a length that is known`(code: UInt8) {
        let bytes = JPEGImage(width: 64, height: 48, hasEnd: false).encoded()
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        // Its length would lead beyond the end.
        let end: [UInt8] = [0xff, code, 0xf0, 0x00, 0x12, 0xff, 0xd9, 0x55]
        #expect(Feeder.ending(of: bytes + end, image) == .trailing(1))
    }

    @Test(arguments: 1...24)
    func `of a JPEG is found behind fill bytes`(count: Int) {
        let bytes = JPEGImage(width: 64, height: 48, hasEnd: false).encoded()
        var feeder = Feeder()
        guard case .image(let image) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        let fill = [UInt8](repeating: 0xff, count: count)
        let pixel = Array([[UInt8]](repeating: fill + [0], count: 9).joined())
        for rubbish in 1...20 {
            let end = fill + [0xd9] + [UInt8](repeating: 0x55, count: rubbish)
            #expect(Feeder.ending(of: bytes + end, image) == .trailing(rubbish))
            #expect(Feeder.ending(of: bytes + pixel + end, image) == .trailing(rubbish))
        }
        #expect(Feeder.ending(of: bytes + pixel + fill, image) == .missing)
    }

    @Test(
        arguments: [
            PNGImage(width: 64, height: 48).encoded(), JPEGImage(width: 64, height: 48).encoded(),
            JPEGImage(width: 64, height: 48, exif: Exif(orientation: 6)).encoded(),
            WebPImage(width: 64, height: 48).encoded(),
            WebPImage(width: 64, height: 48, coding: .lossless).encoded(),
            WebPImage(width: 64, height: 48, coding: .lossless, frameCount: 3).encoded(),
        ]
    )
    func `of every prefix is missing, or its header is`(bytes: [UInt8]) {
        for count in 0..<bytes.count {
            let prefix = Array(bytes[..<count])
            var feeder = Feeder()
            if case .image(let image) = feeder.content(of: prefix) {
                #expect(Feeder.ending(of: prefix, image) == .missing, "\(count)")
            }
        }
    }

    @Test func `of a JPEG with more segments than any scan has is not looked for`() {
        let image = JPEGImage(width: 64, height: 48, hasEnd: false).encoded()
        let segment: [UInt8] = [0xff, 0xfe, 0, 2]
        let bytes = image + repeatElement(segment, count: 600_000).joined()
        var feeder = Feeder()
        guard case .image(let facts) = feeder.content(of: bytes) else {
            Issue.record("no image")
            return
        }
        #expect(Feeder.ending(of: bytes, facts) == .givenUp)
        #expect(Feeder.ending(of: bytes + [0xff, 0xd9, 0x7a], facts) == .givenUp)
        #expect(Feeder.ending(of: bytes + [0xff, 0xd9], facts) == .whole)
    }

    @Test(arguments: [1, 5000, 3_000_000])
    func `of a PNG comes with the Exif that stands before it`(padding: Int) {
        func orientation(
            _ chunks: [SampleImages.PNGChunk],
            before: [SampleImages.PNGChunk] = []
        ) -> Int? {
            let bytes = PNGImage(
                width: 64,
                height: 48,
                chunksBeforeData: before,
                chunksAfterData: [PNGChunk("paDd", zeros: padding)] + chunks
            ).encoded()
            var feeder = Feeder()
            guard case .image(let facts) = feeder.content(of: bytes) else { return nil }
            var search = EndSearch(of: facts, total: bytes.count, seekingExif: true)
            var held = HeldBytes(total: bytes.count)
            while true {
                switch search.step(in: held) {
                case .done(let ending):
                    #expect(ending == .whole)
                    return search.image.orientation
                case .needs(let range): held.replace(at: range.lowerBound, with: bytes[range])
                }
            }
        }
        let turned = PNGChunk("eXIf", Exif(orientation: 6).encoded())
        let other = PNGChunk("eXIf", Exif(orientation: 3).encoded())
        let far = PNGChunk(
            "eXIf",
            Array(Exif(orientation: 6).encoded()) + Array(repeating: 0, count: 9000)
        )
        #expect(orientation([turned]) == 6)
        #expect(orientation([turned, .text("date:modify", "2026-11-22")]) == 6)
        #expect(orientation([far, .text("date:modify", "2026-11-22")]) == 6)
        for words in [
            "ImageMagick", "an editor with a name that is longer than the last bytes are",
        ] {
            #expect(orientation([turned, .text("exif:Software", words)]) == 6)
        }
        let thumbnail = PNGChunk("prVt", [UInt8](repeating: 0x80, count: 90) + [0xff, 0xd9])
        #expect(orientation([turned, thumbnail]) == 6)
        #expect(orientation([turned, other]) == 6)
        #expect(orientation([turned], before: [other]) == 3)
        #expect(orientation([SampleImages.PNGChunk.text("date:modify", "2026-11-22")]) == 1)
        #expect(orientation([PNGChunk("eXIf", [1, 2, 3])]) == 1)
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
        ("<br />\n<b>Fatal error</b>: no", .html), ("<center>404</center>", .html),
        ("<h2>Gone</h2>", .html), ("<p class=\"a\">Gone", .html),
        ("<!-- a --><a href=\"b\">", .html),
        ("<rss><channel><title>a</title></channel></rss>", .xml), ("<kml><styleUrl>", .xml),
        ("<!DOCTYPE\nhtml>", .html), ("<!DOCTYPE  svg PUBLIC>", .svg), ("<svg:svg a=\"b\">", .svg),
        ("BZhello there", .text), ("OTTO is my dog", .text), ("ID3 tags are", .text),
        ("OggS is a thing", .text), ("[2024-01-02] a line of a log", .text),
        ("[1] 4711 terminated", .text), ("[1, 2", .json), ("[true]\n", .json), ("[-1.5e3]", .json),
        ("DDS is a texture format", .text), ("qoifoo", .text), ("IIRO is a company", .text),
        ("P3 2 of 5 done", .text), ("P3\n# a comment\n2 2\n255", .pnm), ("P2 3 4 255", .pnm),
        ("P7\nWIDTH 4", .pnm), ("#define a_width 16\n#define a_height 16", .xbm),
        ("The free encyclopedia", .text), ("True or not", .text), ("true", .text),
        ("FORM AIFF", .text), ("MZ is a mark", .text),
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

    @Test func `names images that were taken for text`() {
        let jpeg = JPEGImage(width: 64, height: 48).encoded()
        let png = PNGImage(width: 64, height: 48).encoded()
        for bytes in [jpeg, png] {
            let latin = bytes.flatMap { Array(String(UnicodeScalar($0)).utf8) }
            let replaced = Array(String(decoding: bytes, as: UTF8.self).utf8)
            #expect(Sniffer.format(of: latin[...]) == .recodedImage)
            #expect(Sniffer.format(of: replaced[...]) == .recodedImage)
            #expect(Sniffer.format(of: (Array("\r\n".utf8) + bytes)[...]) == .shiftedImage)
            #expect(Sniffer.format(of: ([0xef, 0xbb, 0xbf] + bytes)[...]) == .shiftedImage)
        }
        #expect(Sniffer.format(of: Array("\n\u{ff}\u{d8}".utf8)[...]) == .text)
    }

    @Test func `names bytes of no kind unknown`() {
        #expect(Sniffer.format(of: [0, 1, 2, 3, 0, 255, 254]) == .unknown)
    }
}
