public import PreflightModel
internal import Synchronization

/// A way to call off a submission from outside, such as by a signal.
public final class RunControl: Sendable {
    private struct State {
        var reason: ExitReason?
        var isSpending = false
    }

    private let state = Mutex(State())

    /// Makes a control for one run.
    public init() {}

    /// Calls the run off: nothing more is sent.
    ///
    /// Tells whether something is under way that has to come to an end in order; the task of the run is
    /// then to be cancelled, and ends soon.
    public func interrupt(_ reason: ExitReason) -> Bool {
        state.withLock { state in
            state.reason = state.reason ?? reason
            return state.isSpending
        }
    }

    /// Why the run was called off; `nil` when it was not.
    public var reason: ExitReason? { state.withLock { $0.reason } }

    /// Notes that jobs are being sent or followed from now on; `false` when the run was called off.
    func beginSpending() -> Bool {
        state.withLock { state in
            guard state.reason == nil else { return false }
            state.isSpending = true
            return true
        }
    }

    /// Notes that nothing is under way any more.
    func endSpending() { state.withLock { $0.isSpending = false } }
}
