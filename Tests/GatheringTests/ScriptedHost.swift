import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A server on loopback that answers by a script, byte for byte, and counts its connections.
final class ScriptedHost: Sendable {
    /// What is done about one request.
    enum Reply: Sendable {
        case send([UInt8])
        case sendAndClose([UInt8])
        case close
        case silence
    }

    /// Chooses the reply to a request by its text and its number, from 1.
    typealias Script = @Sendable (_ request: String, _ number: Int) -> Reply

    enum Transport { case tls, plain }

    private struct State {
        var accepts = 0
        var requests: [String] = []
        var connections: [any Channel] = []
    }

    private let script: Script
    private let state = Mutex(State())

    private init(_ script: @escaping Script) { self.script = script }

    /// How many connections were accepted.
    var accepts: Int { state.withLock { $0.accepts } }

    /// The heads of all requests.
    var requests: [String] { state.withLock { $0.requests } }

    /// Serves while `body` runs; it gets the host and its port, which the system chose.
    static func serving<R: Sendable>(
        _ transport: Transport = .tls,
        at address: String = "127.0.0.1",
        port: Int = 0,
        script: @escaping Script,
        _ body: (ScriptedHost, _ port: Int) async throws -> R
    ) async throws -> R {
        let host = ScriptedHost(script)
        let tls = transport == .tls ? try await tlsContext() : nil
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.addHandler(ScriptHandler(host, isPlain: tls == nil))
                    host.accepted(channel)
                }
            }
            .bind(host: address, port: port).get()
        do {
            let result = try await body(host, listener.localAddress?.port ?? 0)
            await host.stop(listener)
            return result
        } catch {
            await host.stop(listener)
            throw error
        }
    }

    static func tlsContext() async throws -> NIOSSLContext {
        let pair = try await TestCertificate.shared
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(pair.certificate.utf8))
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(
                try NIOSSLPrivateKey(bytes: Array(pair.key.utf8), format: .pem)
            )
        )
        configuration.shutdownTimeout = .milliseconds(100)
        return try NIOSSLContext(configuration: configuration)
    }

    private func accepted(_ channel: any Channel) {
        state.withLock {
            $0.accepts += 1
            $0.connections.append(channel)
        }
    }

    private func stop(_ listener: any Channel) async {
        try? await listener.close()
        for connection in state.withLock({ $0.connections }) { connection.close(promise: nil) }
    }

    fileprivate func reply(to request: String) -> Reply {
        let number = state.withLock {
            $0.requests.append(request)
            return $0.requests.count
        }
        return script(request, number)
    }
}

/// Hands each request's head to the script; without TLS, the first bytes.
private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let host: ScriptedHost
    private let isPlain: Bool
    private var text = ""

    init(_ host: ScriptedHost, isPlain: Bool) {
        self.host = host
        self.isPlain = isPlain
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        while let end = text.range(of: "\r\n\r\n")?.upperBound ?? (isPlain ? text.endIndex : nil),
            !text.isEmpty
        {
            let request = String(text[..<end])
            text = String(text[end...])
            carryOut(host.reply(to: request), context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func carryOut(_ reply: ScriptedHost.Reply, _ context: ChannelHandlerContext) {
        switch reply {
        case .send(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        case .sendAndClose(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            context.close(promise: nil)
        case .close: context.close(promise: nil)
        case .silence: break
        }
    }
}
