internal import PreflightModel
internal import Synchronization

/// What the addresses of a run gave, so that equal ones are fetched once.
///
/// Only what is definite is kept: a doubt is tried again.
final class AnswerCache: Sendable {
    private typealias Waiter = CheckedContinuation<MediaFacts?, Never>

    private enum Entry {
        /// Somebody asks for it, and these wait.
        case asked(waiting: [Waiter])
        case known(MediaFacts)

        var waiting: [Waiter] {
            if case .asked(let waiting) = self { waiting } else { [] }
        }
    }

    /// An address that is hashed once: addresses are long, and asked for and forgotten often.
    private struct Key: Hashable {
        let url: String
        private let digest: Int

        init(_ url: String) {
            self.url = url
            digest = url.hashValue
        }

        static func == (left: Key, right: Key) -> Bool {
            left.digest == right.digest && left.url == right.url
        }

        func hash(into hasher: inout Hasher) { hasher.combine(digest) }
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        /// The addresses that are known; from the limit on the oldest stands at `next`.
        var order: [Key] = []
        var next = 0

        /// Notes that an address is known, and forgets the oldest when there are too many.
        mutating func forget(beyond limit: Int, adding key: Key) {
            if order.count < limit { return order.append(key) }
            entries[order[next]] = nil
            order[next] = key
            next = (next + 1) % limit
        }
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Keeps at most `limit` answers: of more, the oldest are forgotten.
    init(limit: Int = 1024) { self.limit = limit }

    /// What an address gives, by `fetch` when nobody asked for it before.
    ///
    /// What is called off while it asks leaves the question to the first who waits for the answer.
    func facts(of url: String, fetch: () async -> MediaFacts) async -> MediaFacts {
        let key = Key(url)
        if let facts = await known(key) { return facts }
        let facts = await fetch()
        if Task.isCancelled {
            successor(for: key)?.resume(returning: nil)
        } else {
            for waiter in keep(facts, of: key) { waiter.resume(returning: facts) }
        }
        return facts
    }

    /// What is known of an address or will be when somebody else was answered; `nil` for whom is to
    /// ask for it.
    private func known(_ key: Key) async -> MediaFacts? {
        await withCheckedContinuation { waiter in
            let (isKnown, facts) = state.withLock { state -> (Bool, MediaFacts?) in
                switch state.entries[key] {
                case .known(let facts): return (true, facts)
                case .asked(let waiting):
                    state.entries[key] = .asked(waiting: waiting + [waiter])
                    return (false, nil)
                case nil:
                    state.entries[key] = .asked(waiting: [])
                    return (true, nil)
                }
            }
            if isKnown { waiter.resume(returning: facts) }
        }
    }

    /// Keeps what is definite; returns who waits for it.
    private func keep(_ facts: MediaFacts, of key: Key) -> [Waiter] {
        let isKept = limit > 0 && facts.address?.outcome.isDefinite != false
        return state.withLock { state in
            let before =
                isKept
                ? state.entries.updateValue(.known(facts), forKey: key)
                : state.entries.removeValue(forKey: key)
            if isKept { state.forget(beyond: limit, adding: key) }
            return before?.waiting ?? []
        }
    }

    /// Who is to ask next; nobody, when nobody waits.
    private func successor(for key: Key) -> Waiter? {
        state.withLock { state in
            let waiting = state.entries.removeValue(forKey: key)?.waiting ?? []
            if !waiting.isEmpty { state.entries[key] = .asked(waiting: Array(waiting.dropFirst())) }
            return waiting.first
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
