internal import PreflightModel
internal import Synchronization

/// Lets parts through to a sink until it is shut.
final class SinkGate: Sendable {
    private let isOpen = Mutex(true)
    private let sink: @Sendable (DownloadPart) throws -> Void

    /// Begins open.
    init(_ sink: @escaping @Sendable (DownloadPart) throws -> Void) { self.sink = sink }

    /// Hands a part to the sink; throws once it is shut.
    func pass(_ part: DownloadPart) throws {
        try isOpen.withLock { isOpen in
            guard isOpen else { throw CancellationError() }
            try sink(part)
        }
    }

    /// Lets nothing through from now on; what is being written is waited for.
    func shut() { isOpen.withLock { $0 = false } }
}
