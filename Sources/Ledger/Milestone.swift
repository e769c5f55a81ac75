#if DEBUG
internal import Foundation
internal import Synchronization
#endif

/// A moment between two effects of a submission, at which the process may die.
///
/// Nothing happens there in a release. A debug build ends itself by SIGKILL at the one that
/// `KILL_AT_MILESTONE` names, as `NAME:COUNT`, when it comes there for that time: what a crash leaves
/// behind is tried at each of them.
package enum Milestone: String, CaseIterable, Sendable {
    /// The row is there, in the state `intent`.
    case reserved
    /// All but the last byte of the request left.
    case heldBack = "held-back"
    /// The row says `sending`, and the last byte is still here.
    case sendingRecorded = "sending-recorded"
    /// The answer came, and the ledger does not know it.
    case answered
    /// A change is committed to the log of the ledger, and not yet in its file.
    case committed
    /// The ledger has the name of the job.
    case submittedRecorded = "submitted-recorded"
    /// The provider told how the job is.
    case polled
    /// The ledger says how the job is.
    case statusRecorded = "status-recorded"
    /// The provider told where the results are.
    case resultsKnown = "results-known"
    /// A piece of a result was written.
    case pieceWritten = "piece-written"
    /// All of a result is written, and perhaps not on the disk.
    case resultWritten = "result-written"
    /// All of a result is on the disk, under a name that is not its final one.
    case resultSynced = "result-synced"
    /// The result has its final name, and perhaps not on the disk.
    case resultNamed = "result-named"
    /// The result is on the disk under its final name.
    case resultStored = "result-stored"
    /// The ledger knows the results.
    case downloadedRecorded = "downloaded-recorded"

    #if DEBUG
    private static let fatal = ProcessInfo.processInfo.environment["KILL_AT_MILESTONE"]
        .flatMap { text -> (name: String, count: Int)? in
            let parts = text.split(separator: ":")
            return parts.count == 2 ? Int(parts[1]).map { (String(parts[0]), $0) } : nil
        }
    private static let count = Mutex(0)

    /// Tells that the process came here.
    package func pass() {
        guard let fatal = Self.fatal, fatal.name == rawValue else { return }
        let number = Self.count.withLock { count in
            count += 1
            return count
        }
        if number == fatal.count { kill(getpid(), SIGKILL) }
    }
    #else
    /// Tells that the process came here.
    @inline(__always)
    package func pass() {}
    #endif
}
