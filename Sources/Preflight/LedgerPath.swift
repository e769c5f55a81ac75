internal import Foundation
internal import Ledger
internal import PreflightModel
internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// Where ledgers lie, and how one is opened.
enum LedgerPath {
    /// The usual path (XDG Base Directory Specification).
    static func usual(environment: [String: String]) throws(PreflightError) -> String {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return state + "/preflight/ledger.sqlite"
        }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw PreflightError(.usage, "neither --ledger nor HOME says where the ledger is")
        }
        return home + "/.local/state/preflight/ledger.sqlite"
    }

    /// The path of a ledger that is there: the named one, which must be when it is needed, or the usual
    /// one.
    static func existing(
        _ path: String?,
        isNeeded: Bool = true
    ) throws(PreflightError) -> String? {
        let place: String
        if let path {
            place = path
        } else {
            place = try usual(environment: ProcessInfo.processInfo.environment)
        }
        let exists = FileManager.default.fileExists(atPath: place)
        guard exists || path == nil || !isNeeded else {
            throw PreflightError(.usage, "there is no ledger at \(place)")
        }
        return exists ? place : nil
    }

    /// A path in a fresh folder that nobody else can enter.
    static func temporary() throws(PreflightError) -> String {
        let folders = FileManager.default.temporaryDirectory
        var template = Array(folders.appending(path: "preflight-XXXXXX").path.utf8CString)
        let made = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.map { unsafe mkdtemp($0) != nil } ?? false
        }
        guard made else {
            throw PreflightError(.internalError, "no temporary folder can be made")
        }
        let folder = String(
            decoding: template.dropLast().map { UInt8(bitPattern: $0) },
            as: UTF8.self
        )
        return folder + "/ledger.sqlite"
    }

    /// Removes the folder of a temporary ledger with all that is in it.
    static func removeFolder(of path: String) {
        let folder = FilePath(path).removingLastComponent().string
        // What cannot be removed is left to the system that cleans temporary folders.
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Opens the ledger at `path`, making its folder when it is missing.
    static func open(_ path: String) throws(PreflightError) -> SubmissionLedger {
        do throws(LedgerFault) {
            makeFolders(of: FilePath(path).removingLastComponent())
            return try SubmissionLedger(path: path) { secondsNow() }
        } catch {
            throw PreflightError(error)
        }
    }

    /// Opens the ledger at `path` to look only.
    static func reader(_ path: String) throws(PreflightError) -> LedgerReader {
        do throws(LedgerFault) {
            return try LedgerReader(path: path)
        } catch {
            throw PreflightError(error)
        }
    }

    private static func secondsNow() -> Int64 { Int64(time(nil)) }

    // A folder that cannot be made shows when the ledger is opened.
    private static func makeFolders(of path: FilePath) {
        guard !path.isEmpty, path.lastComponent != nil, (try? path.stat()) == nil else { return }
        makeFolders(of: path.removingLastComponent())
        unsafe path.withPlatformString { _ = unsafe mkdir($0, 0o700) }
    }
}

extension PreflightError {
    /// What a fault of the ledger means to the user.
    init(_ fault: LedgerFault) {
        switch fault {
        case .locked(let path, let holder):
            self.init(
                .tryLater,
                "the ledger is in use" + (holder.map { " by process \($0)" } ?? "") + ": \(path)"
            )
        case .read(let path):
            self.init(.tryLater, "nothing is sent while another program reads the ledger: \(path)")
        case .unusable(let path, let reason):
            self.init(.usage, "the ledger \(path) cannot be opened", cause: reason)
        case .newer(let path):
            self.init(.usage, "the ledger \(path) was written by a newer version")
        case .unwritable(let reason):
            self.init(
                .refused,
                "the ledger cannot be written, and nothing is sent without it",
                cause: reason
            )
        case .failed(let reason):
            self.init(.internalError, "the ledger cannot be read or written", cause: reason)
        }
    }
}
