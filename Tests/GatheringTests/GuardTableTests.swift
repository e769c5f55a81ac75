import Addresses
import Foundation
import NIOCore
import PreflightModel
import Synchronization
import Testing

@testable import Gathering

/// How the guard alone judges an address; nothing is dialled.
func judgement(
    of text: String,
    redirectedFrom origin: String? = nil,
    _ addressGuard: AddressGuard
) async -> AddressFacts.Outcome? {
    do throws(AddressFacts.Outcome) {
        let address =
            if let origin {
                try ImageAddress(origin).redirected(to: text)
            } else {
                try ImageAddress(text)
            }
        _ = try await addressGuard.targets(of: address.host)
        return nil
    } catch {
        return error
    }
}

/// What can stand in a line of a header.
extension GuardCase {
    var isHeaderValue: Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    }

    /// A relative reference to those who read a redirect.
    var hasNoScheme: Bool {
        !text.contains("://") || !text.prefix { $0 != ":" }.allSatisfy(\.isASCII)
    }
}

/// Cases written by hand, fetched where nothing but the guard keeps them from being dialled.
///
/// A case is fetched after the guard alone has refused it: a test that fails dials nobody.
struct GuardTableTests {
    private let resolver = TableResolver(GuardTable.answers)

    @Test func `the table is large and no row is there twice`() {
        #expect(GuardTable.all.count >= 150)
        #expect(Set(GuardTable.all.map(\.text)).count == GuardTable.all.count)
        #expect(GuardTable.all.allSatisfy { !$0.reason.isEmpty })
        #expect(GuardControl.all.count >= 60)
        #expect(Set(GuardControl.all.map(\.text)).count == GuardControl.all.count)
        #expect(GuardEdge.all.count >= 500)
    }

    @Test func `every case of the table is refused as an address`() async throws {
        let addressGuard = AddressGuard(resolver: resolver)
        let recorder = LoopbackOnly()
        let fetcher = try GuardedFetcher(
            addressGuard: addressGuard,
            beforeDialling: recorder.check
        )
        for row in GuardTable.all {
            let judged = await judgement(of: row.text, addressGuard)
            try #require(row.isRefused(by: judged, redirected: false), "\(row): \(judged as Any)")
            let facts = await fetcher.facts(of: row.text, countLimit: 1 << 20)
            let outcome = facts.address?.outcome
            #expect(row.isRefused(by: outcome, redirected: false), "\(row): \(outcome as Any)")
            #expect(facts.content == .absent)
            #expect(facts.address?.received == 0)
        }
        #expect(recorder.stopped == [])
    }

    @Test
    func `a control is dialled where its name leads, and the connector of this rig only notes it`()
        async throws
    {
        let recorder = LoopbackOnly()
        let fetcher = try GuardedFetcher(
            addressGuard: AddressGuard(resolver: TableResolver(GuardControl.answers)),
            budget: FetchBudget(attempts: 1, pause: .zero),
            beforeDialling: recorder.check
        )
        for control in GuardControl.all {
            _ = await fetcher.facts(of: control.text, countLimit: 1 << 20)
        }
        #expect(recorder.stopped.map(\.ipAddress) == GuardControl.all.map(\.target))
    }

    @Test func `every case of the table is refused as the target of a redirect`() async throws {
        let rows = GuardTable.all.filter { $0.isHeaderValue && !$0.hasNoScheme }
        #expect(rows.count >= 150)
        let locations = rows.map(\.text)
        try await ScriptedHost.serving { request, _ in
            let number = request.firstMatch(of: #/^GET /(\d+) /#).flatMap { Int($0.output.1) }
            return .send(Answer.bytes("302 Found", ["Location: \(locations[number ?? 0])"]))
        } _: { host, port in
            let fetcher = try await Scripted.fetcher(port: port, resolver: resolver)
            let addressGuard = AddressGuard(resolver: resolver)
            for (number, row) in rows.enumerated() {
                let judged = await judgement(
                    of: row.text,
                    redirectedFrom: Scripted.url,
                    addressGuard
                )
                try #require(
                    row.isRefused(by: judged, redirected: false),
                    "\(row): \(judged as Any)"
                )
                let url = "https://\(TestCertificate.host)/\(number)"
                let facts = await fetcher.facts(of: url, countLimit: 1 << 20)
                let outcome = facts.address?.outcome
                #expect(row.isRefused(by: outcome, redirected: true), "\(row): \(outcome as Any)")
                #expect(facts.address?.attempts == 1)
            }
            #expect(host.requests.count == rows.count)
        }
    }

