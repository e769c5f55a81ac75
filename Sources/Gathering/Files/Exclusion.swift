#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// Which entries of directories are left out, by the patterns of a shell (`*`, `?`, `[a-z]`).
///
/// A pattern without a slash is compared with each name; one with a slash with the path below the
/// directory that was given, where `*` also stands for slashes.
struct Exclusion: Sendable {
    private let patterns: [String]

    init(_ patterns: [String]) { self.patterns = patterns }

    /// Whether nothing is left out.
    var isEmpty: Bool { patterns.isEmpty }

    /// Whether the entry at `path` below a directory that was given is left out.
    func covers(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return patterns.contains { pattern in
            let bare = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
            return unsafe fnmatch(bare, bare.contains("/") ? path : name, 0) == 0
        }
    }
}
