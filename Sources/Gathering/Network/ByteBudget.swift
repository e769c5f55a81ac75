internal import NIOCore
internal import PreflightModel
internal import Synchronization

/// Counts the bytes that come over the wire, below TLS, and ends the connection at the first one that
/// was not granted: a head, a chunk's digits or a goodbye may have no end, and nothing above counts
/// them.
final class ByteBudget: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer

    /// Bytes besides those of bodies: the handshake, heads, what frames chunks and records, and what
    /// of a body may come together with its head.
    private static let overhead = 1 << 18
    /// Bytes that may come while nobody asks: tickets of TLS and a goodbye.
    private static let atRest = 1 << 14

    private let left = Atomic(ByteBudget.overhead)

    /// From here on so many bytes of a body, and what comes with them, may come.
    func grant(_ bytes: Int) {
        left.store(bytes + bytes / 8 + Self.overhead, ordering: .relaxed)
    }

    /// Nobody asks for anything.
    func rest() { left.store(Self.atRest, ordering: .relaxed) }

    /// Nothing more may come.
    func end() { left.store(-1, ordering: .relaxed) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let count = unwrapInboundIn(data).readableBytes
        let (_, rest) = left.subtract(count, ordering: .relaxed)
        guard rest < 0 else {
            context.fireChannelRead(data)
            return
        }
        context.fireErrorCaught(AddressFacts.Outcome.noAnswer(.budgetExceeded))
        context.close(promise: nil)
    }
}