    @Test(arguments: GuardControl.all)
    func `a public address is a target, and nothing else is`(control: GuardControl) async throws {
        let addressGuard = AddressGuard(resolver: TableResolver(GuardControl.answers))
        let address = try ImageAddress(control.text)
        if case .literal(let literal) = address.host { #expect(literal.specialBlock == nil) }
        let targets = try await addressGuard.targets(of: address.host)
        #expect(targets.first?.ipAddress == control.target)
        #expect(targets.allSatisfy { $0.port == 443 })
    }

    @Test func `every edge of a special block is judged as the registries say`() async throws {
        let sample = try #require(GuardEdge.all.first)
        #expect(!sample.isPublic)
        var publicCount = 0
        for edge in GuardEdge.all {
            let address = try #require(IPAddress(bytes: edge.bytes))
            #expect((address.specialBlock == nil) == edge.isPublic, "\(edge)")
            let resolver = TableResolver([
                "a.test": [edge.spelling], "b.test": ["1.1.1.1", edge.spelling],
            ])
            let addressGuard = AddressGuard(resolver: resolver)
            var hosts = ["a.test", "b.test"]
            if edge.bytes.count == 4 {
                hosts += [edge.spelling]
            } else {
                hosts += ["[\(edge.spelling)]", "[\(edge.dottedSpelling)]"]
            }
            for host in hosts {
                let judged = await judgement(of: "https://\(host)/", addressGuard)
                switch judged {
                case nil: #expect(edge.isPublic, "\(edge) as \(host)")
                case .notPublic(let found, _, redirected: false)?:
                    #expect(!edge.isPublic, "\(edge) as \(host)")
                    #expect(found == "\(address)")
                default: Issue.record("\(edge) as \(host): \(judged as Any)")
                }
            }
            publicCount += edge.isPublic ? 1 : 0
        }
        #expect((30...120).contains(publicCount), "\(publicCount)")
    }

    @Test func `the second answer of a name is judged like the first`() async throws {
        let resolver = FlippingResolver([
            ["93.184.215.14"], ["127.0.0.1"], ["1.1.1.1", "10.0.0.1"],
        ])
        let addressGuard = AddressGuard(resolver: resolver)
        let first = try await addressGuard.targets(of: .name("flip.test"))
        #expect(first.map(\.ipAddress) == ["93.184.215.14"])
        #expect(resolver.lookUps == 1)
        for inner in ["127.0.0.1", "10.0.0.1"] {
            let judged = await judgement(of: "https://flip.test/", addressGuard)
            guard case .notPublic(inner, _, redirected: false)? = judged else {
                Issue.record("\(judged as Any)")
                continue
            }
        }
        #expect(resolver.lookUps == 3)
    }
}

/// A resolver whose answers change from one look-up to the next.
final class FlippingResolver: Resolver {
    private let answers: [[String]]
    private let count = Mutex(0)

    init(_ answers: [[String]]) { self.answers = answers }

    /// How often it was asked.
    var lookUps: Int { count.withLock { $0 } }

    func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress] {
        let number = count.withLock { count in
            defer { count += 1 }
            return count
        }
        let texts = answers[min(number, answers.count - 1)]
        return texts.compactMap { IPAddress(dottedDecimal: $0) ?? IPAddress(v6: $0) }
    }
}
