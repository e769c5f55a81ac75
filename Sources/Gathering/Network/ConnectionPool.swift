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

    /// Keeps at most `limit` connections, each at most for a time: hosts hang up on those that rest,
    /// often without a word.
    init(limit: Int, longestRest: TimeAmount = .seconds(5)) {
        self.limit = limit
        self.longestRest = longestRest
    }

    /// A connection to `host`, if one is kept that may still be used.
    func take(_ host: String) -> HostConnection? {
        let oldest = NIODeadline.now() - longestRest
        while let found = remove(lastOf: host) {
            if found.since >= oldest, found.connection.isReusable() { return found.connection }
            found.connection.close()
        }
        return nil
    }

    /// Keeps a connection if it can be used once more, and closes it otherwise.
    func give(_ connection: HostConnection) {
        guard limit > 0, connection.isReusable() else {
            connection.close()
            return
        }
        let surplus = kept.withLock { kept in
            kept.append(Kept(connection: connection, since: .now()))
            return kept.count > limit ? kept.removeFirst() : nil
        }
        surplus?.connection.close()
    }

    private func remove(lastOf host: String) -> Kept? {
        kept.withLock { kept in
            kept.lastIndex { $0.connection.host == host }.map { kept.remove(at: $0) }
        }
    }
}
