import Addresses
import Foundation
import Gathering
import PreflightModel
import SampleImages
import Testing

/// Hosts that give no usable answer.
struct LossTests {

    @Test func `a connection that ends before the answer is no answer`() async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in .close }
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
        #expect(facts.address?.attempts == 3)
        #expect(host.accepts == 3)
    }

    @Test func `a connection that ends in the body is no answer`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            let whole = Answer.bytes("200 OK", [], Scripted.image)
            return .sendAndClose(Array(whole.dropLast(Scripted.image.count - 12)))
        }
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
        #expect(facts.content == .absent)
    }

    @Test func `what is no HTTP is a violation of the protocol`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            .send(Array("SSH-2.0-OpenSSH_9.9\r\n".utf8))
        }
        #expect(facts.address?.outcome == .noAnswer(.protocolViolation))
    }

    @Test func `a head without an end is cut off`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            let line = "X-Line: " + String(repeating: "x", count: 200_000)
            return .send(Array("HTTP/1.1 200 OK\r\n\(line)".utf8))
        }
        #expect(facts.address?.outcome == .noAnswer(.protocolViolation))
    }

    @Test func `a certificate for another name is not trusted`() async throws {
        let url = "https://\(TestCertificate.foreign)/a.png"
        let (facts, host) = try await Scripted.fetch(url) { _, _ in .close }
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
                addressGuard: AddressGuard(resolver: TableResolver(), exceptions: [exception]),
                beforeDialling: LoopbackOnly.shared.check
            )
            let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
            guard case .untrustedCertificate? = facts.address?.outcome else {
                Issue.record("\(String(describing: facts.address?.outcome))")
                return
            }
            #expect(host.requests == [])
        }
    }

    @Test func `a host without TLS is told from one that is silent`() async throws {
        let (facts, _) = try await Scripted.fetch(Scripted.url, .plain) { _, _ in
            .sendAndClose(Answer.bytes("400 Bad Request"))
        }
        guard case .tlsRefused? = facts.address?.outcome else {
            Issue.record("\(String(describing: facts.address?.outcome))")
            return
        }
        #expect(facts.address?.attempts == 1)
    }

    @Test func `a host that hangs up on the handshake is no answer`() async throws {
        let (facts, _) = try await Scripted.fetch(Scripted.url, .plain) { _, _ in .close }
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
    }

    @Test func `a port that nobody listens on is refused`() async throws {
        let port = try await ScriptedHost.serving(.plain) { _, _ in
            .close
        } _: {
            $1
        }
        let facts = try await Scripted.fetcher(port: port).facts(
            of: Scripted.url,
            countLimit: 1 << 20
        )
        #expect(facts.address?.outcome == .noAnswer(.connectionRefused))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [ScriptedHost.Transport.tls, .plain])
    func `a silent host runs out of time`(transport: ScriptedHost.Transport) async throws {
        let clock = StoppedClock()
        try await ScriptedHost.serving(transport) { _, _ in
            clock.expire()
            return .silence
        } _: { host, port in
            let fetcher = try await Scripted.fetcher(
                port: port,
                budget: FetchBudget(attempts: 1),
                clock: clock
            )
            let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
            // Without TLS the host has the first bytes before or after we know of the connection.
            let steps: [TransportLoss.Step] =
                transport == .tls ? [.answering] : [.connecting, .handshaking]
            let outcomes = steps.map { AddressFacts.Outcome.noAnswer(.timedOut(step: $0)) }
            #expect(outcomes.contains { $0 == facts.address?.outcome })
            #expect(facts.address?.hops.map(\.url) == [Scripted.url])
            #expect(facts.address?.attempts == 1)
            #expect(host.accepts == 1)
        }
    }
}
