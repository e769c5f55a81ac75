import Foundation
import GRDB
import Submission
import Synchronization
import Validation

/// Another hand on the same ledger, past its lock file, which can hold it in the middle of a change.
final class BusyLedger: Sendable {
    private let database: DatabaseQueue
    private let held = Flag()

    /// Opens the ledger `ledger.sqlite` of a folder.
    init(folder: TemporaryFolder) throws {
        database = try DatabaseQueue(path: folder.path + "/ledger.sqlite")
    }

    var wasHeld: Bool { held.isSet.withLock { $0 } }

    private final class Flag: Sendable {
        let isSet = Mutex(false)
    }

    /// Calls `body` while no other hand can write.
    func holding<R: Sendable>(_ body: () async -> R) async -> R {
        let mayLeave = DispatchSemaphore(value: 0)
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [database, held] in
                try? database.write { database in
                    try database.execute(sql: "UPDATE submission SET changed = changed")
                    held.isSet.withLock { $0 = true }
                    continuation.resume()
                    mayLeave.wait()
                }
            }
        }
        let result = await body()
        mayLeave.signal()
        return result
    }
}

/// A gateway that releases while the ledger is held by another hand.
struct BlockedGateway: Gateway {
    let inner: RunComfyGateway
    let ledger: BusyLedger

    func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer {
        await inner.submit(payload) { [ledger] in
            let outcome = await ledger.holding { () async -> Result<Void, any Error> in
                do { return .success(try await release()) } catch { return .failure(error) }
            }
            try outcome.get()
        }
    }

    func status(of id: RequestID) async throws(Refusal) -> JobStatus {
        try await inner.status(of: id)
    }

    func result(of id: RequestID) async throws(Refusal) -> JobResult {
        try await inner.result(of: id)
    }

    func cancel(_ id: RequestID) async throws(Refusal) -> Cancellation {
        try await inner.cancel(id)
    }
}
