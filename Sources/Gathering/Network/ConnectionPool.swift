internal import NIOCore
internal import Synchronization

/// Connections that nobody uses, kept for the next address of their host.
final class ConnectionPool: Sendable {
    private struct Kept {
        let connection: HostConnection
        let since: NIODeadline
    }

    private let limit: Int
    private let longestRest: TimeAmount
    /// The one that was used last stands last.
    private let kept = Mutex<[Kept]>([])

    /// Keeps at most `limit` connections, each for a time after which it is not used any more: hosts
    /// hang up on those that rest, often without a word.
    init(limit: Int, longestRest: TimeAmount) {
        self.limit = limit
        self.longestRest = longestRest
    }

    /// A connection to `host`, if one is kept that may still be used.
    func take(_ host: String) -> HostConnection? {
        closeRested()
        while let found = remove(lastOf: host) {
            if found.connection.isReusable() { return found.connection }
            found.connection.close()
        }
        return nil
    }

    /// Keeps a connection if it can be used once more, and closes it otherwise.
    func give(_ connection: HostConnection) {
        closeRested()
        guard limit > 0 else { return connection.close() }
        if connection.isReusable() { return keep(connection) }
        Task {
            if await connection.isReusableSoon() {
                keep(connection)
            } else {
                connection.close()
            }
        }
    }

    private func keep(_ connection: HostConnection) {
        connection.rest()
        let surplus = kept.withLock { kept in
            kept.append(Kept(connection: connection, since: .now()))
            return kept.count > limit ? kept.removeFirst() : nil
        }
        surplus?.connection.close()
    }

    /// Closes what has rested too long; the oldest stands first.
    private func closeRested() {
        let oldest = NIODeadline.now() - longestRest
        let rested = kept.withLock { kept in
            let rested = Array(kept.prefix { $0.since < oldest })
            kept.removeFirst(rested.count)
            return rested
        }
        for kept in rested { kept.connection.close() }
    }

    private func remove(lastOf host: String) -> Kept? {
        kept.withLock { kept in
            kept.lastIndex { $0.connection.host == host }.map { kept.remove(at: $0) }
        }
    }
}
