internal import Foundation
internal import GRDB
package import PreflightModel

/// The record of submissions for who only looks: it takes no lock and changes nothing, so that it can
/// be read while another process submits.
package struct LedgerReader: Sendable {
    private let path: String
    private let database: DatabaseQueue
    private let isEmpty: Bool

    /// Opens the ledger at `path`, which must exist.
    package init(path: String) throws(LedgerFault) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            database = try DatabaseQueue(path: path, configuration: configuration)
            // A file that is no ledger shows here; one that is just being made has not all tables yet.
            isEmpty = try database.read { database in
                let tables = try String.fetchAll(
                    database,
                    sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"
                )
                guard !tables.contains("submission"), tables.allSatisfy({ $0.hasPrefix("grdb_") })
                else {
                    _ = try LedgerEntry.named("-", database)
                    return false
                }
                return true
            }
        } catch let fault as LedgerFault {
            throw fault
        } catch {
            throw .unusable(path: path, reason: "\(error)")
        }
    }

    /// All rows, the oldest first.
    package func entries() throws(LedgerFault) -> [LedgerEntry] {
        try reading([]) { try LedgerEntry.all($0) }
    }

    /// How often a payload was submitted, or may have been.
    package func submissions(
        target: String,
        model: ModelID,
        digest: String
    ) throws(LedgerFault) -> Int {
        try reading(0) { try LedgerEntry.submitted($0, target, model, digest).count }
    }

    /// One row, by its number or by the provider's name of the job.
    package func entry(_ name: String) throws(LedgerFault) -> LedgerEntry? {
        try reading(nil) { try LedgerEntry.named(name, $0) }
    }

    private func reading<Value: Sendable>(
        _ nothing: Value,
        _ body: @Sendable (Database) throws -> Value
    ) throws(LedgerFault) -> Value {
        guard !isEmpty else { return nothing }
        do {
            return try database.read(body)
        } catch {
            throw LedgerFault(error, in: path)
        }
    }
}
