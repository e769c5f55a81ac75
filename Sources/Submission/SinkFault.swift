internal import Synchronization

/// Remembers why a sink took no more.
final class SinkFault: Sendable {
    private let state = Mutex<(any Error)?>(nil)

    var error: (any Error)? { state.withLock { $0 } }

    func note(_ error: any Error) { state.withLock { $0 = error } }
}
