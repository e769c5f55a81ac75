/// Carries out work many at a time and hands the results over in the order of the work.
enum InOrder {
    /// What came of a piece of work, and what that weighed.
    private struct Done<Result: Sendable>: Sendable {
        let result: Result
        let weight: Int
    }

    /// Takes work from `next` until there is none.
    ///
    /// At most `limit` results are in the making, and `mostWaiting` more than that in the making or
    /// waiting for an earlier one; no more is begun while what they were made of weighs `mostWeight` or
    /// more. Where `next` may have to wait, all results are handed over before.
    static func run<Work: Sendable, Result: Sendable>(
        limit: Int,
        mostWaiting: Int = 0,
        mostWeight: Int = .max,
        weigh: (Work) -> Int = { _ in 0 },
        mayWait: () -> Bool = { false },
        next: () throws -> Work?,
        work: @escaping @Sendable (Work) async -> Result,
        deliver: (Result) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Done<Result>).self) { group in
            var started = 0
            var delivered = 0
            // Each result by the number of its work; no two that are in hand have the same remainder.
            var done = [Done<Result>?](repeating: nil, count: limit + mostWaiting)
            var waiting = 0
            var weight = 0
            var isAtEnd = false
            while true {
                while !isAtEnd, started - delivered - waiting < limit,
                    started - delivered < limit + mostWaiting, weight < mostWeight,
                    started == delivered || !mayWait()
                {
                    guard let item = try next() else {
                        isAtEnd = true
                        break
                    }
                    let index = started
                    started += 1
                    let own = weigh(item)
                    weight += own
                    group.addTask { (index, Done(result: await work(item), weight: own)) }
                }
                guard let (index, result) = try await group.next() else { return }
                done[index % done.count] = result
                waiting += 1
                while let next = done[delivered % done.count] {
                    done[delivered % done.count] = nil
                    waiting -= 1
                    weight -= next.weight
                    delivered += 1
                    try await deliver(next.result)
                }
            }
        }
    }
}
