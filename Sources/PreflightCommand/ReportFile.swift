internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import Synchronization
internal import SystemPackage

/// A report in a file: `FORMAT=PATH`.
struct ReportDestination: ExpressibleByArgument {
    let format: ReportFormat
    let path: String

    init(_ format: ReportFormat, _ path: String) {
        self.format = format
        self.path = path
    }

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = ReportFormat(rawValue: parts[0]) else { return nil }
        self.init(format, parts[1])
    }
}

/// A report that takes its file's name once it is whole.
///
/// What is no regular file, such as a FIFO or a terminal, is written to as it is.
final class ReportFile: Sendable {
    private let path: FilePath
    /// The name until the report is whole; `nil` for what is written to as it is.
    private let unfinished: FilePath?
    private let descriptor: FileDescriptor
    /// Whether the run goes on when it cannot be written.
    private let isOptional: Bool

    /// The names of all reports that are not whole yet.
    private static let allUnfinished = Mutex<Set<String>>([])

    /// Removes what is not whole; for the end of the process, which frees nothing by itself.
    static func removeUnfinished() {
        // The end may come while one is being renamed: what has its name then is not there any more.
        let names = allUnfinished.withLockIfAvailable { $0 } ?? []
        for name in names { unsafe unlink(name) }
    }

    /// A file to which a report is appended.
    init(appendingTo path: String) throws(PreflightError) {
        self.path = FilePath(path)
        unfinished = nil
        isOptional = true
        do {
            descriptor = try .open(
                self.path,
                .writeOnly,
                options: [.append, .create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            throw Self.unwritable(path, error)
        }
    }

    /// Begins a file beside the one that it will replace, in a folder that is made when it is missing.
    init(_ destination: ReportDestination) throws(PreflightError) {
        isOptional = false
        do {
            let url = URL(filePath: destination.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            // The file behind a link, so that the link stays.
            path = FilePath(url.resolvingSymlinksInPath().path)
            let attributes = try? FileManager.default.attributesOfItem(atPath: path.string)
            switch attributes?[.type] as? FileAttributeType {
            case nil, .typeRegular?:
                let process = ProcessInfo.processInfo.processIdentifier
                let beside = FilePath("\(path).\(process).part")
                unfinished = beside
                descriptor = try .open(
                    beside,
                    .writeOnly,
                    options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead]
                )
                Self.allUnfinished.withLock { _ = $0.insert(beside.string) }
                // Who may read the file that is replaced may read the new one, and nobody else.
                if let mode = attributes?[.posixPermissions] as? Int {
                    _ = fchmod(descriptor.rawValue, mode_t(mode))
                }
            case .typeDirectory?: throw Errno.isDirectory
            default:
                unfinished = nil
                descriptor = try .open(path, .writeOnly, options: [.closeOnExec])
            }
        } catch {
            throw Self.unwritable(destination.path, error)
        }
    }

    private static func unwritable(_ path: String, _ error: any Error) -> PreflightError {
        PreflightError(
            .usage,
            "the report \(path) cannot be written",
            cause: (error as? Errno)?.description ?? error.localizedDescription
        )
    }

    // What has its name by then is not there any more under the other one.
    deinit { discard() }

    /// The bytes that are there.
    var size: Int { (try? descriptor.seek(offset: 0, from: .end)).map { Int($0) } ?? 0 }

    func write(_ text: some Sequence<UInt8>) {
        do {
            try descriptor.writeAll(text)
        } catch {
            fail(error)
        }
    }

    /// Gives the whole report its name.
    func finish() {
        do {
            try descriptor.close()
            guard let unfinished else { return }
            guard unsafe rename(unfinished.string, path.string) == 0 else {
                throw Errno(rawValue: errno)
            }
            Self.allUnfinished.withLock { _ = $0.remove(unfinished.string) }
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: any Error) {
        Terminal.say("error: the report \(path) cannot be written: \(error)")
        if !isOptional { Terminal.end(.internalError) }
    }

    private func discard() {
        guard let unfinished else { return }
        unsafe unlink(unfinished.string)
        Self.allUnfinished.withLock { _ = $0.remove(unfinished.string) }
    }
}
