import Foundation
import NIOCore
import NIOPosix
import PreflightModel
import SampleImages
import SystemPackage
import Testing

@testable import Gathering

/// Facts of local files.
struct FileGathererTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func facts(_ name: String, _ bytes: [UInt8]) throws -> MediaFacts {
        measure(try folder.write(name, bytes), named: name)
    }

    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let format: FileFormat
        let channels: Int
        var bits = 8
        var alpha = false
        var orientation = 1

        static let all = [
            Sample(
                testDescription: "PNG",
                bytes: PNGImage(width: 640, height: 359).encoded(),
                format: .png,
                channels: 3
            ),
            Sample(
                testDescription: "deep grey PNG with alpha",
                bytes: PNGImage(width: 640, height: 359, colourType: .greyAlpha, bitDepth: 16)
                    .encoded(),
                format: .png,
                channels: 2,
                bits: 16,
                alpha: true
            ),
            Sample(
                testDescription: "JPEG",
                bytes: JPEGImage(width: 640, height: 359).encoded(),
                format: .jpeg,
                channels: 3
            ),
            Sample(
                testDescription: "turned grey JPEG",
                bytes: JPEGImage(
                    width: 640,
                    height: 359,
                    colours: .grey,
                    exif: Exif(orientation: 6, byteOrder: .little)
                ).encoded(),
                format: .jpeg,
                channels: 1,
                orientation: 6
            ),
            Sample(
                testDescription: "lossy WebP",
                bytes: WebPImage(width: 640, height: 359).encoded(),
                format: .webp,
                channels: 3
            ),
            Sample(
                testDescription: "lossless WebP with alpha",
                bytes: WebPImage(width: 640, height: 359, coding: .lossless, alpha: .real)
                    .encoded(),
                format: .webp,
                channels: 4,
                alpha: true
            ),
        ]
    }

    @Test(arguments: Sample.all)
    func `a good file is measured whole`(sample: Sample) throws {
        let facts = try facts("sample", sample.bytes)
        let image = try #require(facts.image)
        #expect(image.format == sample.format)
        #expect(image.size == PixelSize(width: 640, height: 359))
        #expect(image.channels == sample.channels)
        #expect(image.bitsPerChannel == sample.bits)
        #expect(image.hasAlpha == sample.alpha)
        #expect(image.orientation == sample.orientation)
        #expect(!image.isAnimated)
        #expect(facts.bytes == sample.bytes.count)
        #expect(facts.ending == .whole)
        #expect(facts.name == "sample")
        #expect(facts.address == nil)
    }

    @Test func `an empty file is empty, not damaged`() throws {
        let facts = try facts("empty.png", [])
        #expect(facts.content == .empty)
        #expect(facts.bytes == 0)
    }

    @Test(
        arguments: [
            ("<!DOCTYPE html><html></html>", FileFormat.html), ("{\"a\": 1}", .json),
            ("%PDF-1.7\n", .pdf), ("GIF89a" + String(repeating: "\0", count: 20), .gif),
        ]
    )
    func `what is no image is named`(text: String, format: FileFormat) throws {
        #expect(try facts("foreign.png", Array(text.utf8)).content == .foreign(format))
    }

    // MARK: What cannot be read

    #if os(Linux)
    @Test func `a file of the system that only says that it is empty is not called so`() {
        #expect(measure("/proc/version", named: "a.png").content == .unreadable(.changed))
    }
    #endif

    @Test(arguments: [false, true])
    func `what follows the end and ends like it is seen when everything is read`(all: Bool) throws {
        var gatherer = FileGatherer(decodingPixels: all)
        let picture = PNGImage(width: 64, height: 48).encoded()
        let photo = JPEGImage(width: 64, height: 48).encoded()
        let rubbish = [UInt8](repeating: 7, count: 100)
        var first = JPEGImage(width: 64, height: 48)
        first.segmentsBeforeFrame = [.application(2, Array("MPF\0".utf8) + rubbish)]
        let indexed = first.encoded()
        let cases: [(name: String, bytes: [UInt8], more: Int?)] = [
            ("a.png", picture + rubbish + picture.suffix(12), 112),
            ("b.png", picture, nil),
            ("c.jpg", photo + rubbish + [0xff, 0xd9], 102),
            ("d.jpg", photo + photo, photo.count),
            ("e.jpg", indexed + [0, 0] + photo, nil),
        ]
        for (name, bytes, more) in cases {
            let facts = gatherer.facts(at: try folder.write(name, bytes), named: name)
            #expect(facts.ending == (all ? more : nil).map { .trailing($0) } ?? .whole, "\(name)")
        }
    }

    @Test func `a file that is not there is not found`() {
        let facts = measure(folder.appending("none.png"), named: "none.png")
        #expect(facts.content == .unreadable(.notFound))
    }

    @Test func `a path through a file is not found`() throws {
        let file = try folder.write("a.png", PNGImage(width: 1, height: 1).encoded())
        let facts = measure(file.appending("b.png"), named: "b.png")
        #expect(facts.content == .unreadable(.notFound))
    }

    @Test func `a directory is no image`() throws {
        let facts = measure(try folder.makeFolder("x.png"), named: "x.png")
        #expect(facts.content == .unreadable(.directory))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a FIFO that nobody writes to does not block`() throws {
        let facts = measure(try folder.makeFIFO("x.png"), named: "x.png")
        #expect(facts.content == .unreadable(.notRegular))
    }

    @Test(arguments: ["/dev/null", "/dev/zero", "/dev/tty"])
    func `a device is not read`(path: String) {
        let content = measure(FilePath(path), named: path).content
        // Without a terminal of its own the process cannot open that one.
        let isMissing = path == "/dev/tty" && content == .unreadable(.system(code: ENXIO))
        #expect(content == .unreadable(.notRegular) || isMissing)
    }

    @Test(.timeLimit(.minutes(1))) func `a link to a FIFO or a socket is not read`() async throws {
        _ = try folder.makeFIFO("pipe")
        let path = folder.appending("s")
        let socket = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path.string).get()
        for target in ["pipe", "s"] {
            let link = try folder.link("\(target).png", to: target)
            #expect(measure(link, named: "").content == .unreadable(.notRegular))
        }
        try await socket.close()
    }

    @Test(arguments: ["/dev/zero", "."])
    func `a link to what is no file is not read`(target: String) throws {
        let link = try folder.link("link.png", to: target)
        let obstacle: Obstacle = target == "." ? .directory : .notRegular
        #expect(measure(link, named: "").content == .unreadable(obstacle))
    }

    @Test func `a socket is not read`() async throws {
        let path = folder.appending("s.png")
        let socket = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path.string).get()
        let facts = measure(path, named: "s.png")
        try await socket.close()
        #expect(facts.content == .unreadable(.notRegular))
    }

    @Test func `a link that leads to itself is a loop`() throws {
        try folder.link("a.png", to: "b.png")
        let link = try folder.link("b.png", to: "a.png")
        #expect(measure(link, named: "").content == .unreadable(.linkLoop))
    }

    @Test func `a link that leads nowhere is not found`() throws {
        let link = try folder.link("a.png", to: "gone.png")
        #expect(measure(link, named: "").content == .unreadable(.notFound))
    }

    @Test func `a link to a file is that file`() throws {
        let bytes = PNGImage(width: 640, height: 480).encoded()
        let file = try folder.write("file.png", bytes)
        let link = try folder.link("link.png", to: "file.png")
        #expect(
            measure(link, named: "x") == measure(file, named: "x")
        )
    }

    @Test(.disabled(if: geteuid() == 0, "root may read everything"))
    func `a file without permission is forbidden`() throws {
        let file = try folder.write("a.png", PNGImage(width: 1, height: 1).encoded())
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.string)
        #expect(measure(file, named: "").content == .unreadable(.forbidden))
    }

    /// A file whose bytes are no part of a test's name.
    struct Fragment: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]

        init(_ name: String, _ bytes: [UInt8]) {
            testDescription = name
            self.bytes = bytes
        }
    }

    // MARK: Files that change

    /// What an open file is after it was changed behind its reader's back.
    private func facts(
        of bytes: [UInt8],
        afterResizingTo size: Int
    ) throws -> Result<MediaFacts, Obstacle> {
        let path = try folder.write("changing.png", bytes)
        let file = try RegularFile(path)
        try FileHandle(forWritingTo: URL(filePath: path.string)).truncate(atOffset: UInt64(size))
        var gatherer = FileGatherer()
        do throws(Obstacle) {
            return .success(try gatherer.facts(of: file, named: "x"))
        } catch {
            return .failure(error)
        }
    }

    @Test(arguments: [20_000, 100_000])
    func `a file that changes while it is read is no image and no finding`(size: Int) throws {
        let bytes = PNGImage(width: 640, height: 480).padded(to: size)
        #expect(try facts(of: bytes, afterResizingTo: size - 1) == .failure(.changed))
        #expect(try facts(of: bytes, afterResizingTo: 0) == .failure(.changed))
        #expect(try facts(of: bytes, afterResizingTo: size + 1) == .failure(.changed))
        #expect(try facts(of: bytes, afterResizingTo: size + 5000) == .failure(.changed))
        #expect(throws: Never.self) { try facts(of: bytes, afterResizingTo: size).get() }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            PNGImage(width: 640, height: 480).encoded(),
            JPEGImage(width: 640, height: 480).encoded(),
            WebPImage(width: 640, height: 480).encoded(), [0x42],
        ]
    )
    func `a sparse file of a terabyte is judged by what is in it`(start: [UInt8]) throws {
        let path = try folder.write("sparse", start)
        try FileHandle(forWritingTo: URL(filePath: path.string)).truncate(atOffset: 1 << 40)
        let facts = measure(path, named: "sparse")
        #expect(facts.bytes == 1 << 40)
        #expect(start.count == 1 || facts.image?.size == PixelSize(width: 640, height: 480))
    }

    // MARK: Pixels

    @Test func `pixels are decoded when that is asked for, and only then`() throws {
        let bytes = JPEGImage(width: 640, height: 480).encoded()
        let cut = bytes.prefix(bytes.count * 2 / 3) + [0xff, 0xd9]
        let path = try folder.write("cut.jpg", Array(cut))
        #expect(measure(path, named: "x").pixels == .undecoded)
        #expect(measure(path, named: "x").ending == .whole)
        var decoder = FileGatherer(decodingPixels: true)
        guard case .lost = decoder.facts(at: path, named: "x").pixels else {
            Issue.record("nothing was lost")
            return
        }
        let whole = try folder.write("whole.jpg", bytes)
        #expect(decoder.facts(at: whole, named: "x").pixels == .whole)
        try FileHandle(forWritingTo: URL(filePath: whole.string)).truncate(atOffset: 65 << 20)
        #expect(decoder.facts(at: whole, named: "x").pixels == .unfinished(.memory))
    }

    @Test func `frames that libpng does not decode are no certainty`() throws {
        let path = try folder.write(
            "animated.png",
            PNGImage(width: 64, height: 48, frameCount: 3).encoded()
        )
        var decoder = FileGatherer(decodingPixels: true)
        #expect(decoder.facts(at: path, named: "x").pixels == .unfinished(.frames))
        #expect(measure(path, named: "x").pixels == .undecoded)
    }

    // MARK: Headers

    @Test func `megabytes of metadata before the frame header are passed over`() throws {
        var image = JPEGImage(width: 641, height: 480, exif: Exif(orientation: 8))
        let filling = JPEGSegment.application(1, [UInt8](repeating: 0xFF, count: 65_000))
        image.segmentsBeforeFrame = Array(repeating: filling, count: 60)
        let bytes = image.encoded()
        #expect(bytes.count > 3_900_000)
        let facts = try facts("fat.jpg", bytes)
        #expect(facts.image?.size == PixelSize(width: 641, height: 480))
        #expect(facts.image?.orientation == 8)
        #expect(facts.ending == .whole)
    }

    @Test(
        arguments: [
            (
                Fragment("PNG", PNGImage(width: 640, height: 480, cutLength: 12).encoded()),
                FileFormat.png
            ),
            (Fragment("JPEG", JPEGImage(width: 640, height: 480, cutLength: 30).encoded()), .jpeg),
            (Fragment("WebP", WebPImage(width: 640, height: 480, cutLength: 24).encoded()), .webp),
        ]
    )
    func `a file that ends in its header is damaged`(
        fragment: Fragment,
        format: FileFormat
    ) throws {
        #expect(try facts("cut", fragment.bytes).content == .damaged(format, .endsEarly))
    }

    // MARK: Ends

    @Test(
        arguments: [
            Fragment("PNG without end", PNGImage(width: 640, height: 480, hasEnd: false).encoded()),
            Fragment("PNG cut", Array(PNGImage(width: 640, height: 480).encoded().dropLast(1))),
            Fragment(
                "JPEG without end",
                JPEGImage(width: 640, height: 480, hasEnd: false).encoded()
            ),
            Fragment("JPEG cut", Array(JPEGImage(width: 640, height: 480).encoded().dropLast(9))),
            Fragment("WebP cut", Array(WebPImage(width: 640, height: 480).encoded().dropLast(3))),
        ]
    )
    func `a truncated file keeps its facts and lacks its end`(fragment: Fragment) throws {
        let facts = try facts("cut", fragment.bytes)
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.ending == .missing)
    }

    @Test(
        arguments: [
            Fragment("PNG", PNGImage(width: 640, height: 480, trailing: [1, 2, 3]).encoded()),
            Fragment("JPEG", JPEGImage(width: 640, height: 480, trailing: [1, 2, 3]).encoded()),
            Fragment("WebP", WebPImage(width: 640, height: 480, trailing: [1, 2, 3]).encoded()),
        ]
    )
    func `bytes after the end are counted`(fragment: Fragment) throws {
        #expect(try facts("long", fragment.bytes).ending == .trailing(3))
    }
}
