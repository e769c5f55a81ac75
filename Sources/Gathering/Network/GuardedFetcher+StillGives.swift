internal import NIOHTTP1
package import PreflightModel

extension GuardedFetcher {
    /// Whether an address still gives the file that an earlier answer was about, told by its length,
    /// entity tag and last change; `false` also when it gives nothing, or none of them is known.
    ///
    /// One byte is asked for.
    package func stillGives(_ earlier: AddressFacts.Answer, at url: String) async -> Bool {
        let isTold =
            earlier.length != nil || earlier.entityTag != nil || earlier.lastModified != nil
        guard isTold else { return false }
        let (_, isSame) = await fetch(
            url,
            .part(0..<1),
            attempts: 1,
            within: budget.attempt
        ) { connection, head, _ in
            // The rest of a short answer, so that the connection can be used again.
            if head.status == .partialContent { while try await connection.body() != nil {} }
            let answer = AddressFacts.Answer(head)
            return answer.length == earlier.length && answer.entityTag == earlier.entityTag
                && answer.lastModified == earlier.lastModified
        }
        return isSame ?? false
    }
}
