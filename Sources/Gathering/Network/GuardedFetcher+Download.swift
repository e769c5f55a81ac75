internal import NIOHTTP1
package import PreflightModel

extension GuardedFetcher {
    /// Hands the body behind an address to `sink`, part by part; at most `limit` bytes.
    ///
    /// It begins at byte `offset` if the host still has the file by its strong entity tag there, and at
    /// the first byte otherwise. No host is asked that is not trusted, by a redirect neither.
    package func download(
        _ url: String,
        from offset: Int = 0,
        entityTag: String? = nil,
        limit: Int,
        trusting isTrusted: @escaping @Sendable (_ host: String) -> Bool = { _ in true },
        to sink: @escaping @Sendable (DownloadPart) throws -> Void
    ) async -> AddressFacts.Outcome {
        let wanted = entityTag.map { WantedBytes.rest(from: offset, entityTag: $0) } ?? .all
        let gate = SinkGate(sink)
        // What was called off may go on for a moment, but writes no more.
        defer { gate.shut() }
        let (address, _) = await fetch(
            url,
            wanted,
            attempts: 1,
            within: budget.download,
            trusting: isTrusted
        ) { connection, head, _ in
            var start = 0
            if head.status == .partialContent, wanted != .all, let range = head.contentRange {
                start = range.lowerBound
            } else if head.status != .ok {
                throw AddressFacts.Outcome.noAnswer(.protocolViolation)
            }
            if let length = head.totalLength, length > limit {
                throw AddressFacts.Outcome.noAnswer(.budgetExceeded)
            }
            connection.grant(limit)
            var count = start
            try gate.pass(
                .start(
                    offset: start,
                    length: head.totalLength,
                    entityTag: head.headers.first(name: "ETag")
                )
            )
            while let piece = try await connection.body() {
                count += piece.count
                guard count <= limit else {
                    throw AddressFacts.Outcome.noAnswer(.budgetExceeded)
                }
                try gate.pass(.bytes(Array(piece)))
            }
            return count
        }
        return address.outcome
    }
}
