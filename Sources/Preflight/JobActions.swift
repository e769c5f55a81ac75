internal import Foundation
internal import Ledger
public import PreflightModel
internal import Submission

/// What can still be done about jobs that were submitted.
///
/// It holds the ledger, so that nobody else writes to it meanwhile.
public struct JobActions: Sendable {
    /// What a person found out about a submission whose outcome nobody could tell.
    public enum Settlement: Hashable, Sendable {
        /// The provider has the job under this name.
        case accepted(requestID: String)
        /// The provider never had it.
        case notSent
    }

    /// What the provider said when it was asked to cancel a job.
    public enum Cancelling: Hashable, Sendable {
        case cancelled
        /// The job goes on and is billed.
        case notCancellable
        /// A word that nobody knows: the job may go on.
        case unclear(String)
    }

    /// How jobs are followed.
    public struct Following: Sendable {
        /// Whether their results are stored; otherwise their end is all that is waited for.
        public var storesResults = true
        /// Whether only jobs that have ended are of interest.
        public var waits = true
        /// How results are stored.
        public var results = ResultOptions()
        /// How long jobs are waited for, in seconds.
        public var longestWait = SubmitOptions.usualWait
        /// What may call the run off.
        public var control = RunControl()
        /// What is told about the jobs meanwhile.
        public var news: @Sendable (JobNews) -> Void = { _ in }

        /// Makes a choice; all have defaults.
        public init() {}
    }

    /// What became of a job.
    public struct Followed: Hashable, Sendable {
        /// The row as it is now.
        public let record: JobRecords.Record
        /// What became of it.
        public let report: SubmissionReport
    }

    private let ledger: SubmissionLedger?

    /// Opens the ledger at `path`, which must exist, or the usual one, which need not.
    public init(ledger path: String?) throws(PreflightError) {
        ledger = try LedgerPath.existing(path).map { path throws(PreflightError) in
            try LedgerPath.open(path)
        }
    }

    /// Lets go of the ledger.
    public func close() { ledger?.close() }

    /// Records what a person found out about a submission whose outcome is unknown.
    public func settle(
        _ name: String,
        as settlement: Settlement
    ) throws(PreflightError) -> JobRecords.Record {
        let entry = try entry(name)
        guard entry.isOpenToSettlement else {
            throw PreflightError(
                .usage,
                "only a job whose outcome is unknown is settled; \(name) is \(entry.state.rawValue)"
            )
        }
        let known: SubmissionLedger.Settlement
        switch settlement {
        case .notSent: known = .notSent
        case .accepted(let text):
            guard let id = RequestID(text) else {
                throw PreflightError(
                    .usage,
                    "a request id has 1 to 128 letters, digits, _ and -"
                )
            }
            known = .accepted(requestID: id.description)
        }
        do throws(LedgerFault) {
            try ledger?.settle(entry.id, as: known)
        } catch {
            if case .failed(let reason) = error { throw PreflightError(.usage, reason) }
            throw PreflightError(error)
        }
        return JobRecords.Record(try self.entry(name))
    }

    /// Asks the provider to cancel a job.
    public func cancel(
        _ name: String,
        at target: () throws(PreflightError) -> SubmitOptions.Target
    ) async throws(PreflightError) -> Cancelling {
        let entry = try entry(name)
        guard ![.completed, .failed, .cancelled, .downloaded].contains(entry.state) else {
            throw PreflightError(
                .findings,
                "not cancellable: the job has ended (\(entry.state.rawValue))"
            )
        }
        guard let id = entry.requestID.flatMap({ RequestID($0) }) else {
            throw PreflightError(
                .usage,
                "the job \(name) has no request id: it is \(entry.state.rawValue)"
            )
        }
        let api = try ModelAPI.at(try target())
        try check(entry, isAt: api)
        let answer: Cancellation
        do throws(Refusal) {
            answer = try await api.gateway.cancel(id)
        } catch {
            throw PreflightError(error.kind.reason, error.message)
        }
        switch answer {
        case .notCancellable: return .notCancellable
        case .unclear(let word): return .unclear(word)
        case .cancelled:
            do throws(LedgerFault) {
                try ledger?.record(entry.id, .cancelled)
            } catch {
                throw PreflightError(
                    .internalError,
                    "cancelled, but the ledger cannot be written",
                    cause: "\(error)"
                )
            }
            return .cancelled
        }
    }

