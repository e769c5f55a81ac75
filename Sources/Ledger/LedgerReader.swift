internal import Foundation
internal import GRDB
package import PreflightModel

/// The record of submissions for who only looks: it takes no lock and changes nothing, so that it can
/// be read while another process submits.
package struct LedgerReader: Sendable {
    private let path: String
    private let database: DatabaseQueue

    /// Opens the ledger at `path`, which must exist.
    package init(path: String) throws(LedgerFault) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(5)
            database = try DatabaseQueue(path: path, configuration: configuration)
            // A file that is no ledger shows here.
            _ = try database.read { try LedgerEntry.named("", $0) }
        } catch let fault as LedgerFault {
            throw fault
        } catch {
            throw .unusable(path: path, reason: "\(error)")
        }
    }

    /// All rows, the oldest first.
    package func entries() throws(LedgerFault) -> [LedgerEntry] {
        do {
            return try database.read { try LedgerEntry.all($0) }
        } catch {
            throw LedgerFault(error, in: path)
        }
    }

    /// How often a payload was submitted, or may have been.
    package func submissions(
        target: String,
        model: ModelID,
        digest: String
    ) throws(LedgerFault) -> Int {
        do {
            return try database.read {
                try LedgerEntry.submitted($0, target, model, digest).count
            }
        } catch {
            throw LedgerFault(error, in: path)
        }
    }

    /// One row, by its number or by the provider's name of the job.
    package func entry(_ name: String) throws(LedgerFault) -> LedgerEntry? {
        do {
            return try database.read { try LedgerEntry.named(name, $0) }
        } catch {
            throw LedgerFault(error, in: path)
        }
    }
}
