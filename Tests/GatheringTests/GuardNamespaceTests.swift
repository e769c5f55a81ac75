import Addresses
import Foundation
import PreflightModel
import Testing

@testable import Gathering

/// Starts the tests of ``InsideNamespaceTests`` where every address leads to a decoy.
struct GuardNamespaceTests {
    @Test(
        .enabled("needs a network namespace (Linux, unshare -rn, ip)") {
            await NetworkNamespace.isPossible()
        },
        .timeLimit(.minutes(3))
    )
    func `nothing but what is public is dialled where every address would answer`() async throws {
        let (status, output) = try await NetworkNamespace.test("InsideNamespaceTests")
        let lines = output.split(separator: "\n")
        let failures = lines.filter { $0.contains("✘") }.joined(separator: "\n")
        #expect(status == 0, "\(failures)")
        #expect(output.contains("Test run with 6 tests in 1 suite passed"), "\(output)")
        #expect(!output.contains("skipped"), "\(output)")
    }
}

/// The same cases where the accepted connections of every address are counted.
@Suite(
    .serialized,
    .enabled(if: NetworkNamespace.isInside, "is run by the test of the namespace")
)
struct InsideNamespaceTests {
    private static let once = FetchBudget(attempts: 1, pause: .zero)

    init() throws {
        try #require(NetworkNamespace.hasNothingButLoopback)
    }

    private func fetcher(
        _ answers: [String: [String]],
        exceptions: [HostException] = []
    ) throws -> GuardedFetcher {
        let addressGuard = AddressGuard(resolver: TableResolver(answers), exceptions: exceptions)
        return try GuardedFetcher(addressGuard: addressGuard, budget: Self.once)
    }

    @Test func `no case of the table is dialled, and without the guard each that can be is`()
        async throws
    {
        let inner = GuardTable.all.enumerated().compactMap { InnerCase($0.element, $0.offset) }
        #expect(inner.count >= 100)
        #expect(inner.count { $0.isOwnName } >= 20)
        try await EveryAddress.listening { decoy in
            let guarded = try fetcher(GuardTable.answers)
            for row in GuardTable.all {
                _ = await guarded.facts(of: row.text, countLimit: 1 << 20)
            }
            let refused = try await decoy.dialled()
            #expect(refused == [])
            // The same names, and others for what is written as a number, with nobody to judge them.
            let unguarded = try fetcher([:], exceptions: inner.map(\.exception))
            for row in inner {
                _ = await unguarded.facts(of: row.url, countLimit: 1 << 20)
            }
            let dialled = try await decoy.dialled()
            #expect(dialled == inner.compactMap(\.edge.dialled))
        }
    }

