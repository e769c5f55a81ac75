import NIOCore
import Synchronization
import Testing

@testable import Submission

/// The body whose last byte waits.
struct HeldBackBodyTests {
    private struct Refused: Error {}

    /// What happened, in order.
    private final class Record: Sendable {
        private let state = Mutex<[String]>([])
        var events: [String] { state.withLock { $0 } }
        func add(_ event: String) { state.withLock { $0.append(event) } }
    }

    @Test(arguments: ["ab", "{\"text\":\"a fox\"}", String(repeating: "x", count: 100_000)])
    func `all but the last byte leaves, then the release, then the last byte`(
        text: String
    ) async throws {
        let record = Record()
        let body = HeldBackBody(bytes: Array(text.utf8)) { record.add("release") }
        for try await piece in body { record.add(String(buffer: piece)) }
        #expect(record.events == [String(text.dropLast()), "release", String(text.suffix(1))])
    }

    @Test func `a single byte waits too`() async throws {
        let record = Record()
        let body = HeldBackBody(bytes: [0x61]) { record.add("release") }
        for try await piece in body { record.add(String(buffer: piece)) }
        #expect(record.events == ["release", "a"])
    }

    @Test func `when the release throws, the last byte never comes`() async throws {
        let record = Record()
        let body = HeldBackBody(bytes: Array("abc".utf8)) {
            record.add("release")
            throw Refused()
        }
        var iterator = body.makeAsyncIterator()
        #expect(try await iterator.next().map { String(buffer: $0) } == "ab")
        await #expect(throws: Refused.self) { _ = try await iterator.next() }
        // Whoever asks again is not given it either.
        #expect(try await iterator.next() == nil)
        #expect(record.events == ["release"])
    }
}
