import Addresses
import Foundation
import Gathering
import PreflightModel

/// A resolver that knows a few names.
struct TableResolver: Resolver {
    let table: [String: [String]]

    init(_ table: [String: [String]] = [:]) { self.table = table }

    func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress] {
        guard let texts = table[name] else { throw .unknownHost(name) }
        return texts.compactMap { IPAddress(dottedDecimal: $0) ?? IPAddress(v6: $0) }
    }
}

/// A clock on which no time passes until it is told to expire.
struct StoppedClock: Clock {
    struct Instant: InstantProtocol {
        let offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let stream: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    init() { (stream, end) = AsyncStream.makeStream(of: Void.self) }

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .zero }

    /// Ends all sleep, now and later.
    func expire() { end.finish() }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        for await _ in stream {}
        try Task.checkCancellation()
    }
}

/// An answer of HTTP/1.1, byte for byte.
enum Answer {
    /// A head with these lines, whose body has the length that it says.
    static func bytes(_ status: String, _ lines: [String] = [], _ body: [UInt8] = []) -> [UInt8] {
        unmeasured(status, lines + ["Content-Length: \(body.count)"], body)
    }

    /// A head with these lines and nothing else.
    static func unmeasured(_ status: String, _ lines: [String], _ body: [UInt8]) -> [UInt8] {
        let head = ["HTTP/1.1 \(status)"] + lines + ["", ""]
        return Array(head.joined(separator: "\r\n").utf8) + body
    }

    /// The part of `content` that a request asks for.
    static func part(
        of content: [UInt8],
        for request: String,
        _ lines: [String] = []
    ) -> [UInt8] {
        guard let range = request.firstMatch(of: /Range: bytes=(\d+)-(\d+)/),
            let first = Int(range.output.1), let last = Int(range.output.2), first < content.count
        else { return bytes("416 Range Not Satisfiable") }
        let end = min(last + 1, content.count)
        return bytes(
            "206 Partial Content",
            lines + ["Content-Range: bytes \(first)-\(end - 1)/\(content.count)"],
            Array(content[first..<end])
        )
    }
}
