internal import Foundation
internal import GRDB
internal import PreflightModel

extension LedgerEntry {
    /// All rows, the oldest first.
    static func all(_ database: Database) throws -> [LedgerEntry] {
        try entries(Row.fetchAll(database, sql: "SELECT * FROM submission ORDER BY id"))
    }

    /// One row, by its number.
    static func numbered(_ row: Int64, _ database: Database) throws -> LedgerEntry? {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM submission WHERE id = ?",
            arguments: [row]
        )
        return try entries(rows).first
    }

    /// One row, by its number or by the provider's name of the job; digits are a number.
    static func named(_ name: String, _ database: Database) throws -> LedgerEntry? {
        if let row = Int64(name) { return try numbered(row, database) }
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT * FROM submission WHERE request_id = ? ORDER BY id LIMIT 1",
            arguments: [name]
        )
        return try entries(rows).first
    }

    /// The submissions of a payload that keep it from being sent once more, the last first.
    static func submitted(
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
        return try entries(rows).filter { !$0.state.allowsRepetition }
    }

    /// Reads rows; fails when one is in a state that this version lacks.
    static func entries(_ rows: [Row]) throws -> [LedgerEntry] {
        let entries = rows.compactMap(LedgerEntry.init)
        guard entries.count == rows.count else {
            throw LedgerFault.failed(
                reason: "a row is damaged, or in a state that this version lacks"
            )
        }
        return entries
    }

    // As JSON: a path may hold any character, and a column of text no NUL.
    static func text(_ results: [StoredResult]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(results), as: UTF8.self)
    }

    private init?(_ row: Row) {
        // A value of another kind is that of a damaged row.
        func value<Value: DatabaseValueConvertible>(_ column: String) -> Value? {
            (row[column] as DatabaseValue?).flatMap { Value.fromDatabaseValue($0) }
        }
        guard let id: Int64 = value("id"), let target: String = value("target"),
            let subject: String = value("subject"), let model: String = value("model"),
            let digest: String = value("digest"), let word: String = value("state"),
            let state = JobState(rawValue: word), let created: Int64 = value("created"),
            let changed: Int64 = value("changed")
        else { return nil }
        let files: String? = value("files")
        self.init(
            id: id,
            target: target,
            subject: subject,
            model: ModelID(model),
            digest: digest,
            state: state,
            requestID: value("request_id"),
            measured: value("measured"),
            results: files.map(StoredResult.list) ?? [],
            detail: value("detail"),
            created: created,
            changed: changed
        )
    }
}

extension StoredResult: Codable {
    private enum CodingKeys: CodingKey { case path, bytes, sha256 }

    /// Reads a file; version 1 wrote its path alone.
    package init(from decoder: any Decoder) throws {
        if let path = try? decoder.singleValueContainer().decode(String.self) {
            self.init(path: path, bytes: nil, sha256: nil)
            return
        }
        let members = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            path: try members.decode(String.self, forKey: .path),
            bytes: try members.decodeIfPresent(Int.self, forKey: .bytes),
            sha256: try members.decodeIfPresent(String.self, forKey: .sha256)
        )
    }

    /// Writes a file as an object.
    package func encode(to encoder: any Encoder) throws {
        var members = encoder.container(keyedBy: CodingKeys.self)
        try members.encode(path, forKey: .path)
        try members.encodeIfPresent(bytes, forKey: .bytes)
        try members.encodeIfPresent(sha256, forKey: .sha256)
    }

    fileprivate static func list(_ text: String) -> [StoredResult] {
        (try? JSONDecoder().decode([StoredResult].self, from: Data(text.utf8))) ?? []
    }
}

extension LedgerFault {
    /// What an error of SQLite means for the ledger at a path.
    init(_ error: any Error, in path: String) {
        if let fault = error as? LedgerFault {
            self = fault
        } else if let error = error as? DatabaseError {
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path, holder: nil)
            case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
                self = .unwritable(reason: error.message ?? "\(error.resultCode)")
            default: self = .failed(reason: "\(error)")
            }
        } else {
            self = .failed(reason: "\(error)")
        }
    }
}
