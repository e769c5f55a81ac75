internal import Addresses
internal import NIOCore
internal import NIOHTTP1
internal import PreflightModel

/// The use of a connection for one address.
struct Connection {
    private let line: HostConnection
    private let address: ImageAddress
    private let trace: FetchTrace
    /// Whether the host has answered here, so that the connection is known to be alive.
    private(set) var hasAnswered = false

    /// Requests of one attempt: more than the parts of any real header.
    private static let mostRequests = 64

    /// Begins to use `line` for an address of its host.
    init(_ line: HostConnection, for address: ImageAddress, _ trace: FetchTrace) {
        self.line = line
        self.address = address
        self.trace = trace
        trace.note { $0.certificate = line.certificate }
    }

    /// Grants the body of the answer so many bytes.
    func grant(_ bytes: Int) { line.grant(bytes) }

    /// Asks for a range of the address and waits for the head of the answer.
    mutating func get(_ range: Range<Int>) async throws -> HTTPResponseHead {
        try await get(.part(range))
    }

    /// Asks for what is wanted and waits for the head of the answer.
    mutating func get(_ wanted: WantedBytes) async throws -> HTTPResponseHead {
        var headers = HTTPHeaders([
            ("Host", address.hostName),
            ("User-Agent", "preflight"),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
        ])
        let requests = trace.countRequest()
        guard requests <= Self.mostRequests else {
            throw AddressFacts.Outcome.noAnswer(.budgetExceeded)
        }
        line.grant(wanted.count)
        switch wanted {
        case .all: break
        case .part(let range):
            headers.add(name: "Range", value: "bytes=\(range.lowerBound)-\(range.upperBound - 1)")
        case .rest(let offset, let entityTag):
            headers.add(name: "Range", value: "bytes=\(offset)-")
            headers.add(name: "If-Range", value: entityTag)
        }
        trace.begin(.answering)
        line.send(
            HTTPRequestHead(version: .http1_1, method: .GET, uri: address.target, headers: headers)
        )
        guard case .head(let answer)? = try await line.next() else {
            throw AddressFacts.Outcome.noAnswer(.connectionLost)
        }
        hasAnswered = true
        trace.end()
        trace.begin(.sending)
        return answer
    }

    /// The next bytes of the body; `nil` at its end.
    mutating func body() async throws -> ByteBufferView? {
        switch try await line.next() {
        case .body(let buffer):
            trace.note { $0.received += buffer.readableBytes }
            return buffer.readableBytesView
        case .end: return nil
        case .head: throw AddressFacts.Outcome.noAnswer(.protocolViolation)
        case nil: throw AddressFacts.Outcome.noAnswer(.connectionLost)
        }
    }
}
