import Gathering
import PreflightModel
import SampleImages
import Testing

/// Connections that are used for one address after the other.
struct ConnectionPoolTests {
    /// However busy the machine is, no connection rests too long.
    private static let patient = FetchBudget(pause: .zero, longestRest: .seconds(3600))

    private func accepts(
        of count: Int,
        budget: FetchBudget = Self.patient,
        clock: any Clock<Duration> = ContinuousClock(),
        url: @Sendable (Int) -> String = { _ in Scripted.url },
        script: @escaping ScriptedHost.Script
    ) async throws -> (accepts: Int, facts: [MediaFacts]) {
        try await ScriptedHost.serving(script: script) { host, port in
            let names = [TestCertificate.host, TestCertificate.second]
            let fetcher = try await Scripted.fetcher(
                port: port,
                for: names,
                budget: budget,
                clock: clock
            )
            var facts: [MediaFacts] = []
            for index in 0..<count {
                facts.append(await fetcher.facts(of: url(index), countLimit: 1 << 20))
            }
            return (host.accepts, facts)
        }
    }

    @Test func `the next address of a host goes over the same connection`() async throws {
        let (accepts, facts) = try await accepts(of: 5) { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(accepts == 1)
        #expect(facts.allSatisfy { $0.image?.size == PixelSize(width: 640, height: 480) })
        let first = facts.first?.address, last = facts.last?.address
        #expect(first?.times.connect != nil && last?.times.connect == nil)
        #expect(first?.hops.first?.resolved == last?.hops.first?.resolved)
        #expect(last?.hops.first?.resolved.isEmpty == false)
        #expect(first?.certificate == last?.certificate && last?.certificate != nil)
    }

    @Test func `another host gets a connection of its own`() async throws {
        let hosts = [TestCertificate.host, TestCertificate.second]
        let (accepts, _) = try await accepts(
            of: 4,
            url: { "https://\(hosts[$0 % 2])/a.png" },
            script: { request, _ in .send(Answer.part(of: Scripted.image, for: request)) }
        )
        #expect(accepts == 2)
    }

    @Test func `an answer that is short is taken to its end, whatever it says`() async throws {
        for status in ["404 Not Found", "416 Range Not Satisfiable", "403 Forbidden"] {
            let (accepts, _) = try await accepts(of: 3) { request, _ in
                request.contains("Range")
                    ? .send(Answer.bytes(status, [], Array("sorry".utf8)))
                    : .send(Answer.bytes("200 OK", [], Scripted.image))
            }
            // After a refused range the whole is asked for, and may not be read to its end.
            #expect(accepts <= (status.hasPrefix("416") ? 3 : 1), "\(status)")
        }
    }

    @Test func `a connection is not used again that carries more than was needed`() async throws {
        let large = PNGImage(width: 640, height: 480).padded(to: 5_000_000)
        let (accepts, facts) = try await accepts(of: 3) { _, _ in
            .send(Answer.bytes("200 OK", [], large))
        }
        #expect(accepts == 3)
        #expect(facts.allSatisfy { $0.image != nil })
    }

    @Test func `a host that hangs up between two requests costs no attempt`() async throws {
        let (accepts, facts) = try await accepts(of: 3) { request, _ in
            .sendAndClose(Answer.part(of: Scripted.image, for: request))
        }
        #expect(accepts == 3)
        #expect(facts.allSatisfy { $0.address?.attempts == 1 && $0.image != nil })
        #expect(facts.allSatisfy { $0.address?.hops.count == 1 })
    }

    @Test func `a host that hangs up when it is asked again costs no attempt`() async throws {
        let (accepts, facts) = try await accepts(of: 2) { request, number in
            number == 2 ? .close : .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(accepts == 2)
        #expect(facts.last?.address?.attempts == 1)
        #expect(facts.last?.address?.hops.count == 1)
        #expect(facts.last?.image != nil)
    }

    @Test func `a host that falls silent on a kept connection is not waited for`() async throws {
        let clock = StoppedClock()
        let budget = FetchBudget(attempts: 1, longestRest: .seconds(3600))
        let (accepts, facts) = try await accepts(of: 2, budget: budget, clock: clock) {
            request,
            number in
            guard number == 2 else { return .send(Answer.part(of: Scripted.image, for: request)) }
            clock.expire()
            return .silence
        }
        #expect(accepts == 1)
        #expect(facts.last?.address?.outcome == .noAnswer(.timedOut(step: .answering)))
    }

    enum Ending: CaseIterable { case cut, reset, afterRequest }

    @Test(arguments: Ending.allCases)
    func `a host that drops a resting connection without a word costs no attempt`(
        ending: Ending
    ) async throws {
        let tls = try await ScriptedHost.tlsContext()
        try await HostileServer.serving(
            tls,
            script: { connection in
                let request = try await connection.request()
                try await connection.send(Answer.part(of: Scripted.image, for: request))
                if ending == .afterRequest { try await connection.request() }
                if ending == .reset {
                    try await connection.reset()
                } else {
                    try await connection.cut()
                }
            },
            { server, port in
                let fetcher = try await Scripted.fetcher(port: port, budget: Self.patient)
                for _ in 0..<8 {
                    let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
                    #expect(facts.address?.outcome == .answered)
                    #expect(facts.address?.attempts == 1)
                    #expect(facts.address?.hops.count == 1)
                    #expect(facts.address?.certificate != nil)
                }
            }
        )
    }

    @Test func `what is said before it is asked for is no answer`() async throws {
        let other = PNGImage(width: 400, height: 400).encoded()
        let stale = Answer.part(of: other, for: "Range: bytes=0-4095")
        let (accepts, facts) = try await accepts(of: 2) { request, number in
            let answer = Answer.part(of: Scripted.image, for: request)
            return .send(number == 1 ? answer + stale : answer)
        }
        #expect(accepts == 2)
        #expect(facts.allSatisfy { $0.image?.size == PixelSize(width: 640, height: 480) })
    }

    @Test func `nothing is asked for behind a switch of protocols`() async throws {
        let switched = Answer.unmeasured("101 Switching Protocols", ["Upgrade: x"], [])
        let (accepts, facts) = try await accepts(
            of: 2,
            url: { "https://\(TestCertificate.host)/\($0)" }
        ) {
            request,
            _ in
            request.contains(" /0 ")
                ? .send(switched) : .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(accepts == 2)
        #expect(facts.last?.image != nil && facts.last?.address?.attempts == 1)
    }

    @Test func `the rest of a refusal is waited for`() async throws {
        let tls = try await ScriptedHost.tlsContext()
        try await HostileServer.serving(
            tls,
            script: { connection in
                while try await connection.request().contains("GET") {
                    try await connection.send("HTTP/1.1 404 Gone\r\nContent-Length: 5\r\n\r\n")
                    try await Task.sleep(for: .milliseconds(5))
                    try await connection.send("sorry")
                }
            },
            { server, port in
                let fetcher = try await Scripted.fetcher(port: port, budget: Self.patient)
                // Sooner or later the rest is there before the next request.
                var requests = 0
                while requests <= server.accepts, requests < 500 {
                    let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
                    #expect(facts.address?.outcome == .refused(status: 404))
                    requests += 1
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(server.accepts < requests)
            }
        )
    }

    @Test func `one byte for each request is not asked for without end`() async throws {
        let image = JPEGImage(width: 640, height: 480, exif: nil).encoded()
        let (facts, host) = try await Scripted.fetch { request, _ in
            guard let first = request.firstMatch(of: /bytes=(\d+)-/).flatMap({ Int($0.output.1) })
            else { return .send(Answer.bytes("200 OK", [], image)) }
            return .send(
                Answer.bytes(
                    "206 Partial Content",
                    ["Content-Range: bytes \(first)-\(first)/\(image.count)"],
                    [image[first]]
                )
            )
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.answer?.partialRequests == .refused)
        #expect(host.requests.count < 20)
    }

    @Test func `as many are kept as are granted`() async throws {
        let budget = FetchBudget(pause: .zero, keptConnections: 0)
        let (accepts, _) = try await accepts(of: 3, budget: budget) { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(accepts == 3)
    }
}
