internal import Foundation
internal import GRDB
package import PreflightModel
internal import Synchronization
internal import SystemPackage

/// The durable record of submissions: one SQLite file, which one process at a time may write.
///
/// Each change is on the disk when its call returns. A row that a process left behind in `sending`
/// becomes `outcome-unknown`, one in `intent` becomes `not-sent`: its last byte was held back.
package final class SubmissionLedger: Sendable {
    /// What a person knows of a submission whose outcome nobody could tell.
    package enum Settlement: Hashable, Sendable {
        /// The provider has the job under this name.
        case accepted(requestID: String)
        /// The provider never had it.
        case notSent
    }

    /// What came of reserving a row for a payload.
    package enum Reservation: Hashable, Sendable {
        /// The row is there, in the state `intent`.
        case reserved(Int64)
        /// The same payload was submitted before.
        case repeated(LedgerEntry)
    }

    private let path: String
    private let database: DatabaseQueue
    private let ownRows = Mutex<Set<Int64>>([])
    private let lock: LockFile
    private let now: @Sendable () -> Int64

    /// Opens or makes the ledger at `path`.
    ///
    /// `now` tells the seconds since 1970.
    package init(
        path: String,
        now: @escaping @Sendable () -> Int64
    ) throws(LedgerFault) {
        self.path = path
        self.now = now
        // Whoever comes by a link meets the same lock, also when its target is yet to be made.
        if (try? FilePath(path).stat()) == nil {
            do { try FilePath(path).restrictToOwner() } catch {
                throw .unusable(path: path, reason: "\(error)")
            }
        }
        let own = unsafe realpath(path, nil).map { found in
            defer { unsafe free(found) }
            return unsafe String(cString: found)
        }
        lock = try LockFile(FilePath((own ?? path) + ".lock"))
        do {
            try FilePath(path).restrictToOwner()
            var configuration = Configuration()
            // A reader, or somebody with a tool of SQLite, may be in the way for a moment.
            configuration.busyMode = .timeout(5)
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { database in
                // In this order: the journal mode must not set a weaker synchronous.
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            // A damaged index would hide what was sent.
            let health = try database.read {
                try String.fetchOne($0, sql: "PRAGMA integrity_check(1)")
            }
            guard health == "ok" else {
                throw LedgerFault.unusable(path: path, reason: "damaged: \(health ?? "no word")")
            }
            let migrator = Self.migrator
            guard try database.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw LedgerFault.newer(path: path)
            }
            try migrator.migrate(database)
        } catch let fault as LedgerFault {
            throw fault
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            throw .locked(path: path, holder: nil)
        } catch {
            throw .unusable(path: path, reason: "\(error)")
        }
        try settleLeftovers()
    }

    /// Lets go of the file and of its lock; nothing can be read or written afterwards.
    ///
    /// Without it they are let go of when the last reference is gone, which may be a moment after
    /// the last use: a request that has ended can still hold one.
    package func close() {
        // A connection that does not close now is closed when its last reference is gone.
        try? database.close()
        lock.release()
    }

    /// The value of `PRAGMA synchronous`: 2 is FULL.
    package func synchronous() throws(LedgerFault) -> Int? {
        try reading { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }

    /// Makes a row for a payload, unless the same one was submitted before.
    package func reserve(
        target: String,
        subject: String,
        model: ModelID,
        digest: String,
        measured: String?,
        again: Bool
    ) throws(LedgerFault) -> Reservation {
        try writing { database in
            let earlier = try LedgerEntry.submitted(database, target, model, digest)
            if let last = earlier.first, !again { return .repeated(last) }
            try database.execute(
                sql: """
                    INSERT INTO submission
                      (target, subject, model, digest, measured, state, created, changed)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    target, subject, model.description, digest, measured,
                    JobState.intent.rawValue, self.now(), self.now(),
                ]
            )
            let id = database.lastInsertedRowID
            // Nobody sees the row before it is known whose it is.
            self.ownRows.withLock { _ = $0.insert(id) }
            return .reserved(id)
        }
    }

    /// How often a payload was submitted, or may have been.
    package func submissions(
        target: String,
        model: ModelID,
        digest: String
    ) throws(LedgerFault) -> Int {
        try reading { try LedgerEntry.submitted($0, target, model, digest).count }
    }

    /// Takes a row that an earlier process left; `false` when somebody in this one has it already.
    package func claim(_ id: Int64) -> Bool { ownRows.withLock { $0.insert(id).inserted } }

    /// Whether a row was made or taken by this process.
    package func isOwn(_ id: Int64) -> Bool { ownRows.withLock { $0.contains(id) } }

    /// Records that the last byte of a row's request may leave now.
    ///
    /// It fails when the row is not in the state `intent`: then the answer was there before. And it fails
    /// when a reader keeps the row from the file itself: whoever lost the log would send it again.
    package func recordSending(_ id: Int64) throws(LedgerFault) {
        try writing(toTheFile: true) { database in
            try database.execute(
                sql: "UPDATE submission SET state = ?, changed = ? WHERE id = ? AND state = ?",
                arguments: [
                    JobState.sending.rawValue, self.now(), id, JobState.intent.rawValue,
                ]
            )
            guard database.changesCount == 1 else {
                throw LedgerFault.failed(reason: "row \(id) is not to be sent")
            }
        }
    }

    /// Records a change of a row.
    ///
    /// What is `nil` stays as it was.
    package func record(
        _ id: Int64,
        _ state: JobState,
        requestID: String? = nil,
        results: [StoredResult]? = nil,
        detail: String? = nil
    ) throws(LedgerFault) {
        try writing { database in
            try database.execute(
                sql: """
                    UPDATE submission SET state = ?, changed = ?,
                      request_id = coalesce(?, request_id),
                      files = coalesce(?, files), detail = iif(?, ?, coalesce(?, detail))
                    WHERE id = ?
                    """,
                arguments: [
                    state.rawValue, self.now(), requestID, try results.map(LedgerEntry.text),
                    // What went wrong before is over once the results are here.
                    state == .downloaded, detail, detail, id,
                ]
            )
            guard database.changesCount == 1 else {
                throw LedgerFault.failed(reason: "there is no row \(id)")
            }
        }
    }

    /// Records what a person knows of a row whose outcome is unknown.
    ///
    /// It fails when the row is in another state, or when another one has the name of the job. What was
    /// said so before can be corrected as long as nothing followed from it.
    package func settle(_ id: Int64, as settlement: Settlement) throws(LedgerFault) {
        try writing { database in
            var state = JobState.notSent
            var requestID: String?
            if case .accepted(let name) = settlement {
                state = .submitted
                requestID = name
                let others = try Int.fetchOne(
                    database,
                    sql: "SELECT count(*) FROM submission WHERE request_id = ? AND id <> ?",
                    arguments: [name, id]
                )
                guard others == 0 else {
                    throw LedgerFault.failed(reason: "another row has the request id \(name)")
                }
            }
            try database.execute(
                sql: """
                    UPDATE submission SET state = ?, changed = ?, request_id = ?, detail = ?
                    WHERE id = ? AND (state = ? OR detail = ? AND state IN (?, ?))
                    """,
                arguments: [
                    state.rawValue, self.now(), requestID, LedgerEntry.settledByHand, id,
                    JobState.outcomeUnknown.rawValue, LedgerEntry.settledByHand,
                    JobState.submitted.rawValue, JobState.notSent.rawValue,
                ]
            )
            guard database.changesCount == 1 else {
                throw LedgerFault.failed(reason: "the outcome of row \(id) is not unknown")
            }
        }
    }

    /// All rows, the oldest first.
    package func entries() throws(LedgerFault) -> [LedgerEntry] {
        try reading { try LedgerEntry.all($0) }
    }

    /// One row, by its number.
    package func entry(row: Int64) throws(LedgerFault) -> LedgerEntry? {
        try reading { try LedgerEntry.numbered(row, $0) }
    }

    /// One row, by its number or by the provider's name of the job.
    package func entry(_ name: String) throws(LedgerFault) -> LedgerEntry? {
        try reading { try LedgerEntry.named(name, $0) }
    }

    private func settleLeftovers() throws(LedgerFault) {
        try writing { database in
            try database.execute(
                sql: "UPDATE submission SET state = ?, detail = ? WHERE state = ?",
                arguments: [
                    JobState.outcomeUnknown.rawValue,
                    "the process ended while the request was being sent",
                    JobState.sending.rawValue,
                ]
            )
            try database.execute(
                sql: "UPDATE submission SET state = ? WHERE state = ?",
                arguments: [JobState.notSent.rawValue, JobState.intent.rawValue]
            )
        }
    }

    private func reading<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) throws(LedgerFault) -> Value {
        do {
            return try database.read(body)
        } catch {
            throw LedgerFault(error, in: path)
        }
    }

    // Each change goes into the main file at once: the file and its log are one unit.
    private func writing<Value: Sendable>(
        toTheFile isNeeded: Bool = false,
        _ body: @Sendable (Database) throws -> Value
    ) throws(LedgerFault) -> Value {
        let isThere: Bool
        let value: Value
        do {
            value = try database.write(body)
            Milestone.committed.pass()
            // What is committed stays, also when somebody reads and it cannot go there now.
            isThere = isNeeded ? try isInFile(within: Self.patience) : (try? isInFile()) ?? false
        } catch {
            throw LedgerFault(error, in: path)
        }
        guard isThere || !isNeeded else { throw .read(path: path) }
        return value
    }

    /// How long a reader is waited for.
    private static let patience = Duration.seconds(2)

    /// Brings the log into the file, as far as no reader needs what is there; whether all of it is.
    private func isInFile(within patience: Duration = .zero) throws -> Bool {
        let end = ContinuousClock.now + patience
        while true {
            let (frames, moved) = try database.writeWithoutTransaction { database in
                let result = try database.checkpoint(.passive)
                return (result.walFrameCount, result.checkpointedFrameCount)
            }
            if frames == moved { return true }
            guard ContinuousClock.now < end else { return false }
            usleep(20_000)
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE submission (
                      id INTEGER PRIMARY KEY AUTOINCREMENT,
                      target TEXT NOT NULL,
                      subject TEXT NOT NULL,
                      model TEXT NOT NULL,
                      digest TEXT NOT NULL,
                      state TEXT NOT NULL,
                      request_id TEXT,
                      files TEXT,
                      detail TEXT,
                      created INTEGER NOT NULL,
                      changed INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX submission_payload ON submission (target, model, digest);
                    """
            )
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: "ALTER TABLE submission ADD COLUMN measured TEXT")
        }
        return migrator
    }
}
