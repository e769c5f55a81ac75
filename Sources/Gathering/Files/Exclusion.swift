package import SystemPackage

/// What is left out of directories.
package struct Exclusion: Sendable {
    private let given: PathPatterns
    private let configured: PathPatterns
    private let folder: FilePath

    /// Leaves out what the patterns of the command line fit, below each directory that was given, and
    /// what those of a configuration fit, below its folder, which is absolute.
    package init(
        _ given: [String] = [],
        configured: [String] = [],
        in folder: FilePath = FilePath("/")
    ) {
        self.given = PathPatterns(given)
        self.configured = PathPatterns(configured)
        self.folder = folder.lexicallyNormalized()
    }

    /// Whether nothing is left out.
    var isEmpty: Bool { given.isEmpty && configured.isEmpty }

    /// Whether an entry is left out, by its path below the directory that was given, and its path from
    /// the folder `current`, which is absolute.
    func covers(_ below: FilePath, _ path: FilePath, from current: FilePath) -> Bool {
        if given.cover(below.string) { return true }
        guard !configured.isEmpty else { return false }
        var place = current.pushing(path).lexicallyNormalized()
        // What lies elsewhere is known by its name.
        return place.removePrefix(folder)
            ? configured.cover(place.string) : configured.cover(path.lastComponent?.string ?? "")
    }
}