    @Test func `no case of the table is dialled as the target of a redirect`() async throws {
        let rows = GuardTable.all.filter(\.isHeaderValue)
        let locations = rows.map(\.text)
        try await EveryAddress.listening { decoy in
            try await ScriptedHost.serving { request, _ in
                let number = request.firstMatch(of: #/^GET /(\d+) /#).flatMap { Int($0.output.1) }
                guard let number else { return .close }
                return .send(Answer.bytes("302 Found", ["Location: \(locations[number])"]))
            } _: { host, port in
                let resolver = TableResolver(GuardTable.answers)
                let fetcher = try await Scripted.fetcher(
                    port: port,
                    resolver: resolver,
                    budget: Self.once
                )
                for number in rows.indices {
                    let url = "https://\(TestCertificate.host)/\(number)"
                    _ = await fetcher.facts(of: url, countLimit: 1 << 20)
                }
                let found = try await decoy.dialled()
                #expect(found == [])
                #expect(host.requests.count >= rows.count)
            }
        }
    }

    @Test func `no special edge is dialled, and every public one is`() async throws {
        let edges = GuardEdge.all.enumerated()
        var answers: [String: [String]] = [:]
        for (number, edge) in edges {
            answers["e\(number).test"] = [edge.spelling]
            answers["m\(number).test"] = ["1.1.1.1", edge.spelling]
        }
        let fetcher = try fetcher(answers)
        func dial(_ number: Int, _ edge: GuardEdge) async {
            let literal = edge.bytes.count == 4 ? edge.spelling : "[\(edge.spelling)]"
            for host in [literal, "e\(number).test", "m\(number).test"] {
                _ = await fetcher.facts(of: "https://\(host)/", countLimit: 1 << 20)
            }
        }
        try await EveryAddress.listening { decoy in
            for (number, edge) in edges where !edge.isPublic { await dial(number, edge) }
            let found = try await decoy.dialled()
            #expect(found == [])
            let other = try #require(IPAddress(dottedDecimal: "1.1.1.1"))
            for (number, edge) in edges where edge.isPublic {
                await dial(number, edge)
                let address = try #require(IPAddress(bytes: edge.bytes))
                let found = try await decoy.dialled()
                #expect(found == [address, address, other], "\(edge)")
            }
        }
    }

    @Test func `every control is dialled, once and where its name leads`() async throws {
        try await EveryAddress.listening { decoy in
            let fetcher = try fetcher(GuardControl.answers)
            for control in GuardControl.all {
                let target =
                    IPAddress(dottedDecimal: control.target) ?? IPAddress(v6: control.target)
                _ = await fetcher.facts(of: control.text, countLimit: 1 << 20)
                let found = try await decoy.dialled()
                #expect(found == [try #require(target)], "\(control)")
            }
        }
    }

    @Test func `without the guard every special edge that can be dialled is`() async throws {
        let edges = GuardEdge.all.filter { !$0.isPublic && $0.canBeDialled }
        #expect(edges.count >= 500)
        let exceptions = edges.enumerated().map {
            HostException(name: "x\($0.offset).test", address: $0.element.spelling, port: 443)
        }
        let fetcher = try fetcher([:], exceptions: exceptions)
        try await EveryAddress.listening { decoy in
            for number in edges.indices {
                _ = await fetcher.facts(of: "https://x\(number).test/", countLimit: 1 << 20)
            }
            let found = try await decoy.dialled()
            #expect(found == edges.compactMap(\.dialled))
        }
    }

    @Test func `a name whose answer changes is dialled only where it was judged`() async throws {
        try await EveryAddress.listening { decoy in
            let flips = [
                [["93.184.215.14"], ["127.0.0.1"]], [["93.184.215.14"], ["::1"]],
                [["93.184.215.14"], ["169.254.169.254"]],
                [["93.184.215.14"], ["93.184.215.14", "10.0.0.1"]],
                [["93.184.215.14", "1.1.1.1"], ["::ffff:7f00:1"], ["127.0.0.1"]],
            ]
            let judged = try #require(IPAddress(dottedDecimal: "93.184.215.14"))
            for answers in flips {
                let addressGuard = AddressGuard(resolver: FlippingResolver(answers))
                let fetcher = try GuardedFetcher(
                    addressGuard: addressGuard,
                    budget: FetchBudget(attempts: 3, pause: .zero)
                )
                _ = await fetcher.facts(of: "https://flip.test/a.png", countLimit: 1 << 20)
                let found = try await decoy.dialled()
                #expect(!found.isEmpty)
                #expect(Set(found) == [judged], "\(answers)")
            }
        }
    }
}

/// A case that leads to an inner address, and a name that is let through to it.
private struct InnerCase {
    let url: String
    let exception: HostException
    let edge: GuardEdge
    /// Whether it is the name of the case itself.
    let isOwnName: Bool

    init?(_ row: GuardCase, _ number: Int) {
        guard case .inner(let inner) = row.refusal,
            let address = IPAddress(dottedDecimal: inner) ?? IPAddress(v6: inner)
        else { return nil }
        let bytes: [UInt8]
        switch address {
        case .v4(let number): bytes = (0..<4).reversed().map { UInt8(number >> ($0 * 8) & 0xff) }
        case .v6(let number): bytes = (0..<16).reversed().map { UInt8(number >> ($0 * 8) & 0xff) }
        }
        edge = GuardEdge(bytes: bytes, embedding: row.reason)
        guard edge.canBeDialled else { return nil }
        let own = row.answers.keys.first
        let name = own ?? "r\(number).test"
        isOwnName = own != nil
        url = own == nil ? "https://\(name)/a.png" : row.text
        exception = HostException(name: name, address: edge.spelling, port: 443)
    }
}

extension GuardEdge {
    private static let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]

    // What the system connects to: a mapped address is one of version 4.
    private var bare: [UInt8] {
        bytes.starts(with: Self.mapped) ? Array(bytes.dropFirst(12)) : bytes
    }

    /// Not to a link without naming it, nor to many at once.
    fileprivate var canBeDialled: Bool {
        guard bare.count == 4 else {
            return bare[0] != 0xff && (bare[0], bare[1] >> 6) != (0xfe, 2)
        }
        let isBroadcast = bare[1...] == [255, 255, 255] && (bare[0] == 127 || bare[0] == 255)
        return !isBroadcast && bare[0] >> 4 != 0b1110
    }

    /// Where a connection to it arrives: what is unspecified is this machine.
    fileprivate var dialled: IPAddress? {
        guard bare.allSatisfy({ $0 == 0 }) else { return IPAddress(bytes: bare) }
        return bare.count == 4 ? IPAddress(dottedDecimal: "127.0.0.1") : IPAddress(v6: "::1")
    }
}
