import Foundation
import Gathering
import PreflightModel
import SampleImages
import Sandbox
import SystemPackage
import Testing

/// Images of the sandbox's host, fetched as strangers' are.
struct SandboxFetchingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func fetch(_ paths: String...) async throws -> [MediaFacts] {
        try await Sandbox(folders: [folder.path.string], log: nil).serving { access in
            let exceptions = access.hosts.map {
                HostException(name: $0.name, address: $0.address, port: $0.port)
            }
            let fetcher = try GuardedFetcher(
                addressGuard: AddressGuard(resolver: SandboxResolver(), exceptions: exceptions),
                additionalRoots: access.certificate
            )
            var facts: [MediaFacts] = []
            for path in paths {
                let url = path.contains("://") ? path : "https://images.preflight.test/" + path
                facts.append(await fetcher.facts(of: url, countLimit: 1 << 20))
            }
            return facts
        }
    }

    /// A file whose bytes are no part of a test's name.
    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { "\(name), \(bytes.count) bytes" }

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    @Test(
        arguments: [
            Sample("a.png", PNGImage(width: 64, height: 48).encoded()),
            Sample("a.jpg", JPEGImage(width: 64, height: 48, exif: Exif(orientation: 3)).encoded()),
            Sample("a.webp", WebPImage(width: 64, height: 48, alpha: .real).encoded()),
            Sample("cut.png", PNGImage(width: 64, height: 48, hasEnd: false).encoded()),
            Sample("long.png", PNGImage(width: 64, height: 48, trailing: [1, 2]).encoded()),
            Sample("damaged.jpg", JPEGImage(width: 64, height: 48, cutLength: 30).encoded()),
            Sample("empty.png", []),
            Sample("page.png", Array("<!DOCTYPE html><html></html>".utf8)),
        ]
    )
    func `an address gives the facts that its file gives`(sample: Sample) async throws {
        let (name, bytes) = (sample.name, sample.bytes)
        let file = measure(try folder.write(name, bytes), named: name)
        let facts = try await fetch(name)[0]
        #expect(bytes.count < 4096)
        #expect(facts.content == file.content)
        #expect(facts.bytes == file.bytes)
        #expect(facts.ending == file.ending)
    }

    @Test(
        arguments: [
            Sample("a.png", PNGImage(width: 640, height: 480).padded(to: 5_000_000)),
            Sample("a.webp", WebPImage(width: 640, height: 480).padded(to: 5_000_000)),
            Sample(
                "a.jpg",
                JPEGImage(width: 640, height: 480, trailing: Array(repeating: 0, count: 5_000_000))
                    .encoded()
            ),
        ]
    )
    func `a big file costs a page of bytes`(sample: Sample) async throws {
        let (name, bytes) = (sample.name, sample.bytes)
        let file = measure(try folder.write(name, bytes), named: name)
        let facts = try await fetch(name)[0]
        #expect(facts.content == file.content)
        #expect(facts.bytes == bytes.count)
        // A WebP tells its length at its beginning.
        #expect(facts.ending == (name.hasSuffix(".webp") ? .whole : .unread))
        let address = try #require(facts.address)
        #expect(address.outcome == .answered)
        #expect((1...8192).contains(address.received))
        #expect(address.attempts == 1)
        #expect(address.hops.map(\.status) == [206])
        #expect(address.hops.map(\.resolved) == [["127.0.0.1"]])
    }

    @Test func `a header behind megabytes of metadata is found without all of them`() async throws {
        let bytes = JPEGImage(width: 640, height: 480).padded(to: 3_000_000, with: .application15)
        let file = measure(try folder.write("fat.jpg", bytes), named: "")
        let facts = try await fetch("fat.jpg")[0]
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.content == file.content)
        #expect(try #require(facts.address).received < 2_000_000)
    }

    @Test func `a file that is not there is refused, once`() async throws {
        let facts = try await fetch("none.png")[0]
        #expect(facts.address?.outcome == .refused(status: 404))
        #expect(facts.address?.attempts == 1)
        #expect(facts.content == .absent)
    }

    @Test func `no other host is reached from the sandbox`() async throws {
        let facts = try await fetch("https://example.org/a.png")[0]
        #expect(facts.address?.outcome == .noAnswer(.outsideSandbox))
        #expect(facts.address?.attempts == 1)
    }
}
