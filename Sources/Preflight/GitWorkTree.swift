internal import Foundation
internal import Gathering
internal import PreflightModel
internal import SystemPackage

/// What git says of files, asked of git itself.
enum GitWorkTree {
    /// What git ignores below a directory that lies in a work tree; nothing where there is no git.
    ///
    /// A directory that is ignored itself was named on purpose: nothing in it is left out.
    static func ignored(below directory: FilePath) -> Set<String> {
        guard isInWorkTree(directory) else { return [] }
        let listing = [
            "-C", directory.string, "ls-files", "-z", "--others", "--ignored", "--exclude-standard",
            "--directory",
        ]
        return Set(git(listing).map(\.paths) ?? [])
    }

    /// The absolute paths of the files that differ from a revision, or that git does not know yet.
    static func changed(
        since revision: String,
        in folder: String
    ) throws(PreflightError) -> Set<String> {
        guard let root = git(["-C", folder, "rev-parse", "--show-toplevel"])?.line else {
            throw PreflightError(
                .usage,
                "--since asks git, and this folder is in no work tree of it"
            )
        }
        let name = ["-C", root, "rev-parse", "--verify", "--quiet", "--end-of-options"]
        guard let commit = git(name + [revision + "^{commit}"])?.line else {
            throw PreflightError(.usage, "git knows no revision \(revision)")
        }
        let difference = [
            "-C", root, "diff", "-z", "--name-only", "--no-renames", "--no-ext-diff",
            "--no-textconv",
            commit, "--",
        ]
        let unknown = ["-C", root, "ls-files", "-z", "--others", "--exclude-standard"]
        guard let differing = git(difference), let untracked = git(unknown) else {
            throw PreflightError(.usage, "git cannot tell what has changed since \(revision)")
        }
        return Set((differing.paths + untracked.paths).map { root + "/" + $0 })
    }

    private static func isInWorkTree(_ directory: FilePath) -> Bool {
        var folder = URL(filePath: directory.string).standardizedFileURL
        while true {
            let mark = folder.appending(path: ".git").path
            if FileManager.default.fileExists(atPath: mark) { return true }
            let parent = folder.deletingLastPathComponent()
            guard parent.path != folder.path else { return false }
            folder = parent
        }
    }

    /// What git prints; `nil` when there is no git or it fails.
    ///
    /// A work tree may be a stranger's: git is told to start none of the programs that it names.
    private static func git(_ arguments: [String]) -> Output? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging([
            "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C",
        ]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? Output(bytes: Array(bytes)) : nil
    }

    private struct Output {
        let bytes: [UInt8]

        /// Paths that end with NUL.
        var paths: [String] {
            bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        }

        var line: String? {
            bytes.last == 0x0a ? String(decoding: bytes.dropLast(), as: UTF8.self) : nil
        }
    }
}
