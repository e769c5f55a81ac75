internal import Addresses
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import PreflightModel

/// One connection to one address that was judged, used for one request after the other.
struct Connection {
    private let address: ImageAddress
    private let trace: FetchTrace
    private let budget: ByteBudget
    private var inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>

    /// Connects to the first of `targets` that accepts, speaks TLS with the host that the address
    /// names, and hands the connection to `body`.
    ///
    /// What waits in the system's `receiveBuffer`, in bytes, was sent for nothing when we hang up.
    static func open<Result: Sendable>(
        to targets: [SocketAddress],
        for address: ImageAddress,
        trust: NIOSSLContext,
        timeout: Duration,
        receiveBuffer: Int?,
        _ trace: FetchTrace,
        _ body: (inout Connection) async throws -> Result
    ) async throws -> Result {
        var serverName: String?
        if case .name(let name) = address.host { serverName = name }
        trace.begin(.connecting)
        let budget = ByteBudget()
        let (channel, handshake) = try await connect(
            to: targets,
            receiveBuffer: receiveBuffer,
            budget: budget,
            serverName: serverName,
            trust: trust,
            timeout: TimeAmount(timeout)
        )
        trace.end(\.connect)
        return try await channel.executeThenClose { inbound, outbound in
            trace.begin(.handshaking)
            let certificate = try await withTaskCancellationHandler {
                try await handshake.get()
            } onCancel: {
                channel.channel.close(promise: nil)
            }
            trace.end(\.tls)
            trace.note { $0.certificate = certificate }
            var connection = Connection(
                address: address,
                trace: trace,
                budget: budget,
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound
            )
            defer { budget.end() }
            return try await body(&connection)
        }
    }

    /// Grants the body of the answer so many bytes.
    func grant(_ bytes: Int) { budget.grant(bytes) }

    /// Asks for a range of the address, or for all of it, and waits for the head of the answer.
    mutating func get(_ range: Range<Int>?) async throws -> HTTPResponseHead {
        var headers = HTTPHeaders([
            ("Host", address.hostName),
            ("User-Agent", "preflight"),
            ("Accept", "*/*"),
            ("Accept-Encoding", "identity"),
        ])
        budget.grant(range?.count ?? 0)
        if let range {
            headers.add(name: "Range", value: "bytes=\(range.lowerBound)-\(range.upperBound - 1)")
        }
        trace.begin(.answering)
        let head = HTTPRequestHead(
            version: .http1_1,
            method: .GET,
            uri: address.target,
            headers: headers
        )
        do {
            try await outbound.write(.head(head))
            try await outbound.write(.end(nil))
        } catch {
            // A refused certificate of ours closes the way out first; the reason comes the way in.
            _ = try await inbound.next()
            throw error
        }
        guard case .head(let answer)? = try await inbound.next() else {
            throw AddressFacts.Outcome.noAnswer(.connectionLost)
        }
        trace.end(\.firstByte)
        trace.begin(.sending)
        return answer
    }

    /// The next bytes of the body; `nil` at its end.
    mutating func body() async throws -> [UInt8]? {
        switch try await inbound.next() {
        case .body(let buffer):
            trace.note { $0.received += buffer.readableBytes }
            return Array(buffer.readableBytesView)
        case .end: return nil
        case .head: throw AddressFacts.Outcome.noAnswer(.protocolViolation)
        case nil: throw AddressFacts.Outcome.noAnswer(.connectionLost)
        }
    }

    private typealias Channel = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

    private static func connect(
        to targets: [SocketAddress],
        receiveBuffer: Int?,
        budget: ByteBudget,
        serverName: String?,
        trust: NIOSSLContext,
        timeout: TimeAmount
    ) async throws -> (Channel, EventLoopFuture<AddressFacts.Certificate?>) {
        var failure: any Error = AddressFacts.Outcome.noAnswer(.connectionRefused)
        for target in targets {
            do {
                var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connectTimeout(timeout)
                if let receiveBuffer {
                    // Small steps, so that little is read ahead of whoever decides that it is enough.
                    bootstrap =
                        bootstrap
                        .channelOption(
                            .socketOption(.so_rcvbuf),
                            value: ChannelOptions.Types.SocketOption.Value(receiveBuffer)
                        )
                        .channelOption(.maxMessagesPerRead, value: 1)
                        .channelOption(
                            .recvAllocator,
                            value: FixedSizeRecvByteBufferAllocator(capacity: 16_384)
                        )
                }
                return
                    try await bootstrap
                    .connect(to: target) { channel in
                        channel.eventLoop.makeCompletedFuture {
                            let pipeline = channel.pipeline.syncOperations
                            let handshake = HandshakeWatch(
                                on: channel.eventLoop,
                                for: serverName
                            )
                            try pipeline.addHandlers(
                                budget,
                                NIOSSLClientHandler(context: trust, serverHostname: serverName),
                                handshake
                            )
                            try pipeline.addHTTPClientHandlers()
                            let wrapped = try Channel(wrappingChannelSynchronously: channel)
                            return (wrapped, handshake.certificate)
                        }
                    }
            } catch {
                failure = error
            }
        }
        throw failure
    }
}
