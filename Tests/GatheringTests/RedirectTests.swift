import Addresses
import Foundation
import Gathering
import PreflightModel
import SampleImages
import Testing

/// Redirects, each judged like the first address.
struct RedirectTests {

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is followed, hop by hop`(status: Int) async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            guard number > 1 else {
                let location = "Location: https://\(TestCertificate.second)/b/c.png?d=e#f"
                return .send(Answer.bytes("\(status) Elsewhere", [location]))
            }
            return .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
        #expect(facts.address?.hops.map(\.status) == [status, 206])
        #expect(host.requests[1].hasPrefix("GET /b/c.png?d=e HTTP/1.1\r\n"))
        #expect(host.requests[1].contains("Host: \(TestCertificate.second)\r\n"))
    }

    @Test func `a redirect without a target is refused`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in .send(Answer.bytes("302 Found")) }
        #expect(facts.address?.outcome == .refused(status: 302))
    }

    @Test func `no redirect leads down to http`() async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("302 Found", ["Location: http://\(TestCertificate.host)/b.png"]))
        }
        #expect(facts.address?.outcome == .insecure(scheme: "http"))
        #expect(host.requests.count == 1)
        #expect(facts.address?.redirectTarget == "http://\(TestCertificate.host)/b.png")
    }

    @Test func `where a redirect leads is told without its secrets`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            .send(
                Answer.bytes("302 Found", ["Location: http://u:p@h.example/?X-Amz-Signature=abc"])
            )
        }
        #expect(facts.address?.hops.count == 2)
        #expect(facts.address?.redirectTarget == "http://***@h.example/?X-Amz-Signature=***")
    }

    @Test func `a redirect to a name with a space leads there`() async throws {
        let (facts, host) = try await Scripted.fetch { request, _ in
            request.contains("/my%20%C3%A9.png")
                ? .send(Answer.part(of: Scripted.image, for: request))
                : .send(Answer.bytes("302 Found", ["Location: /my \u{e9}.png"]))
        }
        #expect(facts.image != nil)
        #expect(facts.address?.redirectTarget == nil)
        #expect(host.requests.count == 2)
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
            let fetcher = try await Scripted.fetcher(port: port, resolver: resolver)
            let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
            #expect(
                facts.address?.outcome
                    == .notPublic(address: address, block: block, redirected: true)
            )
            #expect(facts.address?.attempts == 1)
            #expect(host.requests.count == 1)
            #expect(facts.address?.hops.count == 2)
        }
    }

    @Test func `a redirect to an inner host is never dialled, and only an exception opens it`()
        async throws
    {
        let inner = TestCertificate.second
        try await ScriptedHost.serving { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        } _: { decoy, decoyPort in
            try await ScriptedHost.serving { _, _ in
                .send(Answer.bytes("302 Found", ["Location: https://\(inner)/a.png"]))
            } _: { _, port in
                let resolver = TableResolver([inner: ["127.0.0.1"]])
                let guarded = try await Scripted.fetcher(port: port, resolver: resolver)
                let refused = await guarded.facts(of: Scripted.url, countLimit: 1 << 20)
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
                let answered = await opened.facts(of: Scripted.url, countLimit: 1 << 20)
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
            .send(Answer.part(of: Scripted.image, for: request))
        } _: { decoy, _ in
            let resolver = TableResolver([TestCertificate.host: [address]])
            let guarded = try await Scripted.fetcher(port: 0, for: [], resolver: resolver)
            for url in [Scripted.url, "https://\(address)/a.png"] {
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
            let facts = await opened.facts(of: Scripted.url, countLimit: 1 << 20)
            #expect(facts.address?.outcome == .answered)
            #expect(decoy.accepts == 1)
        }
    }

    @Test func `a loop of redirects ends`() async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("302 Found", ["Location: \(Scripted.url)"]))
        }
        #expect(facts.address?.outcome == .tooManyRedirects(limit: 5))
        #expect(facts.address?.attempts == 1)
        #expect(host.requests.count == 6)
    }

    @Test(arguments: [(5, true), (6, false)])
    func `five redirects are followed and not six`(count: Int, isAnswered: Bool) async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            number <= count
                ? .send(Answer.bytes("302 Found", ["Location: /\(number).png"]))
                : .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(
            facts.address?.outcome == (isAnswered ? .answered : .tooManyRedirects(limit: 5))
        )
    }
}
