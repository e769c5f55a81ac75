import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#endif

/// A server on loopback that misbehaves by a script and counts what it sends.
final class HostileServer: Sendable {
    /// What is done about one connection.
    typealias Script = @Sendable (inout HostileConnection) async throws -> Void

    private struct State {
        var accepts = 0
        var sent = 0
        var connections: [Task<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// How many connections were accepted.
    var accepts: Int { state.withLock { $0.accepts } }

    /// Bytes that were handed to the system on all connections.
    var sent: Int { state.withLock { $0.sent } }

    fileprivate func count(_ bytes: Int) { state.withLock { $0.sent += bytes } }

    /// Serves while `body` runs; without a context it does not speak TLS.
    static func serving<R: Sendable>(
        _ tls: NIOSSLContext?,
        script: @escaping Script,
        _ body: (HostileServer, _ port: Int) async throws -> R
    ) async throws -> R {
        let server = HostileServer()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // Small, so that what was sent is about what was received.
            .childChannelOption(.socketOption(.so_sndbuf), value: 65_536)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(Cutter(server))
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    let connection = try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(isOutboundHalfClosureEnabled: true)
                    )
                    let task = Task { await server.serve(connection, script) }
                    server.state.withLock {
                        $0.accepts += 1
                        $0.connections.append(task)
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(server, listener.localAddress?.port ?? 0)
            await server.stop(listener)
            return result
        } catch {
            await server.stop(listener)
            throw error
        }
    }

    private func stop(_ listener: any Channel) async {
        try? await listener.close()
        for connection in state.withLock({ $0.connections }) {
            connection.cancel()
            await connection.value
        }
    }

    private func serve(
        _ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>,
        _ script: @escaping Script
    ) async {
        // A client that goes away ends the script.
        try? await channel.executeThenClose { inbound, outbound in
            var connection = HostileConnection(
                server: self,
                channel: channel.channel,
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound
            )
            try await script(&connection)
        }
    }
}

/// One accepted connection, for a script.
struct HostileConnection {
    fileprivate let server: HostileServer
    fileprivate let channel: any Channel
    fileprivate var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// Waits for the head of a request.
    @discardableResult
    mutating func request() async throws -> String {
        var text = ""
        while !text.hasSuffix("\r\n\r\n"), let piece = try await inbound.next() {
            text += String(buffer: piece)
        }
        return text
    }

    /// Waits until the client goes away.
    mutating func hold() async throws {
        while try await inbound.next() != nil {}
    }

    func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Sends the same bytes over and over, to twice of what any budget allows.
    mutating func flood(_ bytes: [UInt8]) async throws {
        let times = max(16_384 / bytes.count, 1)
        let piece = [UInt8]((0..<times).map { _ in bytes }.joined())
        for _ in 0..<(8 << 20) / piece.count { try await send(piece) }
        try await hold()
    }

    mutating func flood(_ text: String) async throws { try await flood(Array(text.utf8)) }

    /// Sends one byte after the other, with a pause between them.
    mutating func drip(_ bytes: [UInt8], every pause: Duration = .milliseconds(300)) async throws {
        for byte in bytes {
            try await send([byte])
            try await Task.sleep(for: pause)
        }
        try await hold()
    }

    /// Ends its own side only, and waits.
    mutating func halfClose() async throws {
        outbound.finish()
        try await hold()
    }

    /// Ends the connection without a word of TLS.
    func cut() async throws {
        let channel = channel
        try await channel.eventLoop.submit {
            let context = try channel.pipeline.syncOperations.context(handlerType: Cutter.self)
            context.close(promise: nil)
        }.get()
    }

    /// Resets the connection.
    func reset() async throws {
        let provider = channel as? any SocketOptionProvider
        try await provider?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await cut()
    }
}

/// A handler below TLS, which counts what the system took, and from which a connection ends at once.
private final class Cutter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: HostileServer

    init(_ server: HostileServer) { self.server = server }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let count = unwrapOutboundIn(data).readableBytes
        let written = promise ?? context.eventLoop.makePromise()
        written.futureResult.whenSuccess { [server] in server.count(count) }
        context.write(data, promise: written)
    }
}
