/// Carries out work many at a time and hands the results over in the order of the work.
enum InOrder {
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
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var started = 0
            var delivered = 0
            var waiting: [Int: Result] = [:]
            var weights: [Int: Int] = [:]
            var weight = 0
            var isAtEnd = false
            while true {
                while !isAtEnd, started - delivered - waiting.count < limit,
                    started - delivered < limit + mostWaiting, weight < mostWeight,
                    started == delivered || !mayWait()
                {
                    guard let item = try next() else {
                        isAtEnd = true
                        break
                    }
                    let index = started
                    started += 1
                    weights[index] = weigh(item)
                    weight += weights[index] ?? 0
                    group.addTask { (index, await work(item)) }
                }
                guard let (index, result) = try await group.next() else { return }
                waiting[index] = result
                while let result = waiting.removeValue(forKey: delivered) {
                    weight -= weights.removeValue(forKey: delivered) ?? 0
                    delivered += 1
                    try await deliver(result)
                }
            }
        }
    }
}
