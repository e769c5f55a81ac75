package import SystemPackage

/// What a version control system says of paths, asked for by whoever can run it.
package struct VersionControl: Sendable {
    /// What is left out of a directory that was given, by paths below it; a directory's path ends with
    /// a slash.
    package let ignored: @Sendable (FilePath) -> Set<String>
    /// The absolute paths of the only files that are looked at; `nil` for all.
    package let changed: Set<String>?
    /// The folder that relative paths begin in, absolute.
    package let current: FilePath

    /// Keeps the answers.
    package init(
        current: FilePath,
        changed: Set<String>? = nil,
        ignored: @escaping @Sendable (FilePath) -> Set<String>
    ) {
        self.current = current
        self.changed = changed
        self.ignored = ignored
    }

    /// Nothing is left out.
    package static let none = VersionControl(current: FilePath("/")) { _ in [] }

    /// Whether a file is to be looked at.
    func isChanged(_ path: FilePath) -> Bool {
        guard let changed else { return true }
        return changed.contains(current.pushing(path).lexicallyNormalized().string)
    }
}
