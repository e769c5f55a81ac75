internal import PreflightModel
internal import Synchronization

/// What the addresses of a run gave, so that equal ones are fetched once.
///
/// Only what is definite is kept: a doubt is tried again.
final class AnswerCache: Sendable {
    private struct State {
        var answers: [String: Task<MediaFacts, Never>] = [:]
        var order: [String] = []
        var next = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Keeps at most `limit` answers: of more, the oldest are forgotten.
    init(limit: Int = 4096) { self.limit = limit }

    /// What an address gives, by `fetch` when nobody asked for it before.
    func facts(
        of url: String,
        fetch: @escaping @Sendable () async -> MediaFacts
    ) async -> MediaFacts {
        let task = state.withLock { state in
            if let task = state.answers[url] { return task }
            let task = Task { await fetch() }
            state.answers[url] = task
            if state.order.count < limit {
                state.order.append(url)
            } else {
                state.answers[state.order[state.next]] = nil
                state.order[state.next] = url
                state.next = (state.next + 1) % limit
            }
            return task
        }
        let facts = await task.value
        if facts.address?.outcome.isDefinite == false {
            state.withLock { state in
                if state.answers[url] == task { state.answers[url] = nil }
            }
        }
        return facts
    }
}

extension AddressFacts.Outcome {
    /// Whether another request would end the same way.
    fileprivate var isDefinite: Bool {
        switch self {
        case .noAnswer, .overloaded: false
        default: true
        }
    }
}
