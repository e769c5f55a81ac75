internal import Synchronization

/// The first of several results.
///
/// Whoever waits goes on with it at once: a name server that does not answer cannot be stopped, only
/// be left behind.
final class Race<Result: Sendable>: Sendable {
    private struct State: Sendable {
        var result: Result?
        var continuation: CheckedContinuation<Result, Never>?
    }

    private let state = Mutex(State())

    /// Gives a result; only the first counts.
    func finish(_ result: Result) {
        let continuation = state.withLock { state -> CheckedContinuation<Result, Never>? in
            guard state.result == nil else { return nil }
            state.result = result
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: result)
    }

    /// The first result; one may wait for it.
    var result: Result {
        get async {
            await withCheckedContinuation { continuation in
                let result = state.withLock { state in
                    if state.result == nil { state.continuation = continuation }
                    return state.result
                }
                if let result { continuation.resume(returning: result) }
            }
        }
    }
}
