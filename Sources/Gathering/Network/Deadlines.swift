internal import Synchronization

/// Calls off what takes too long, by one timer for everything that is under way.
final class Deadlines: Sendable {
    /// Names a deadline that was set.
    typealias ID = Int

    private struct Entry {
        let due: ContinuousClock.Instant
        let expire: @Sendable () -> Void
    }

    private struct State {
        var entries: [ID: Entry] = [:]
        var lastID = 0
        /// The timer, and what it will have slept until.
        var timer: Task<Void, Never>?
        var wakes: ContinuousClock.Instant?
    }

    private let clock: any Clock<Duration>
    private let state = Mutex(State())

    /// Measures time by a clock.
    init(clock: any Clock<Duration>) { self.clock = clock }

    deinit { state.withLock { $0.timer?.cancel() } }

    /// Calls `expire` after a time, unless the deadline is removed before.
    func set(after time: Duration, _ expire: @escaping @Sendable () -> Void) -> ID {
        let due = ContinuousClock.now + time
        return state.withLock { state in
            state.lastID += 1
            state.entries[state.lastID] = Entry(due: due, expire: expire)
            if state.wakes.map({ due < $0 }) != false {
                state.timer?.cancel()
                state.wakes = due
                state.timer = timer()
            }
            return state.lastID
        }
    }

    /// Forgets a deadline; `false` when it has passed already.
    @discardableResult
    func remove(_ id: ID) -> Bool { state.withLock { $0.entries.removeValue(forKey: id) != nil } }

    private func timer() -> Task<Void, Never> {
        Task { [weak self, clock] in
            while let pause = self?.nextPause() {
                try? await clock.sleep(for: pause)
                guard !Task.isCancelled else { return }
                self?.expire()
            }
        }
    }

    /// How long to sleep; `nil` when there is nothing to wait for.
    private func nextPause() -> Duration? {
        state.withLock { state in
            guard !Task.isCancelled else { return nil }
            state.wakes = state.entries.values.map(\.due).min()
            return state.wakes.map { $0 - .now }
        }
    }

    // What is due is what was slept for, whatever another clock says.
    private func expire() {
        let expired = state.withLock { state -> [Entry] in
            guard let wakes = state.wakes else { return [] }
            let due = state.entries.filter { $0.value.due <= wakes }
            for id in due.keys { state.entries[id] = nil }
            return Array(due.values)
        }
        for entry in expired { entry.expire() }
    }
}
