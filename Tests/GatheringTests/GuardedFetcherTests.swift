import Addresses
import Foundation
import Gathering
import PreflightModel
import SampleImages
import Testing

/// Hosts that behave in every way but well.
struct GuardedFetcherTests {
    private static let image = PNGImage(width: 640, height: 480).encoded()
    private static let url = "https://\(TestCertificate.host)/a.png"

    private func fetcher(
        port: Int,
        for names: [String] = [TestCertificate.host],
        resolver: TableResolver = TableResolver(),
        budget: FetchBudget = FetchBudget(pause: .zero),
        clock: any Clock<Duration> = ContinuousClock()
    ) async throws -> GuardedFetcher {
        let exceptions = names.map { HostException(name: $0, address: "127.0.0.1", port: port) }
        return try GuardedFetcher(
            addressGuard: AddressGuard(resolver: resolver, exceptions: exceptions),
            additionalRoots: try await TestCertificate.shared.certificate,
            budget: budget,
            clock: clock
        )
    }

    /// What one address gives at a host that answers by a script.
    private func fetch(
        _ url: String = Self.url,
        _ transport: ScriptedHost.Transport = .tls,
        countLimit: Int = 1 << 20,
        script: @escaping ScriptedHost.Script
    ) async throws -> (facts: MediaFacts, host: ScriptedHost) {
        try await ScriptedHost.serving(transport, script: script) { host, port in
            let names = [TestCertificate.host, TestCertificate.second, TestCertificate.foreign]
            let fetcher = try await fetcher(port: port, for: names)
            return (await fetcher.facts(of: url, countLimit: countLimit), host)
        }
    }

    // MARK: Requests

