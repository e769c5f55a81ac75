import Addresses
import Foundation
import Gathering
import PreflightModel
import SampleImages

/// Fetches from scripted hosts.
enum Scripted {
    static let image = PNGImage(width: 640, height: 480).encoded()
    /// A picture whose header reaches beyond the first part.
    static let large = PNGImage(
        width: 640,
        height: 480,
        chunksBeforeData: [PNGChunk("teXt", [UInt8](repeating: 0x61, count: 20_000))]
    ).encoded()
    static let url = "https://\(TestCertificate.host)/a.png"

    static func fetcher(
        port: Int,
        for names: [String] = [TestCertificate.host],
        resolver: TableResolver = TableResolver(),
        budget: FetchBudget = FetchBudget(pause: .zero),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int = { WallClock.secondsSince1970() }
    ) async throws -> GuardedFetcher {
        let exceptions = names.map { HostException(name: $0, address: "127.0.0.1", port: port) }
        return try GuardedFetcher(
            addressGuard: AddressGuard(resolver: resolver, exceptions: exceptions),
            additionalRoots: try await TestCertificate.shared.certificate,
            budget: budget,
            clock: clock,
            now: now,
            beforeDialling: LoopbackOnly.shared.check
        )
    }

    /// What one address gives at a host that answers by a script.
    static func fetch(
        _ url: String = url,
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

    /// A body in two chunks and the empty one that ends it.
    static func chunked(_ bytes: [UInt8]) -> [UInt8] {
        let middle = bytes.count / 2
        let pieces = [bytes[..<middle], bytes[middle...], []]
        return pieces.flatMap {
            Array("\(String($0.count, radix: 16))\r\n".utf8) + $0 + Array("\r\n".utf8)
        }
    }
}
