package import PreflightModel

/// How far a job came, as the ledger knows it.
package enum JobState: String, Hashable, Sendable, CaseIterable {
    /// It is to be sent; nothing has left.
    case intent
    /// The last byte of the request may have left.
    case sending
    /// It was to be sent, and provably never was.
    case notSent = "not-sent"
    /// The provider refused it.
    case refused
    /// It may have been accepted, and nobody can tell.
    case outcomeUnknown = "outcome-unknown"
    /// The provider accepted it.
    case submitted
    /// It waits for its turn at the provider.
    case queued
    /// The provider is at work on it.
    case running
    case completed
    case failed
    case cancelled
    /// It is completed and its results are on this machine.
    case downloaded

    /// Whether the same payload may be submitted without being asked for again.
    package var allowsRepetition: Bool { self == .notSent || self == .refused }

    /// Whether more is to come while the process that has the row lives.
    package var isUnderWay: Bool {
        [.intent, .sending, .submitted, .queued, .running, .completed].contains(self)
    }

    /// Whether the provider has the job and its results are not all here.
    package var isUnfinished: Bool { [.submitted, .queued, .running, .completed].contains(self) }
}

/// A result on this machine.
package struct StoredResult: Hashable, Sendable {
    package let path: String
    /// The length of the file in bytes; `nil` where a ledger of version 1 does not say it.
    package let bytes: Int?
    /// The SHA-256 of the file, in hexadecimal; `nil` where a ledger of version 1 does not say it.
    package let sha256: String?

    /// Makes a record of a file.
    package init(path: String, bytes: Int?, sha256: String?) {
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// One row of the ledger.
package struct LedgerEntry: Hashable, Sendable {
    /// The detail of a row that a person settled.
    package static let settledByHand = "settled by hand"

    /// Whether a person may say what became of it.
    package var isOpenToSettlement: Bool {
        state == .outcomeUnknown
            || detail == Self.settledByHand && [.submitted, .notSent].contains(state)
    }

    /// The number of the row.
    package let id: Int64
    /// Where the payload was sent: the provider, or an imitation of it.
    package let target: String
    /// How reports call the payload.
    package let subject: String
    package let model: ModelID
    /// The SHA-256 of the canonical payload, in hexadecimal.
    package let digest: String
    package let state: JobState
    /// The provider's name of the job, once it gave one.
    package let requestID: String?
    /// What was measured of the images that the payload names, as JSON; it may be sent for that.
    package let measured: String?
    /// The results on this machine.
    package let results: [StoredResult]
    /// Why it ended so, where that needs words.
    package let detail: String?
    /// When the row was made and last changed: seconds since 1970.
    package let created: Int64
    package let changed: Int64
}

/// Why the ledger cannot be used.
package enum LedgerFault: Error, Hashable, Sendable {
    /// Another process, with this number if it is known, holds the ledger.
    case locked(path: String, holder: String?)
    /// Another program reads the ledger and keeps what is written from the file itself.
    case read(path: String)
    /// The folder or the file cannot be made or opened.
    case unusable(path: String, reason: String)
    /// The file was written by a newer version of this tool.
    case newer(path: String)
    /// The file can be read and not written: the disk is full, or does not take it.
    case unwritable(reason: String)
    /// A statement failed.
    case failed(reason: String)
}