    @Test func `a request names the host and no person`() async throws {
        let (_, host) = try await fetch { request, _ in
            .send(Answer.part(of: Self.image, for: request))
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
        let (facts, host) = try await fetch { request, number in
            guard number > 1 else {
                return .send(Answer.bytes("302 Found", ["Location: /b.png", "Set-Cookie: a=b"]))
            }
            return .send(Answer.part(of: Self.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
        #expect(host.requests.count == 2)
        #expect(!host.requests[1].lowercased().contains("cookie"))
    }

    // MARK: Bodies

    @Test func `a host that ignores the range is read until the header ends`() async throws {
        let bytes = PNGImage(width: 640, height: 480).padded(to: 5_000_000)
        let (facts, host) = try await fetch { _, _ in .send(Answer.bytes("200 OK", [], bytes)) }
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
        let body = isChunked ? Self.chunked(Self.image) : Self.image
        let (facts, _) = try await fetch { _, _ in
            .sendAndClose(Answer.unmeasured("200 OK", lines, body))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.bytes == Self.image.count)
        #expect(facts.ending == .whole)
    }

    @Test func `a body without a length is counted no further than the limit`() async throws {
        let bytes = PNGImage(width: 640, height: 480).padded(to: 5_000_000)
        let (facts, _) = try await fetch(countLimit: 100_000) { _, _ in
            .sendAndClose(Answer.unmeasured("200 OK", ["Connection: close"], bytes))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect((100_001..<5_000_000).contains(facts.bytes ?? 0))
        #expect(facts.ending == .unread)
    }

    @Test func `a body of unknown length that ends in the header is damaged`() async throws {
        let bytes = Array(JPEGImage(width: 640, height: 480).encoded().prefix(30))
        let (facts, _) = try await fetch { _, _ in
            .sendAndClose(Answer.unmeasured("200 OK", ["Connection: close"], bytes))
        }
        #expect(facts.content == .damaged(.jpeg, .endsEarly))
        #expect(facts.bytes == 30)
    }

    @Test func `a host that refuses the range is asked without it`() async throws {
        let (facts, host) = try await fetch { request, _ in
            request.contains("Range:")
                ? .send(Answer.bytes("416 Range Not Satisfiable", [], [1, 2, 3]))
                : .send(Answer.bytes("200 OK", [], Self.image))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.hops.map(\.status) == [416, 200])
        #expect(facts.address?.attempts == 1)
        #expect(host.requests.map { $0.contains("Range:") } == [true, false])
    }

    @Test func `a host that refuses the range and hangs up is asked again`() async throws {
        let (facts, host) = try await fetch { request, _ in
            request.contains("Range:")
                ? .sendAndClose(Answer.bytes("416 Range Not Satisfiable", ["Connection: close"]))
                : .send(Answer.bytes("200 OK", [], Self.image))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.attempts == 1)
        #expect(host.requests.map { $0.contains("Range:") } == [true, false])
    }

    @Test func `a host that refuses both requests is refused, without a third`() async throws {
        let (facts, host) = try await fetch { _, _ in
            .send(Answer.bytes("416 Range Not Satisfiable"))
        }
        #expect(facts.address?.outcome == .refused(status: 416))
        #expect(host.requests.count == 2)
    }

    @Test func `a page in place of an image is a page`() async throws {
        let page = Array("<!DOCTYPE html><html><body>sign in</body></html>".utf8)
        let (facts, _) = try await fetch { _, _ in
            .send(Answer.bytes("200 OK", ["Content-Type: image/png"], page))
        }
        #expect(facts.content == .foreign(.html))
        #expect(facts.bytes == page.count)
        #expect(facts.address?.outcome == .answered)
    }

    @Test func `a part that begins elsewhere is no answer`() async throws {
        let (facts, _) = try await fetch { _, _ in
            let lines = ["Content-Range: bytes 10-19/100"]
            return .send(Answer.bytes("206 Partial Content", lines, Array(Self.image.prefix(10))))
        }
        #expect(facts.address?.outcome == .noAnswer(.protocolViolation))
        #expect(facts.content == .absent)
    }

    @Test func `a part that is longer than it was asked for is no answer`() async throws {
        let (facts, _) = try await fetch { _, _ in
            let body = Self.image + [UInt8](repeating: 0, count: 9_000)
            let lines = ["Content-Range: bytes 0-\(body.count - 1)/\(body.count)"]
            return .send(Answer.bytes("206 Partial Content", lines, body))
        }
        #expect(facts.address?.outcome == .noAnswer(.protocolViolation))
    }

    // MARK: Statuses

    @Test(arguments: [400, 401, 403, 404, 410, 451, 204])
    func `a final answer without an image is refused, once`(status: Int) async throws {
        let (facts, host) = try await fetch { _, _ in
            .send(Answer.bytes("\(status) No", status == 204 ? [] : [], []))
        }
        #expect(facts.address?.outcome == .refused(status: status))
        #expect(facts.address?.hops.map(\.status) == [status])
        #expect(host.requests.count == 1)
    }

    @Test(arguments: [408, 429, 500, 503])
    func `a busy host is asked so often and no more`(status: Int) async throws {
        let (facts, host) = try await fetch { _, _ in .send(Answer.bytes("\(status) Later")) }
        #expect(facts.address?.outcome == .overloaded(status: status))
        #expect(facts.address?.attempts == 3)
        #expect(host.requests.count == 3)
    }

    @Test func `a host that recovers has answered`() async throws {
        let (facts, host) = try await fetch { request, number in
            .send(
                number < 3
                    ? Answer.bytes("503 Later") : Answer.part(of: Self.image, for: request)
            )
        }
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.attempts == 3)
        #expect(host.requests.count == 3)
    }

    // MARK: Redirects

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is followed, hop by hop`(status: Int) async throws {
        let (facts, host) = try await fetch { request, number in
            guard number > 1 else {
                let location = "Location: https://\(TestCertificate.second)/b/c.png?d=e#f"
                return .send(Answer.bytes("\(status) Elsewhere", [location]))
            }
            return .send(Answer.part(of: Self.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.hops.map(\.status) == [status, 206])
        #expect(host.requests[1].hasPrefix("GET /b/c.png?d=e HTTP/1.1\r\n"))
        #expect(host.requests[1].contains("Host: \(TestCertificate.second)\r\n"))
    }

    @Test func `a redirect without a target is refused`() async throws {
        let (facts, _) = try await fetch { _, _ in .send(Answer.bytes("302 Found")) }
        #expect(facts.address?.outcome == .refused(status: 302))
    }

    @Test func `no redirect leads down to http`() async throws {
        let (facts, host) = try await fetch { _, _ in
            .send(Answer.bytes("302 Found", ["Location: http://\(TestCertificate.host)/b.png"]))
        }
        #expect(facts.address?.outcome == .insecure(scheme: "http"))
        #expect(host.requests.count == 1)
    }

    @Test(
        arguments: [
            ("https://127.0.0.1/", "127.0.0.1", "loopback"),
            ("//127.0.0.1/a.png", "127.0.0.1", "loopback"),
            ("https://0x7f.1/", "127.0.0.1", "loopback"),
            ("https://[::ffff:10.0.0.1]/", "::ffff:a00:1", "private use, embedded in IPv6"),
            ("https://localhost/", "localhost", "loopback"),
            ("https://inner.preflight.test/", "10.0.0.1", "private use"),
            ("https://metadata.preflight.test/", "169.254.169.254", "link-local"),
        ]
    )
    func `no redirect leads to an address that is not public`(
        location: String,
        address: String,
        block: String
    ) async throws {
        let resolver = TableResolver([
            "inner.preflight.test": ["10.0.0.1"],
            "metadata.preflight.test": ["1.1.1.1", "169.254.169.254"],
        ])
        try await ScriptedHost.serving { _, _ in
            .send(Answer.bytes("302 Found", ["Location: \(location)"]))
        } _: { host, port in
            let fetcher = try await fetcher(port: port, resolver: resolver)
            let facts = await fetcher.facts(of: Self.url, countLimit: 1 << 20)
            #expect(
                facts.address?.outcome
                    == .notPublic(address: address, block: block, redirected: true)
            )
            #expect(facts.address?.attempts == 1)
            #expect(host.requests.count == 1)
        }
    }

    @Test func `a redirect to an inner host is never dialled, and only an exception opens it`()
        async throws
    {
        let inner = TestCertificate.second
        try await ScriptedHost.serving { request, _ in
            .send(Answer.part(of: Self.image, for: request))
        } _: { decoy, decoyPort in
            try await ScriptedHost.serving { _, _ in
                .send(Answer.bytes("302 Found", ["Location: https://\(inner)/a.png"]))
            } _: { _, port in
                let resolver = TableResolver([inner: ["127.0.0.1"]])
                let guarded = try await fetcher(port: port, resolver: resolver)
                let refused = await guarded.facts(of: Self.url, countLimit: 1 << 20)
                #expect(
                    refused.address?.outcome
                        == .notPublic(address: "127.0.0.1", block: "loopback", redirected: true)
                )
                #expect(decoy.accepts == 0)

                let opened = try GuardedFetcher(
                    addressGuard: AddressGuard(
                        resolver: resolver,
                        exceptions: [
                            HostException(
                                name: TestCertificate.host,
                                address: "127.0.0.1",
                                port: port
                            ),
                            HostException(name: inner, address: "127.0.0.1", port: decoyPort),
                        ]
                    ),
                    additionalRoots: try await TestCertificate.shared.certificate
                )
                let answered = await opened.facts(of: Self.url, countLimit: 1 << 20)
                #expect(answered.address?.outcome == .answered)
                #expect(decoy.accepts == 1)
            }
        }
    }

    /// The one decoy that a missing guard would reach: it listens where addresses lead, on 443.
    ///
    /// Only root may bind that, and only Linux owns all of 127.0.0.0/8.
    @Test(.enabled(if: Decoy.isPossible, "needs port 443 of a loopback address of its own"))
    func `a connection is never made to a private address`() async throws {
        let address = Decoy.address
        try await ScriptedHost.serving(at: address, port: 443) { request, _ in
            .send(Answer.part(of: Self.image, for: request))
        } _: { decoy, _ in
            let resolver = TableResolver([TestCertificate.host: [address]])
            let guarded = try await fetcher(port: 0, for: [], resolver: resolver)
            for url in [Self.url, "https://\(address)/a.png"] {
                let facts = await guarded.facts(of: url, countLimit: 1 << 20)
                #expect(
                    facts.address?.outcome
                        == .notPublic(address: address, block: "loopback", redirected: false)
                )
            }
            #expect(decoy.accepts == 0)

            let exception = HostException(name: TestCertificate.host, address: address, port: 443)
            let opened = try GuardedFetcher(
                addressGuard: AddressGuard(resolver: resolver, exceptions: [exception]),
                additionalRoots: try await TestCertificate.shared.certificate
            )
            let facts = await opened.facts(of: Self.url, countLimit: 1 << 20)
            #expect(facts.address?.outcome == .answered)
            #expect(decoy.accepts == 1)
        }
    }

    @Test func `a loop of redirects ends`() async throws {
        let (facts, host) = try await fetch { _, _ in
            .send(Answer.bytes("302 Found", ["Location: \(Self.url)"]))
        }
        #expect(facts.address?.outcome == .tooManyRedirects(limit: 5))
        #expect(facts.address?.attempts == 1)
        #expect(host.requests.count == 6)
    }

    @Test(arguments: [(5, true), (6, false)])
    func `five redirects are followed and not six`(count: Int, isAnswered: Bool) async throws {
        let (facts, _) = try await fetch { request, number in
            number <= count
                ? .send(Answer.bytes("302 Found", ["Location: /\(number).png"]))
                : .send(Answer.part(of: Self.image, for: request))
        }
        #expect(
            facts.address?.outcome == (isAnswered ? .answered : .tooManyRedirects(limit: 5))
        )
    }

    // MARK: Losses

    @Test func `a connection that ends before the answer is no answer`() async throws {
        let (facts, host) = try await fetch { _, _ in .close }
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
        #expect(facts.address?.attempts == 3)
        #expect(host.accepts == 3)
    }

    @Test func `a connection that ends in the body is no answer`() async throws {
        let (facts, _) = try await fetch { _, _ in
            let whole = Answer.bytes("200 OK", [], Self.image)
            return .sendAndClose(Array(whole.dropLast(Self.image.count - 12)))
        }
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
        #expect(facts.content == .absent)
    }

    @Test func `what is no HTTP is a violation of the protocol`() async throws {
        let (facts, _) = try await fetch { _, _ in .send(Array("SSH-2.0-OpenSSH_9.9\r\n".utf8)) }
        #expect(facts.address?.outcome == .noAnswer(.protocolViolation))
    }

    @Test func `a head without an end is cut off`() async throws {
        let (facts, _) = try await fetch { _, _ in
            let line = "X-Line: " + String(repeating: "x", count: 200_000)
            return .send(Array("HTTP/1.1 200 OK\r\n\(line)".utf8))
        }
        #expect(facts.address?.outcome == .noAnswer(.protocolViolation))
    }

    @Test func `a certificate for another name is not trusted`() async throws {
        let url = "https://\(TestCertificate.foreign)/a.png"
        let (facts, host) = try await fetch(url) { _, _ in .close }
        guard case .untrustedCertificate? = facts.address?.outcome else {
            Issue.record("\(String(describing: facts.address?.outcome))")
            return
        }
        #expect(facts.address?.attempts == 1)
        #expect(host.requests == [])
    }

    @Test func `a certificate of an unknown issuer is not trusted`() async throws {
        try await ScriptedHost.serving { _, _ in
            .close
        } _: { host, port in
            let exception = HostException(
                name: TestCertificate.host,
                address: "127.0.0.1",
                port: port
            )
            let fetcher = try GuardedFetcher(
                addressGuard: AddressGuard(resolver: TableResolver(), exceptions: [exception])
            )
            let facts = await fetcher.facts(of: Self.url, countLimit: 1 << 20)
            guard case .untrustedCertificate? = facts.address?.outcome else {
                Issue.record("\(String(describing: facts.address?.outcome))")
                return
            }
            #expect(host.requests == [])
        }
    }

    @Test func `a host without TLS is told from one that is silent`() async throws {
        let (facts, _) = try await fetch(Self.url, .plain) { _, _ in
            .sendAndClose(Answer.bytes("400 Bad Request"))
        }
        guard case .tlsRefused? = facts.address?.outcome else {
            Issue.record("\(String(describing: facts.address?.outcome))")
            return
        }
        #expect(facts.address?.attempts == 1)
    }

    @Test func `a host that hangs up on the handshake is no answer`() async throws {
        let (facts, _) = try await fetch(Self.url, .plain) { _, _ in .close }
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
    }

    @Test func `a port that nobody listens on is refused`() async throws {
        let port = try await ScriptedHost.serving(.plain) { _, _ in
            .close
        } _: {
            $1
        }
        let facts = try await fetcher(port: port).facts(of: Self.url, countLimit: 1 << 20)
        #expect(facts.address?.outcome == .noAnswer(.connectionRefused))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [ScriptedHost.Transport.tls, .plain])
    func `a silent host runs out of time`(transport: ScriptedHost.Transport) async throws {
        let clock = StoppedClock()
        try await ScriptedHost.serving(transport) { _, _ in
            clock.expire()
            return .silence
        } _: { host, port in
            let fetcher = try await fetcher(
                port: port,
                budget: FetchBudget(attempts: 1),
                clock: clock
            )
            let facts = await fetcher.facts(of: Self.url, countLimit: 1 << 20)
            #expect(facts.address?.outcome == .noAnswer(.timedOut(step: .answering)))
            #expect(facts.address?.attempts == 1)
            #expect(host.accepts == 1)
        }
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
        let (facts, host) = try await fetch(url) { _, _ in .close }
        #expect(facts.address?.outcome == outcome)
        #expect(facts.content == .absent)
        #expect(host.accepts == 0)
    }

    // MARK: Downloads

    @Test func `a download is handed over whole`() async throws {
        let sink = Sink()
        let outcome = try await download(Self.image, limit: Self.image.count, to: sink)
        #expect(outcome == .answered)
        #expect(sink.bytes == Self.image)
    }

    @Test func `a download over its limit is given up`() async throws {
        let sink = Sink()
        let outcome = try await download(Self.image, limit: Self.image.count - 1, to: sink)
        #expect(outcome == .noAnswer(.budgetExceeded))
        #expect(sink.bytes.count < Self.image.count)
    }

    @Test func `a download that cannot be stored has not answered`() async throws {
        let sink = Sink(fails: true)
        let outcome = try await download(Self.image, limit: 1 << 20, to: sink)
        #expect(outcome != .answered)
    }

    private func download(
        _ bytes: [UInt8],
        limit: Int,
        to sink: Sink
    ) async throws -> AddressFacts.Outcome {
        try await ScriptedHost.serving { _, _ in
            .send(Answer.bytes("200 OK", [], bytes))
        } _: {
            host,
            port in
            let outcome = try await fetcher(port: port).download(Self.url, limit: limit) {
                try sink.take($0)
            }
            #expect(host.requests.count == 1)
            #expect(host.requests.allSatisfy { !$0.contains("Range:") })
            return outcome
        }
    }

    private static func chunked(_ bytes: [UInt8]) -> [UInt8] {
        let middle = bytes.count / 2
        let pieces = [bytes[..<middle], bytes[middle...], []]
        return pieces.flatMap {
            Array("\(String($0.count, radix: 16))\r\n".utf8) + $0 + Array("\r\n".utf8)
        }
    }
}
