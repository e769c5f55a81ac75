import NIOCore
import Synchronization

/// The open connections of one listener, so that its end never waits for a client.
final class Connections: Sendable {
    private struct State {
        var open: [ObjectIdentifier: any Channel] = [:]
        var closed = false
    }

    private let state = Mutex(State())

    /// Remembers a new connection, or closes it at once after `closeAll`.
    func opened(_ channel: any Channel) {
        let late = state.withLock { state in
            if !state.closed { state.open[ObjectIdentifier(channel)] = channel }
            return state.closed
        }
        if late { channel.close(promise: nil) }
    }

    /// Forgets a connection that has ended.
    func ended(_ channel: any Channel) {
        _ = state.withLock { $0.open.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// Closes all connections, those that are yet to come too.
    func closeAll() {
        let open = state.withLock { state in
            state.closed = true
            defer { state.open = [:] }
            return Array(state.open.values)
        }
        for channel in open { channel.close(promise: nil) }
    }
}

/// Tells `Connections` of the connection in whose pipeline it sits.
final class ConnectionObserver: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let connections: Connections

    init(connections: Connections) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        connections.opened(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        connections.ended(context.channel)
        context.fireChannelInactive()
    }
}
