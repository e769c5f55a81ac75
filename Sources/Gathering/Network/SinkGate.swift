internal import Synchronization

/// Lets bytes through to a sink until it is shut.
final class SinkGate: Sendable {
    private let isOpen = Mutex(true)
    private let sink: @Sendable ([UInt8]) throws -> Void

    /// Begins open.
    init(_ sink: @escaping @Sendable ([UInt8]) throws -> Void) { self.sink = sink }

    /// Hands bytes to the sink; throws once it is shut.
    func pass(_ bytes: [UInt8]) throws {
        try isOpen.withLock { isOpen in
            guard isOpen else { throw CancellationError() }
            try sink(bytes)
        }
    }

    /// Lets nothing through from now on; what is being written is waited for.
    func shut() { isOpen.withLock { $0 = false } }
}
