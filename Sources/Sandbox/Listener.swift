import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore

/// One HTTP/1.1 listener over TLS on loopback, on a port that the system chooses.
struct Listener<Responder: HTTPResponder>: Sendable
where Responder.Context == CallContext {
    let responder: Responder
    let identity: Identity

    /// Listens while `body` runs; the port and all connections are closed when this returns.
    func listening<R: Sendable>(_ body: (Int) async throws -> R) async throws -> R {
        let connections = Connections()
        let started = EventLoopGroupProvider.singleton.eventLoopGroup.any()
            .makePromise(of: (any Channel).self)
        let application: Application<Responder>
        do {
            application = try self.application(connections) { started.succeed($0) }
        } catch {
            started.fail(error)
            throw SandboxFault(operation: "set up TLS", cause: "\(error)")
        }
        // Not a child task: NIO traps when a cancelled accept loop drops a fresh connection, so the
        // listener ends by closing its socket, never by cancellation. It is always awaited below.
        let server = Task {
            do { try await application.run() } catch { started.fail(error) }
        }
        let channel: any Channel
        do {
            channel = try await started.futureResult.get()
        } catch {
            throw SandboxFault(operation: "listen on loopback", cause: "\(error)")
        }
        do {
            guard let port = channel.localAddress?.port else {
                throw SandboxFault(operation: "listen on loopback", cause: "no port was given")
            }
            let result = try await body(port)
            await stop(channel, connections, server)
            return result
        } catch {
            await stop(channel, connections, server)
            throw error
        }
    }

    private func stop(
        _ channel: any Channel,
        _ connections: Connections,
        _ server: Task<Void, Never>
    ) async {
        channel.close(promise: nil)
        connections.closeAll()
        await server.value
    }

    private func application(
        _ connections: Connections,
        onRunning: @escaping @Sendable (any Channel) -> Void
    ) throws -> Application<Responder> {
        Application(
            responder: responder,
            server: try .tls(
                .http1(
                    configuration: .init(
                        additionalChannelHandlers: [ConnectionObserver(connections: connections)]
                    )
                ),
                tlsConfiguration: identity.tls
            ),
            configuration: .init(address: .hostname(HostNames.loopback, port: 0)),
            onServerRunning: { onRunning($0) },
            logger: Logger(label: "preflight.sandbox") { _ in SwiftLogNoOpLogHandler() }
        )
    }
}
