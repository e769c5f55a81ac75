internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import PreflightModel
internal import Synchronization

/// A connection to one host at an address that was judged, over TLS that was agreed on.
///
/// It carries one request after the other, of one task at a time.
final class HostConnection: Sendable {
    /// The name that the host was asked for by.
    let host: String
    /// Every address that the name resolved to.
    let resolved: [String]
    /// The certificate of the host.
    let certificate: AddressFacts.Certificate?

    private let channel: any Channel
    private let parts: AnswerParts
    private let budget: ByteBudget
    private let state = Mutex(State())

    private struct State {
        var isAnswered = true
        var isKept = true
        /// Whether the rest of the answer is worth waiting for.
        var isShort = true
        /// How many bytes of the body are declared, where that is, and how many came.
        var declared: Int?
        var received = 0
    }

    /// How much of an answer that nobody reads is waited for, in bytes, and how long.
    private static let longestDrained = 1 << 14
    private static let longestDrain = TimeAmount.milliseconds(250)

    /// How many of the addresses of a name are tried, and how long at least each of several, in
    /// seconds.
    private static let mostTargets = 8
    private static let leastTurn: Int64 = 2

    private init(
        host: String,
        resolved: [String],
        certificate: AddressFacts.Certificate?,
        _ channel: any Channel,
        _ parts: AnswerParts,
        _ budget: ByteBudget
    ) {
        self.host = host
        self.resolved = resolved
        self.certificate = certificate
        self.channel = channel
        self.parts = parts
        self.budget = budget
    }

