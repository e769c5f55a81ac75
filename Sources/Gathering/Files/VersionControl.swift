package import PreflightModel
package import SystemPackage

/// What a version control system says of paths, asked for by whoever can run it.
package struct VersionControl: Sendable {
    /// What is left out of a directory that was given, by paths below it; a directory's path ends with
    /// a slash.
    package let ignored: @Sendable (FilePath) -> Set<String>
    /// The names that git has for the contents of files, by absolute paths: files that have them still
    /// are not looked at; `nil` when all are.
    package let committed: [String: String]?
    /// The folder that relative paths begin in, absolute.
    package let current: FilePath

    /// Keeps the answers.
    package init(
        current: FilePath,
        committed: [String: String]? = nil,
        ignored: @escaping @Sendable (FilePath) -> Set<String>
    ) {
        self.current = current
        self.committed = committed
        self.ignored = ignored
    }

    /// Nothing is left out.
    package static let none = VersionControl(current: FilePath("/")) { _ in [] }

    /// What to say of an input in which nothing was found.
    package var nothing: Obstacle { committed == nil ? .nothingToCheck : .unchanged }

    /// Whether a file is to be looked at: it has other contents than it had, or is not known.
    func isChanged(_ path: FilePath) -> Bool {
        guard let committed else { return true }
        // Git knows a link as itself, and nothing of what lies behind one.
        let written = current.pushing(path)
        let folder = written.removingLastComponent().resolved
        let real = written.lastComponent.flatMap { name in folder?.appending(name) }
        for path in [written.lexicallyNormalized(), real, written.resolved] {
            guard let path, let name = committed[path.string] else { continue }
            return FileHash.gitName(ofFileAt: path, digits: name.count) != name
        }
        return true
    }
}
