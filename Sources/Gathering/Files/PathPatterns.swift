#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The patterns of a shell (`*`, `?`, `[a-z]`) for some of the paths below a folder.
///
/// A pattern without a slash is compared with each name; one with a slash with the whole path below
/// the folder, where `*` also stands for slashes.
package struct PathPatterns: Hashable, Sendable {
    private let patterns: [String]

    /// Keeps the patterns.
    package init(_ patterns: [String]) { self.patterns = patterns }

    /// Whether there is no pattern.
    package var isEmpty: Bool { patterns.isEmpty }

    /// Whether a pattern fits the entry at `path` below the folder.
    package func cover(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return patterns.contains { pattern in
            let bare = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
            return unsafe fnmatch(bare, bare.contains("/") ? path : name, 0) == 0
        }
    }
}
