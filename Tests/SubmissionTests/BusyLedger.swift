import Foundation
import Ledger
import PreflightModel
import Submission
import Synchronization
import Validation

/// Another hand on the same ledger, which can hold it in the middle of a change.
///
/// It comes by a link, past the lock file, and asks for the time inside of a transaction: as long
/// as it gets no answer, nobody else can write.
final class BusyLedger: Sendable {
    private let ledger: SubmissionLedger
    private let clock: Holder

    /// Opens the ledger `ledger.sqlite` of a folder.
    init(folder: TemporaryFolder) throws {
        let link = folder.path + "/link.sqlite"
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: folder.path + "/ledger.sqlite"
        )
        let clock = Holder()
        self.clock = clock
        ledger = try SubmissionLedger(path: link, now: { clock.now() })
    }

    var wasHeld: Bool { clock.wasHeld }

    /// Calls `body` while no other hand can write.
    func holding<R: Sendable>(_ body: () async -> R) async -> R {
        await withCheckedContinuation { continuation in
            clock.hold { continuation.resume() }
            Thread.detachNewThread { [ledger] in
                _ = try? ledger.reserve(
                    target: "provider",
                    subject: "x",
                    model: ModelID("x"),
                    digest: "x",
                    again: true
                )
            }
        }
        let result = await body()
        clock.letGo()
        return result
    }

    /// A clock that answers only when it may.
    private final class Holder: Sendable {
        private let onEntry = Mutex<(@Sendable () -> Void)?>(nil)
        private let held = Mutex(false)
        private let mayLeave = DispatchSemaphore(value: 0)

        var wasHeld: Bool { held.withLock { $0 } }

        func hold(_ entered: @escaping @Sendable () -> Void) { onEntry.withLock { $0 = entered } }

        func letGo() { mayLeave.signal() }

        func now() -> Int64 {
            let entered = onEntry.withLock { $0.take() }
            if let entered {
                held.withLock { $0 = true }
                entered()
                mayLeave.wait()
            }
            return 0
        }
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

    func cancel(_ id: RequestID) async throws(Refusal) -> Bool { try await inner.cancel(id) }
}
