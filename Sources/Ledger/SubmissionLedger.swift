internal import Foundation
internal import GRDB
package import PreflightModel
internal import Synchronization
internal import SystemPackage

/// The durable record of submissions: one SQLite file, one process at a time.
///
/// Each change is on the disk when its call returns. A row that a process left behind in `sending`
/// becomes `outcome-unknown`, one in `intent` becomes `not-sent`: its last byte was held back.
package final class SubmissionLedger: Sendable {
    /// What came of reserving a row for a payload.
    package enum Reservation: Hashable, Sendable {
        /// The row is there, in the state `intent`.
        case reserved(Int64)
        /// The same payload was submitted before.
        case repeated(LedgerEntry)
    }

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
        self.now = now
        lock = try LockFile(FilePath(path + ".lock"))
        do {
            try FilePath(path).restrictToOwner()
            database = try DatabaseQueue(path: path)
            try database.writeWithoutTransaction { database in
                // In this order: the journal mode must not set a weaker synchronous.
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            let migrator = Self.migrator
            guard try database.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw LedgerFault.newer(path: path)
            }
            try migrator.migrate(database)
        } catch let fault as LedgerFault {
            throw fault
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
        again: Bool
    ) throws(LedgerFault) -> Reservation {
        try writing { database in
            let earlier = try Self.earlier(database, target, model, digest)
            if let last = earlier.first, !again { return .repeated(last) }
            try database.execute(
                sql: """
                    INSERT INTO submission
                      (target, subject, model, digest, state, created, changed)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    target, subject, model.description, digest, JobState.intent.rawValue,
                    self.now(),
                    self.now(),
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
        try reading { try Self.earlier($0, target, model, digest).count }
    }

    /// The submissions of a payload that keep it from being sent once more, the last first.
    private static func earlier(
        _ database: Database,
        _ target: String,
        _ model: ModelID,
        _ digest: String
    ) throws -> [LedgerEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM submission WHERE target = ? AND model = ? AND digest = ?
                ORDER BY id DESC
                """,
            arguments: [target, model.description, digest]
        )
        let entries = rows.compactMap(LedgerEntry.init)
        guard entries.count == rows.count else {
            throw LedgerFault.failed(reason: "a row is in a state that this version lacks")
        }
        return entries.filter { !$0.state.allowsRepetition }
    }

    /// Takes a row that an earlier process left; `false` when somebody in this one has it already.
    package func claim(_ id: Int64) -> Bool { ownRows.withLock { $0.insert(id).inserted } }

    /// Whether a row was made or taken by this process.
    package func isOwn(_ id: Int64) -> Bool { ownRows.withLock { $0.contains(id) } }

    /// Records that the last byte of a row's request may leave now.
    ///
    /// It fails when the row is not in the state `intent`: then the answer was there before.
    package func recordSending(_ id: Int64) throws(LedgerFault) {
        try writing { database in
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
        files: [String]? = nil,
        detail: String? = nil
    ) throws(LedgerFault) {
        try writing { database in
            try database.execute(
                sql: """
                    UPDATE submission SET state = ?, changed = ?,
                      request_id = coalesce(?, request_id),
                      files = coalesce(?, files), detail = coalesce(?, detail)
                    WHERE id = ?
                    """,
                arguments: [
                    state.rawValue, self.now(), requestID, try files.map(LedgerEntry.text), detail,
                    id,
                ]
            )
            guard database.changesCount == 1 else {
                throw LedgerFault.failed(reason: "there is no row \(id)")
            }
        }
    }

    /// All rows, the oldest first.
    package func entries() throws(LedgerFault) -> [LedgerEntry] {
        try reading { database in
            try Row.fetchAll(database, sql: "SELECT * FROM submission ORDER BY id")
                .compactMap(LedgerEntry.init)
        }
    }

    /// One row, by its number or by the provider's name of the job.
    package func entry(_ name: String) throws(LedgerFault) -> LedgerEntry? {
        try reading { database in
            try Row.fetchOne(
                database,
                sql: "SELECT * FROM submission WHERE request_id = ? OR id = ? LIMIT 1",
                arguments: [name, Int64(name)]
            ).flatMap(LedgerEntry.init)
        }
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
            throw .failed(reason: "\(error)")
        }
    }

    // Each change goes into the main file at once: the file and its log are one unit.
    private func writing<Value: Sendable>(
        _ body: @Sendable (Database) throws -> Value
    ) throws(LedgerFault) -> Value {
        do {
            let value = try database.write(body)
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            return value
        } catch let fault as LedgerFault {
            throw fault
        } catch {
            throw .failed(reason: "\(error)")
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
        return migrator
    }
}

extension LedgerEntry {
    // A list of paths as JSON: a path may hold any character, and a column of text no NUL.
    fileprivate static func text(_ files: [String]) throws -> String {
        String(decoding: try JSONEncoder().encode(files), as: UTF8.self)
    }

    private static func list(_ text: String) -> [String] {
        (try? JSONDecoder().decode([String].self, from: Data(text.utf8))) ?? []
    }

    /// Reads a row; `nil` when its state is none that this version knows.
    fileprivate init?(_ row: Row) {
        guard let state = JobState(rawValue: row["state"]) else { return nil }
        let files: String? = row["files"]
        self.init(
            id: row["id"],
            target: row["target"],
            subject: row["subject"],
            model: ModelID(row["model"]),
            digest: row["digest"],
            state: state,
            requestID: row["request_id"],
            files: files.map(Self.list) ?? [],
            detail: row["detail"],
            created: row["created"],
            changed: row["changed"]
        )
    }
}
