internal import Synchronization

/// Remembers whether the last byte of a request was let go.
final class ReleaseGate: Sendable {
    private let state = Mutex(false)

    var isOpen: Bool { state.withLock { $0 } }

    func open() { state.withLock { $0 = true } }
}
