internal import Synchronization

/// How far a run has come, for those who show it while it goes on.
public final class LintProgress: Sendable {
    /// What is known at a moment.
    public struct Moment: Sendable {
        /// Files, addresses and payloads that were judged.
        public let checked: Int
        /// Images, addresses and files of payloads that were begun; of a file as much as was read.
        public let begun: Double
        /// Bytes of the images and payloads that were judged, where they are known.
        public let bytes: Int
        /// What has been under way for longest, and since when; `nil` when nothing is.
        public let slowest: (name: String, since: ContinuousClock.Instant)?

        /// Makes a record of a moment.
        public init(
            checked: Int,
            begun: Double,
            bytes: Int,
            slowest: (name: String, since: ContinuousClock.Instant)?
        ) {
            self.checked = checked
            self.begun = begun
            self.bytes = bytes
            self.slowest = slowest
        }
    }

    private struct State {
        var checked = 0
        var begun = 0.0
        var bytes = 0
        var lastID = 0
        var underWay: [Int: (name: String, since: ContinuousClock.Instant)] = [:]
    }

    private let state = Mutex(State())

    /// Makes a record of a run that has not begun.
    public init() {}

    /// What is known now.
    public var moment: Moment {
        state.withLock { state in
            Moment(
                checked: state.checked,
                begun: state.begun,
                bytes: state.bytes,
                slowest: state.underWay.min { $0.key < $1.key }?.value
            )
        }
    }

    /// Records that so many inputs, or such a part of one, are begun, the first of which has this name.
    func begin(_ name: String, inputs: Double) -> Int {
        state.withLock { state in
            state.lastID += 1
            state.begun += inputs
            state.underWay[state.lastID] = (name, .now)
            return state.lastID
        }
    }

    /// Records that they were judged.
    func end(_ id: Int, checked: Int, bytes: Int) {
        state.withLock { state in
            state.checked += checked
            state.bytes += bytes
            state.underWay[id] = nil
        }
    }
}
