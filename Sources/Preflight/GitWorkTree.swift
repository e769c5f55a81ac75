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

    /// The names of the contents that a revision has, in hexadecimal digits, by absolute paths.
    ///
    /// Git only reads its own objects here: asked what has changed, it would look at the files, through
    /// programs that the work tree names.
    static func contents(
        of revision: String,
        in folder: String
    ) throws(PreflightError) -> [String: String] {
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
        guard let listing = git(["-C", root, "ls-tree", "-r", "-z", "--full-tree", commit]) else {
            throw PreflightError(.usage, "git cannot tell what \(revision) holds")
        }
        var contents: [String: String] = [:]
        for entry in listing.paths {
            // Mode, type and name, a tab, and the path. Links and other repositories have no contents.
            let parts = entry.split(separator: "\t", maxSplits: 1)
            let words = parts[0].split(separator: " ")
            guard parts.count == 2, words.count == 3, words[0].hasPrefix("100") else { continue }
            contents[root + "/" + parts[1]] = String(words[2])
        }
        return contents
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
    /// A work tree may be a stranger's: git is asked for nothing that starts a program which the work
    /// tree names, such as a monitor, a hook or a filter of contents, and may fetch nothing.
    private static func git(_ arguments: [String]) -> Output? {
        let environment = ProcessInfo.processInfo.environment.merging([
            "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none",
            "LC_ALL": "C",
        ]) { $1 }
        return SystemProgram.output(
            of: "git",
            ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"] + arguments,
            environment: environment
        ).map(Output.init)
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
