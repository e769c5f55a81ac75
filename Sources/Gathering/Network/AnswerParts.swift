internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// The parts of the answers on one connection: the event loop brings them, one task takes them.
///
/// The task is woken once for all that came together. What was not taken yet is limited: beyond that
/// nothing more is read from the connection.
final class AnswerParts: ChannelDuplexHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = HTTPClientRequestPart

    private struct State {
        var parts = CircularBuffer<HTTPClientResponsePart>()
        /// Bytes of bodies among the parts.
        var byteCount = 0
        var waiter: CheckedContinuation<Void, Never>?
        /// A read that was asked for and has to wait.
        var isReadHeld = false
        var isClosed = false
        var failure: (any Error)?
    }

    private let state = Mutex(State())

    /// How many bytes may wait to be taken.
    private static let mostBytes = 1 << 16

    /// What there is to be taken.
    enum Taken {
        case part(HTTPClientResponsePart)
        /// Nothing came yet.
        case nothing
        /// The connection is closed, and nothing more will come.
        case closed
    }

    /// Takes the next part, if it has come; `channel` is the one that the parts come from.
    func take(from channel: any Channel) throws -> Taken {
        let (taken, failure, mayRead) = state.withLock { state -> (Taken, (any Error)?, Bool) in
            guard let part = state.parts.popFirst() else {
                return (state.isClosed ? .closed : .nothing, state.failure, false)
            }
            if case .body(let bytes) = part { state.byteCount -= bytes.readableBytes }
            let mayRead = state.isReadHeld && state.byteCount < Self.mostBytes
            if mayRead { state.isReadHeld = false }
            return (.part(part), nil, mayRead)
        }
        if mayRead { channel.read() }
        if let failure { throw failure }
        return taken
    }

    /// Waits until there is something to be taken, or the connection is closed.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.parts.isEmpty, !state.isClosed else { return true }
                state.waiter = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Ends the wait for more.
    func fail(_ error: any Error) {
        wake { state in
            if !state.isClosed { state.failure = error }
            state.isClosed = true
            return true
        }
    }

    /// Ends the wait for more, and drops what was not taken.
    func giveUp(_ error: any Error) {
        fail(error)
        state.withLock { $0.parts.removeAll() }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        state.withLock { state in
            guard !state.isClosed else { return }
            if case .body(let bytes) = part { state.byteCount += bytes.readableBytes }
            state.parts.append(part)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        wake { !$0.parts.isEmpty }
    }

    func read(context: ChannelHandlerContext) {
        let mayRead = state.withLock { state in
            state.isReadHeld = state.byteCount >= Self.mostBytes
            return !state.isReadHeld
        }
        if mayRead { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        wake { state in
            state.isClosed = true
            return true
        }
    }

    /// Wakes who waits, if `change` wants that.
    private func wake(_ change: (inout sending State) -> Bool) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard change(&state) else { return nil }
            return state.waiter.take()
        }
        waiter?.resume()
    }
}
