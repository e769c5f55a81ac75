import Addresses
import Foundation
import Gathering
import PreflightModel
import SampleImages
import Testing

/// Whole bodies.
struct DownloadTests {

    @Test func `a download is handed over whole`() async throws {
        let sink = Sink()
        let outcome = try await download(Scripted.image, limit: Scripted.image.count, to: sink)
        #expect(outcome == .answered)
        #expect(sink.bytes == Scripted.image)
    }

    @Test func `a download over its limit is given up`() async throws {
        let sink = Sink()
        let outcome = try await download(Scripted.image, limit: Scripted.image.count - 1, to: sink)
        #expect(outcome == .noAnswer(.budgetExceeded))
        #expect(sink.bytes.count < Scripted.image.count)
    }

    @Test func `a download that cannot be stored has not answered`() async throws {
        let sink = Sink(fails: true)
        let outcome = try await download(Scripted.image, limit: 1 << 20, to: sink)
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
            let outcome = try await Scripted.fetcher(port: port).download(
                Scripted.url,
                limit: limit
            ) {
                try sink.take($0)
            }
            #expect(host.requests.count == 1)
            #expect(host.requests.allSatisfy { !$0.contains("Range:") })
            return outcome
        }
    }
}
