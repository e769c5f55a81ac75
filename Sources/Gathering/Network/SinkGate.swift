internal import Synchronization

/// Lets pieces through to a sink until it is shut.
final class SinkGate: Sendable {
    private let isOpen = Mutex(true)
    private let sink: @Sendable (DownloadedPiece) throws -> Void

    /// Begins open.
    init(_ sink: @escaping @Sendable (DownloadedPiece) throws -> Void) { self.sink = sink }

    /// Hands a piece to the sink; throws once it is shut.
    func pass(_ piece: DownloadedPiece) throws {
        try isOpen.withLock { isOpen in
            guard isOpen else { throw CancellationError() }
            try sink(piece)
        }
    }

    /// Lets nothing through from now on; what is being written is waited for.
    func shut() { isOpen.withLock { $0 = false } }
}
