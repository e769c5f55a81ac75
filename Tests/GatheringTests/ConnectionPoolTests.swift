import Gathering
import PreflightModel
import SampleImages
import Testing

/// Connections that are used for one address after the other.
struct ConnectionPoolTests {
    private func accepts(
        of count: Int,
        budget: FetchBudget = FetchBudget(pause: .zero),
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
            // After a refused range the whole is asked for over a connection without small steps.
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
        let budget = FetchBudget(attempts: 1)
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

    @Test func `what was said before it was asked for is no answer`() async throws {
        let stale = Answer.part(of: Scripted.image, for: "Range: bytes=0-4095")
        let (_, facts) = try await accepts(of: 2) { request, number in
            let answer = Answer.part(of: Scripted.image, for: request)
            return .send(number == 1 ? answer + stale : answer)
        }
        #expect(facts.last?.image != nil)
        #expect(facts.last?.address?.hops.count == 1)
    }

    @Test func `as many are kept as are granted`() async throws {
        let budget = FetchBudget(pause: .zero, keptConnections: 0)
        let (accepts, _) = try await accepts(of: 3, budget: budget) { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(accepts == 3)
    }
}
