#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The patterns of a shell (`*`, `?`, `[a-z]`) for some of the paths below a folder.
///
/// A pattern without a slash is compared with each name; one with a slash, also in front, with the
/// whole path below the folder, where `*` also stands for slashes, and `**/` in front for nothing, too.
package struct PathPatterns: Hashable, Sendable {
    private struct Pattern: Hashable {
        let texts: [String]
        let isOfPath: Bool

        init(_ written: String) {
            var text = Substring(written)
            if text.hasSuffix("/") { text.removeLast() }
            isOfPath = text.contains("/")
            for prefix in ["./", "/"] where text.hasPrefix(prefix) {
                text.removeFirst(prefix.count)
            }
            texts =
                text.hasPrefix("**/")
                ? [String(text), String(text.dropFirst("**/".count))] : [String(text)]
        }
    }

    private let patterns: [Pattern]

    /// Keeps the patterns.
    package init(_ patterns: [String]) { self.patterns = patterns.map(Pattern.init) }

    /// Whether there is no pattern.
    package var isEmpty: Bool { patterns.isEmpty }

    /// Whether a pattern fits the entry at `path` below the folder.
    package func cover(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return patterns.contains { pattern in
            pattern.texts.contains { text in
                unsafe fnmatch(text, pattern.isOfPath ? path : name, 0) == 0
            }
        }
    }
}
