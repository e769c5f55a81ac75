internal import Foundation
internal import Ledger
internal import PreflightModel
internal import Submission

/// The ledger as people look at it: what was submitted, and what can still be done about it.
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
        /// Paths of the results.
        public let files: [String]
        /// Why it ended so, where that needs words.
        public let detail: String?
        /// When the row was made: seconds since 1970.
        public let created: Int64
        /// When the row was last changed: seconds since 1970.
        public let changed: Int64
    }

    /// Nothing, as long as nothing was ever submitted.
    private let ledger: SubmissionLedger?

    /// Opens the ledger at `path`, which must exist, or the usual one, which need not.
    public init(ledger path: String?) throws(PreflightError) {
        let usual = { () throws(PreflightError) in
            try LedgerPath.usual(environment: ProcessInfo.processInfo.environment)
        }
        let place = if let path { path } else { try usual() }
        let exists = FileManager.default.fileExists(atPath: place)
        guard exists || path == nil else {
            throw PreflightError(.usage, "there is no ledger at \(place)")
        }
        ledger = exists ? try LedgerPath.open(place) : nil
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
        Record(try entry(name))
    }

    /// Asks the provider to cancel a job; says whether it was cancelled.
    public func cancel(
        _ name: String,
        at target: () throws(PreflightError) -> SubmitOptions.Target
    ) async throws(PreflightError) -> Bool {
        let entry = try entry(name)
        guard ![.completed, .failed, .cancelled, .downloaded].contains(entry.state) else {
            throw PreflightError(
                .findings,
                "not cancellable: the job has ended (\(entry.state.rawValue))"
            )
        }
        guard let id = entry.requestID.flatMap({ RequestID($0) }) else {
            throw PreflightError(.usage, "the job \(name) has no request id: it was not accepted")
        }
        let api: ModelAPI
        switch try target() {
        case .provider(let token): api = try .provider(token: token)
        case .runningSandbox(let readyFile):
            api = try .sandbox(try ModelAPI.access(readyFile: readyFile))
        case .sandbox:
            throw PreflightError(.usage, "a job can be cancelled only where it was submitted")
        }
        do throws(Refusal) {
            let isCancelled = try await api.gateway.cancel(id)
            if isCancelled { try record(entry, .cancelled) }
            return isCancelled
        } catch {
            throw PreflightError(error.kind.reason, error.message)
        }
    }

    private func record(_ entry: LedgerEntry, _ state: JobState) throws(Refusal) {
        do throws(LedgerFault) {
            try ledger?.record(entry.id, state)
        } catch {
            throw Refusal(.unavailable, "cancelled, but the ledger could not be written")
        }
    }

    private func entry(_ name: String) throws(PreflightError) -> LedgerEntry {
        do throws(LedgerFault) {
            if let entry = try ledger?.entry(name) { return entry }
        } catch {
            throw PreflightError(error)
        }
        throw PreflightError(.usage, "there is no job \(name) in the ledger")
    }
}

extension JobRecords.Record {
    fileprivate init(_ entry: LedgerEntry) {
        self.init(
            id: entry.id,
            target: entry.target,
            subject: entry.subject,
            model: entry.model.description,
            state: entry.state.rawValue,
            requestID: entry.requestID,
            digest: entry.digest,
            files: entry.files,
            detail: entry.detail,
            created: entry.created,
            changed: entry.changed
        )
    }
}