    /// Each may hold a file and a connection.
    private static let followedAtOnce = 64

    /// Waits for jobs that the provider accepted, all unfinished ones when none is named, and hands
    /// over what became of each in their order.
    ///
    /// Gives the reasons against ending with 0.
    public func follow(
        _ names: [String],
        _ following: Following,
        at target: SubmitOptions.Target,
        each deliver: (Followed) async throws -> Void
    ) async throws -> Set<ExitReason> {
        let api = try ModelAPI.at(target)
        guard let ledger else {
            if let name = names.first { throw PreflightError.noJob(name) }
            return []
        }
        let entries = try entries(names, following, api)
        let submitter = try api.submitter(
            ledger: ledger,
            results: following.results,
            longestWait: following.longestWait,
            control: following.control,
            news: following.news
        )
        if following.storesResults {
            do throws(ResultStore.Fault) {
                try submitter.prepare()
            } catch {
                throw PreflightError(.usage, "results cannot be stored in \(error.reason)")
            }
        }
        guard following.control.beginSpending() else { return [.incomplete] }
        defer { following.control.endSpending() }
        var reasons: Set<ExitReason> = []
        var waiting = entries.makeIterator()
        let goal: Submitter.Goal = following.storesResults ? .results : .end
        try await InOrder.run(
            limit: Self.followedAtOnce,
            // One that takes long keeps no other back.
            mostWaiting: entries.count,
            next: { waiting.next() },
            work: { entry in (entry, await submitter.resume(entry, to: goal)) },
            deliver: { (entry: LedgerEntry, outcome: Submitter.Outcome) in
                if let reason = outcome.reason { reasons.insert(reason) }
                let current = (try? ledger.entry(row: entry.id)) ?? entry
                try await deliver(
                    Followed(record: JobRecords.Record(current), report: outcome.report)
                )
            }
        )
        return reasons
    }

    private func entries(
        _ names: [String],
        _ following: Following,
        _ api: ModelAPI
    ) throws(PreflightError) -> [LedgerEntry] {
        guard names.isEmpty else {
            var entries: [LedgerEntry] = []
            for name in names {
                let entry = try entry(name)
                guard entry.requestID != nil || entry.state == .outcomeUnknown else {
                    throw PreflightError(
                        .usage,
                        "the job \(name) has no request id: it is \(entry.state.rawValue)"
                    )
                }
                let hasEnded = [.completed, .downloaded, .outcomeUnknown].contains(entry.state)
                guard following.waits || hasEnded else {
                    throw PreflightError(
                        .usage,
                        "the job \(name) is \(entry.state.rawValue): preflight jobs resume waits for it"
                    )
                }
                try check(entry, isAt: api)
                entries.append(entry)
            }
            return entries
        }
        let open: [LedgerEntry]
        do throws(LedgerFault) {
            open =
                try ledger?.entries().filter { entry in
                    // What nobody knows is told, too: a run that passes it over would look done.
                    if entry.state == .outcomeUnknown || entry.state == .completed { return true }
                    return following.waits && entry.state.isUnfinished
                } ?? []
        } catch {
            throw PreflightError(error)
        }
        let here = open.filter { $0.target == api.name }
        if here.isEmpty, let other = open.first(where: \.state.isUnfinished) {
            try check(other, isAt: api)
        }
        return here
    }

    private func check(_ entry: LedgerEntry, isAt api: ModelAPI) throws(PreflightError) {
        guard entry.target == api.name else {
            throw PreflightError(
                .usage,
                "the job \(entry.id) was submitted to the \(entry.target), not to the \(api.name)"
            )
        }
    }

    private func entry(_ name: String) throws(PreflightError) -> LedgerEntry {
        do throws(LedgerFault) {
            if let entry = try ledger?.entry(name) { return entry }
        } catch {
            throw PreflightError(error)
        }
        throw .noJob(name)
    }
}
