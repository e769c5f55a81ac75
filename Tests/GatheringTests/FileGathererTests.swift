import Foundation
import Gathering
import NIOCore
import NIOPosix
import PreflightModel
import SampleImages
import SystemPackage
import Testing

/// Facts of local files.
struct FileGathererTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func facts(_ name: String, _ bytes: [UInt8]) throws -> MediaFacts {
        FileGatherer.facts(at: try folder.write(name, bytes), named: name)
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

    @Test func `a file that is not there is not found`() {
        let facts = FileGatherer.facts(at: folder.appending("none.png"), named: "none.png")
        #expect(facts.content == .unreadable(.notFound))
    }

    @Test func `a path through a file is not found`() throws {
        let file = try folder.write("a.png", PNGImage(width: 1, height: 1).encoded())
        let facts = FileGatherer.facts(at: file.appending("b.png"), named: "b.png")
        #expect(facts.content == .unreadable(.notFound))
    }

    @Test func `a directory is no image`() throws {
        let facts = FileGatherer.facts(at: try folder.makeFolder("x.png"), named: "x.png")
        #expect(facts.content == .unreadable(.directory))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a FIFO that nobody writes to does not block`() throws {
        let facts = FileGatherer.facts(at: try folder.makeFIFO("x.png"), named: "x.png")
        #expect(facts.content == .unreadable(.notRegular))
    }

    @Test func `a device is not read`() {
        let facts = FileGatherer.facts(at: "/dev/null", named: "/dev/null")
        #expect(facts.content == .unreadable(.notRegular))
    }

    @Test func `a socket is not read`() async throws {
        let path = folder.appending("s.png")
        let socket = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path.string).get()
        let facts = FileGatherer.facts(at: path, named: "s.png")
        try await socket.close()
        #expect(facts.content == .unreadable(.notRegular))
    }

    @Test func `a link that leads to itself is a loop`() throws {
        try folder.link("a.png", to: "b.png")
        let link = try folder.link("b.png", to: "a.png")
        #expect(FileGatherer.facts(at: link, named: "").content == .unreadable(.linkLoop))
    }

    @Test func `a link that leads nowhere is not found`() throws {
        let link = try folder.link("a.png", to: "gone.png")
        #expect(FileGatherer.facts(at: link, named: "").content == .unreadable(.notFound))
    }

    @Test func `a link to a file is that file`() throws {
        let bytes = PNGImage(width: 640, height: 480).encoded()
        let file = try folder.write("file.png", bytes)
        let link = try folder.link("link.png", to: "file.png")
        #expect(
            FileGatherer.facts(at: link, named: "x") == FileGatherer.facts(at: file, named: "x")
        )
    }

    @Test(.disabled(if: geteuid() == 0, "root may read everything"))
    func `a file without permission is forbidden`() throws {
        let file = try folder.write("a.png", PNGImage(width: 1, height: 1).encoded())
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file.string)
        #expect(FileGatherer.facts(at: file, named: "").content == .unreadable(.forbidden))
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
