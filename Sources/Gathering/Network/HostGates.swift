internal import Synchronization

/// Lets at most so many requests to one host through at a time, in the order in which they came.
final class HostGates: Sendable {
    private struct Gate {
        var inside = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// When hosts that asked for patience may be asked again.
    private let shut = Mutex<[String: ContinuousClock.Instant]>([:])

    private let limit: Int
    private let gates = Mutex<[String: Gate]>([:])

    /// Makes gates for at most `limit` requests each.
    init(limit: Int) { self.limit = limit }

    /// Waits until there is room for a request to `host`.
    func enter(_ host: String) async {
        await withCheckedContinuation { continuation in
            let mayGo = gates.withLock { gates in
                if gates[host, default: Gate()].inside < limit {
                    gates[host, default: Gate()].inside += 1
                    return true
                }
                gates[host]?.waiting.append(continuation)
                return false
            }
            if mayGo { continuation.resume() }
        }
    }

    /// Lets nobody ask `host` for a time.
    func shut(_ host: String, for time: Duration) {
        let until = ContinuousClock.now + time
        shut.withLock { $0[host] = max(until, $0[host] ?? until) }
    }

    /// How long `host` is not to be asked.
    func wait(for host: String) -> Duration? {
        shut.withLock { shut in
            guard let until = shut[host] else { return nil }
            let left = until - .now
            if left <= .zero { shut[host] = nil }
            return left > .zero ? left : nil
        }
    }

    /// Makes room for the next request to `host`.
    func leave(_ host: String) {
        let next = gates.withLock { gates -> CheckedContinuation<Void, Never>? in
            guard var gate = gates[host] else { return nil }
            defer { gates[host] = gate.inside == 0 ? nil : gate }
            guard gate.waiting.isEmpty else { return gate.waiting.removeFirst() }
            gate.inside -= 1
            return nil
        }
        next?.resume()
    }
}
