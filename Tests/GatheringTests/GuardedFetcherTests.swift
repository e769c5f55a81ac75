import Addresses
import Foundation
import Gathering
import PreflightModel
import SampleImages
import Testing

/// What is asked of a host, and what its answers say.
struct GuardedFetcherTests {
    // MARK: Requests

    @Test func `a request names the host and no person`() async throws {
        let (_, host) = try await Scripted.fetch { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }
        let head = try #require(host.requests.first)
        #expect(host.requests.count == 1)
        #expect(head.hasPrefix("GET /a.png HTTP/1.1\r\n"))
        #expect(head.contains("Host: \(TestCertificate.host)\r\n"))
        #expect(head.contains("Range: bytes=0-4095\r\n"))
        #expect(head.contains("Accept-Encoding: identity\r\n"))
        for name in ["cookie", "authorization", "referer"] {
            #expect(!head.lowercased().contains(name + ":"))
        }
    }

    @Test func `a cookie is not carried on`() async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            guard number > 1 else {
                return .send(Answer.bytes("302 Found", ["Location: /b.png", "Set-Cookie: a=b"]))
            }
            return .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
        #expect(host.requests.count == 2)
        #expect(!host.requests[1].lowercased().contains("cookie"))
    }

    // MARK: Bodies

    @Test func `a host that ignores the range is read until the header ends`() async throws {
        let bytes = PNGImage(width: 640, height: 480).padded(to: 5_000_000)
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("200 OK", [], bytes))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.bytes == 5_000_000)
        #expect(facts.ending == .unread)
        #expect(host.requests.count == 1)
        #expect(try #require(facts.address).received < 1_000_000)
    }

    @Test(
        arguments: [
            ["Connection: close"], ["Transfer-Encoding: chunked", "Connection: close"],
        ]
    )
    func `a body without a length is counted to its end`(lines: [String]) async throws {
        let isChunked = lines.count == 2
        let body = isChunked ? Scripted.chunked(Scripted.image) : Scripted.image
        let (facts, _) = try await Scripted.fetch { _, _ in
            .sendAndClose(Answer.unmeasured("200 OK", lines, body))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.bytes == Scripted.image.count)
        #expect(facts.ending == .whole)
    }

    @Test func `a body without a length is counted no further than the limit`() async throws {
        let bytes = PNGImage(width: 640, height: 480).padded(to: 5_000_000)
        let (facts, _) = try await Scripted.fetch(countLimit: 100_000) { _, _ in
            .sendAndClose(Answer.unmeasured("200 OK", ["Connection: close"], bytes))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        // One read of the system more than the limit, at most.
        #expect((100_001...100_000 + 16_384).contains(facts.bytes ?? 0))
        #expect(facts.address?.received == facts.bytes)
        #expect(facts.ending == .unread)
    }

    @Test func `what the header needs next is asked for, and nothing between`() async throws {
        var photo = JPEGImage(width: 640, height: 480)
        photo.segmentsBeforeFrame = [.application(2, [UInt8](repeating: 7, count: 60_000))]
        let canvas = RIFFChunk.extended([], width: 640, height: 480)
        let profile = RIFFChunk("ICCP", [UInt8](repeating: 7, count: 30_000))
        let picture = RIFFChunk.lossy(width: 640, height: 480)
        // Behind the signature and IHDR, SOI and APP0, or the header of the file and VP8X.
        let files: [(bytes: [UInt8], next: Int)] = [
            (Scripted.large, 8 + 25 + 12 + 20_000),
            (photo.encoded(), 2 + 18 + 4 + 60_000),
            (webp(chunks: [canvas, profile, picture]), 12 + 18 + 8 + 30_000),
        ]
        for (bytes, next) in files {
            let (facts, host) = try await Scripted.fetch { request, _ in
                .send(Answer.part(of: bytes, for: request))
            }
            #expect(facts.image?.size == PixelSize(width: 640, height: 480))
            let asked = host.requests.compactMap { $0.firstMatch(of: /bytes=(\d+)-(\d+)/)?.output }
            let starts = asked.compactMap { Int($0.1) }
            #expect(starts == [0, next])
            let sizes = asked.compactMap { match in
                Int(match.1).flatMap { start in Int(match.2).map { $0 - start + 1 } }
            }
            #expect(sizes == [4096, min(4096, bytes.count - next)])
            #expect(facts.address?.received == sizes.reduce(0, +))
        }
    }

    @Test func `a body of unknown length that ends in the header is damaged`() async throws {
        let bytes = Array(JPEGImage(width: 640, height: 480).encoded().prefix(30))
        let (facts, _) = try await Scripted.fetch { _, _ in
            .sendAndClose(Answer.unmeasured("200 OK", ["Connection: close"], bytes))
        }
        #expect(facts.content == .damaged(.jpeg, .endsEarly))
        #expect(facts.bytes == 30)
    }

    @Test func `a host that refuses the range is asked without it`() async throws {
        let (facts, host) = try await Scripted.fetch { request, _ in
            request.contains("Range:")
                ? .send(Answer.bytes("416 Range Not Satisfiable", [], [1, 2, 3]))
                : .send(Answer.bytes("200 OK", [], Scripted.image))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.hops.map(\.status) == [416, 200])
        #expect(facts.address?.attempts == 1)
        #expect(host.requests.map { $0.contains("Range:") } == [true, false])
    }

    @Test func `a host that refuses the range and hangs up is asked again`() async throws {
        let (facts, host) = try await Scripted.fetch { request, _ in
            request.contains("Range:")
                ? .sendAndClose(Answer.bytes("416 Range Not Satisfiable", ["Connection: close"]))
                : .send(Answer.bytes("200 OK", [], Scripted.image))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.attempts == 1)
        #expect(host.requests.map { $0.contains("Range:") } == [true, false])
    }

    @Test func `a host that refuses both requests is refused, without a third`() async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("416 Range Not Satisfiable"))
        }
        #expect(facts.address?.outcome == .refused(status: 416))
        #expect(host.requests.count == 2)
    }

    @Test func `a page in place of an image is a page`() async throws {
        let page = Array("<!DOCTYPE html><html><body>sign in</body></html>".utf8)
        let (facts, _) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("200 OK", ["Content-Type: image/png"], page))
        }
        #expect(facts.content == .foreign(.html))
        #expect(facts.bytes == page.count)
        #expect(facts.address?.outcome == .answered)
    }

    @Test func `a part that begins elsewhere is no answer`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            let lines = ["Content-Range: bytes 10-19/100"]
            return .send(
                Answer.bytes("206 Partial Content", lines, Array(Scripted.image.prefix(10)))
            )
        }
        #expect(facts.address?.outcome == .noAnswer(.contradictoryPart))
        #expect(facts.content == .absent)
    }

    @Test func `a part that nobody asked for is taken for the whole where it is the whole`()
        async throws
    {
        let (facts, _) = try await Scripted.fetch { _, _ in
            let body = Scripted.image + [UInt8](repeating: 0, count: 9_000)
            let lines = ["Content-Range: bytes 0-\(body.count - 1)/\(body.count)"]
            return .send(Answer.bytes("206 Partial Content", lines, body))
        }
        #expect(facts.address?.outcome == .answered)
        #expect(facts.image != nil)
        #expect(facts.bytes == Scripted.image.count + 9_000)
        #expect(facts.address?.answer?.partialRequests == .refused)
    }

    // MARK: Statuses

    @Test(arguments: [400, 401, 403, 404, 410, 451, 204])
    func `a final answer without an image is refused, once`(status: Int) async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("\(status) No", status == 204 ? [] : [], []))
        }
        let barrier = status == 401 ? Barrier.login : nil
        #expect(facts.address?.outcome == .refused(status: status, barrier: barrier))
        #expect(facts.address?.hops.map(\.status) == [status])
        #expect(host.requests.count == 1)
    }

    @Test(arguments: [408, 429, 500, 503])
    func `a busy host is asked so often and no more`(status: Int) async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("\(status) Later"))
        }
        #expect(facts.address?.outcome == .overloaded(status: status))
        #expect(facts.address?.attempts == 3)
        #expect(host.requests.count == 3)
    }

    @Test func `a host that recovers has answered`() async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            .send(
                number < 3
                    ? Answer.bytes("503 Later") : Answer.part(of: Scripted.image, for: request)
            )
        }
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.attempts == 3)
        #expect(host.requests.count == 3)
    }

    // MARK: Addresses that are not fetched

    @Test(
        arguments: [
            ("http://host.preflight.test/a.png", AddressFacts.Outcome.insecure(scheme: "http")),
            ("https://user@host.preflight.test/a.png", .credentials),
            ("https://host.preflight.test:8443/a.png", .malformed(.port("8443"))),
            ("https://nobody.preflight.test/a.png", .unknownHost("nobody.preflight.test")),
        ]
    )
    func `an address outside of the grammar is not dialled`(
        url: String,
        outcome: AddressFacts.Outcome
    ) async throws {
        let (facts, host) = try await Scripted.fetch(url) { _, _ in .close }
        #expect(facts.address?.outcome == outcome)
        #expect(facts.content == .absent)
        #expect(host.accepts == 0)
    }
}
