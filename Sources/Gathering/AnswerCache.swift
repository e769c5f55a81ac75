internal import PreflightModel
internal import Synchronization

/// What the addresses of a run gave, so that equal ones are fetched once.
///
/// Only what is definite is kept: a doubt is tried again.
final class AnswerCache: Sendable {
    private typealias Waiter = CheckedContinuation<MediaFacts?, Never>

    private struct State {
        /// Who waits for an address that somebody else asks for.
        var waiting: [String: [Waiter]] = [:]
        var known: [String: MediaFacts] = [:]
        /// The addresses that are known; from the limit on the oldest stands at `next`.
        var order: [String] = []
        var next = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Keeps at most `limit` answers: of more, the oldest are forgotten.
    init(limit: Int = 1024) { self.limit = limit }

    /// What an address gives, by `fetch` when nobody asked for it before.
    func facts(of url: String, fetch: () async -> MediaFacts) async -> MediaFacts {
        if let facts = await known(url) { return facts }
        let facts = await fetch()
        for waiter in keep(facts, of: url) { waiter.resume(returning: facts) }
        return facts
    }

    /// What is known of an address or will be when somebody else was answered; `nil` for whom is to
    /// ask for it.
    private func known(_ url: String) async -> MediaFacts? {
        await withCheckedContinuation { waiter in
            let (isKnown, facts) = state.withLock { state -> (Bool, MediaFacts?) in
                if let facts = state.known[url] { return (true, facts) }
                if state.waiting[url]?.append(waiter) != nil { return (false, nil) }
                state.waiting[url] = []
                return (true, nil)
            }
            if isKnown { waiter.resume(returning: facts) }
        }
    }

    /// Keeps what is definite; returns who waits for it.
    private func keep(_ facts: MediaFacts, of url: String) -> [Waiter] {
        let isDefinite = facts.address?.outcome.isDefinite != false
        return state.withLock { state in
            if isDefinite, limit > 0 {
                state.known[url] = facts
                if state.order.count < limit {
                    state.order.append(url)
                } else {
                    state.known[state.order[state.next]] = nil
                    state.order[state.next] = url
                    state.next = (state.next + 1) % limit
                }
            }
            return state.waiting.removeValue(forKey: url) ?? []
        }
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