    /// Connects to the first of `targets` that accepts, and agrees on TLS with it.
    ///
    /// `serverName` is `nil` for a host that is named by its address. What waits in the system's
    /// `receiveBuffer`, in bytes, was sent for nothing when we hang up.
    static func open(
        to targets: [SocketAddress],
        of host: String,
        serverName: String?,
        trust: NIOSSLContext,
        timeout: Duration,
        receiveBuffer: Int?,
        beforeDialling: GuardedFetcher.BeforeDialling,
        _ trace: FetchTrace
    ) async throws -> HostConnection {
        trace.begin(.connecting)
        let budget = ByteBudget()
        let parts = AnswerParts()
        let (channel, handshake) = try await connect(
            to: targets,
            receiveBuffer: receiveBuffer,
            timeout: TimeAmount(timeout),
            before: beforeDialling
        ) { channel in
            let pipeline = channel.pipeline.syncOperations
            let handshake = HandshakeWatch(on: channel.eventLoop, for: serverName, trace)
            try pipeline.addHandlers(
                budget,
                NIOSSLClientHandler(context: trust, serverHostname: serverName),
                handshake
            )
            try pipeline.addHTTPClientHandlers()
            try pipeline.addHandler(parts)
            return handshake.certificate
        }
        trace.end()
        trace.begin(.handshaking)
        let certificate: AddressFacts.Certificate?
        do {
            certificate = try await withTaskCancellationHandler {
                try await handshake.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        } catch {
            channel.close(promise: nil)
            throw error
        }
        trace.end()
        return HostConnection(
            host: host,
            resolved: targets.compactMap(\.ipAddress),
            certificate: certificate,
            channel,
            parts,
            budget
        )
    }

    deinit { close() }

    /// Closes the connection; not a byte more is taken.
    func close() {
        budget.end()
        channel.close(promise: nil)
    }

    /// Ends what is under way with an outcome, and closes the connection.
    func giveUp(_ outcome: AddressFacts.Outcome) {
        parts.giveUp(outcome)
        close()
    }

    /// Grants the body of the answer so many bytes.
    func grant(_ bytes: Int) { budget.grant(bytes) }

    /// Sends a request without a body.
    func send(_ head: HTTPRequestHead) {
        state.withLock { $0.isAnswered = false }
        channel.eventLoop.execute { [channel] in
            channel.write(HTTPClientRequestPart.head(head), promise: nil)
            channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        }
    }

    /// The next part of the answer; `nil` when the connection was closed before it.
    func next() async throws -> HTTPClientResponsePart? {
        while true {
            try Task.checkCancellation()
            switch try take() {
            case .part(let part): return part
            case .closed: return nil
            case .nothing:
                await withTaskCancellationHandler {
                    await parts.wait()
                } onCancel: {
                    channel.close(promise: nil)
                }
            }
        }
    }

    /// Whether another request may be sent: the last answer ended, as far as can be seen without
    /// waiting for it, and the host neither closed the connection nor means to.
    func isReusable() -> Bool {
        while state.withLock({ !$0.isAnswered }) {
            guard case .part? = try? take() else { return false }
        }
        guard case .nothing? = try? take() else { return false }
        return channel.isActive && state.withLock { $0.isKept }
    }

    /// Whether another request may be sent once the rest of a short answer has come.
    ///
    /// Without it each refusal and each redirect would cost a handshake.
    func isReusableSoon() async -> Bool {
        guard state.withLock({ $0.isKept && $0.isShort }) else { return false }
        budget.grant(Self.longestDrained)
        let limit = channel.eventLoop.scheduleTask(in: Self.longestDrain) { [channel] in
            channel.close(promise: nil)
        }
        defer { limit.cancel() }
        while state.withLock({ !$0.isAnswered }) {
            guard case .some = try? await next() else { return false }
        }
        return isReusable()
    }

    /// That the host hangs up before the end of an answer whose beginning was enough, where that end is
    /// near; `nil` where it comes, or does not come in a moment.
    func shortfall() async -> AddressFacts.LengthMismatch? {
        let (isAnswered, declared, received) = state.withLock {
            ($0.isAnswered, $0.declared, $0.received)
        }
        guard !isAnswered, let declared, declared - received <= Self.longestDrained else {
            return nil
        }
        budget.grant(Self.longestDrained)
        let due = NIODeadline.now() + Self.longestDrain
        let limit = channel.eventLoop.scheduleTask(deadline: due) { [channel] in
            channel.close(promise: nil)
        }
        defer { limit.cancel() }
        do {
            while state.withLock({ !$0.isAnswered }), try await next() != nil {}
        } catch {
            guard AddressFacts.Outcome(networkError: error) == .noAnswer(.connectionLost) else {
                return nil
            }
        }
        // Once the moment is over, or the run is, it was we who hung up.
        guard !Task.isCancelled, NIODeadline.now() < due else { return nil }
        return state.withLock { state in
            state.isAnswered ? nil : .init(declared: declared, received: state.received)
        }
    }

    /// Grants what comes to a connection that rests.
    func rest() { budget.rest() }

    private func take() throws -> AnswerParts.Taken {
        let taken = try parts.take(from: channel)
        if case .part(let part) = taken {
            state.withLock { state in
                switch part {
                case .head(let head):
                    // Behind a switch of protocols nothing is HTTP any more.
                    state.isKept = head.isKeepAlive && head.status.code >= 200
                    let isRefusal = !(200...299).contains(head.status.code)
                    state.isShort = head.totalLength.map { $0 <= Self.longestDrained } ?? isRefusal
                    state.declared = head.status == .ok ? head.totalLength : nil
                    state.received = 0
                case .body(let buffer): state.received += buffer.readableBytes
                case .end: state.isAnswered = true
                }
            }
        }
        return taken
    }

    // Where one version of the protocol leads nowhere, the other may (RFC 8305, 4).
    private static func inTurns(_ targets: [SocketAddress]) -> [SocketAddress] {
        let first = targets.filter { $0.protocol == targets.first?.protocol }
        let others = targets.filter { $0.protocol != targets.first?.protocol }
        return (0..<max(first.count, others.count)).flatMap { place in
            [first, others].compactMap { place < $0.count ? $0[place] : nil }
        }
    }

    private static func connect<Result: Sendable>(
        to targets: [SocketAddress],
        receiveBuffer: Int?,
        timeout: TimeAmount,
        before: GuardedFetcher.BeforeDialling,
        prepare: @escaping @Sendable (any Channel) throws -> Result
    ) async throws -> (any Channel, Result) {
        var failure: any Error = AddressFacts.Outcome.noAnswer(.connectionRefused)
        let tried = inTurns(targets).prefix(mostTargets)
        let share = TimeAmount.nanoseconds(timeout.nanoseconds / Int64(max(tried.count, 1)))
        let turn = min(timeout, max(share, .seconds(leastTurn)))
        for target in tried {
            try Task.checkCancellation()
            try before(target)
            do {
                var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                    .connectTimeout(turn)
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
                            (channel, try prepare(channel))
                        }
                    }
            } catch {
                failure = error
            }
        }
        throw failure
    }
}
