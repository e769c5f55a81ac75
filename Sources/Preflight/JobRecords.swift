internal import Foundation
internal import Ledger
internal import PreflightModel

/// The ledger as people look at it: what was submitted.
///
/// It takes no lock and changes nothing.
public struct JobRecords: Sendable {
    /// One submission.
    public struct Record: Hashable, Sendable, Encodable {
        /// The number of the row in the ledger.
        public let id: Int64
        /// Where it was sent: `provider` or `sandbox`.
        public let target: String
        /// How reports call the payload.
        public let subject: String
        /// The model that it is for.
        public let model: String
        /// How far it came.
        public let state: String
        /// The provider's name of the job, once it gave one.
        public let requestID: String?
        /// The SHA-256 of the payload, in hexadecimal.
        public let digest: String
        /// What was measured of its images, as JSON.
        public let measured: String?
        /// The results.
        public let results: [Result]
        /// Why it ended so, where that needs words.
        public let detail: String?
        /// When the row was made: seconds since 1970.
        public let created: Int64
        /// When the row was last changed: seconds since 1970.
        public let changed: Int64

        /// A result on this machine.
        public struct Result: Hashable, Sendable, Encodable {
            /// Where it is.
            public let path: String
            /// Its length in bytes, where the ledger has it.
            public let bytes: Int?
            /// The SHA-256 of its bytes, in hexadecimal, where the ledger has it.
            public let sha256: String?
        }
    }

    /// The words for how far a submission can come.
    public static let states = JobState.allCases.map(\.rawValue)

    /// Nothing, as long as nothing was ever submitted.
    private let ledger: LedgerReader?

    /// Opens the ledger at `path`, which must exist, or the usual one, which need not.
    public init(ledger path: String?) throws(PreflightError) {
        guard let path = try LedgerPath.existing(path) else {
            ledger = nil
            return
        }
        ledger = try LedgerPath.reader(path)
    }

    /// All submissions, the oldest first.
    public func all() throws(PreflightError) -> [Record] {
        do throws(LedgerFault) {
            return try ledger?.entries().map(Record.init) ?? []
        } catch {
            throw PreflightError(error)
        }
    }

    /// One submission, by its number or by the provider's name of the job.
    public func record(_ name: String) throws(PreflightError) -> Record {
        do throws(LedgerFault) {
            if let entry = try ledger?.entry(name) { return Record(entry) }
        } catch {
            throw PreflightError(error)
        }
        throw .noJob(name)
    }
}

extension PreflightError {
    /// A job that the ledger does not have.
    static func noJob(_ name: String) -> PreflightError {
        PreflightError(.usage, "there is no job \(name) in the ledger")
    }
}

extension JobRecords.Record {
    init(_ entry: LedgerEntry) {
        self.init(
            id: entry.id,
            target: entry.target,
            subject: entry.subject,
            model: entry.model.description,
            state: entry.state.rawValue,
            requestID: entry.requestID,
            digest: entry.digest,
            measured: entry.measured,
            results: entry.results.map { result in
                Result(path: result.path, bytes: result.bytes, sha256: result.sha256)
            },
            detail: entry.detail,
            created: entry.created,
            changed: entry.changed
        )
    }
}
