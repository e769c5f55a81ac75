import Foundation

/// The directories that the image host serves; the first that holds a path wins.
struct ServedFolders: Sendable {
    let roots: [String]

    /// Opens the regular file that a still percent-encoded path names, or nil.
    ///
    /// Nothing hidden and nothing outside of the directories is ever opened.
    func file(at path: String) -> ServedFile? {
        guard let names = names(in: path) else { return nil }
        return roots.lazy.compactMap { file(names, in: $0) }.first
    }

    private func names(in path: String) -> [String]? {
        guard path.hasPrefix("/") else { return nil }
        let encoded = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let names = encoded.compactMap { String($0).removingPercentEncoding }
        guard names.count == encoded.count, names.allSatisfy(isServed) else { return nil }
        return names
    }

    private func isServed(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.first != UInt8(ascii: ".")
            && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
    }

    private func file(_ names: [String], in root: String) -> ServedFile? {
        guard let folder = resolved(root),
            let target = resolved(folder + "/" + names.joined(separator: "/")),
            target.utf8.starts(with: folder.utf8)
        else { return nil }
        // What is left after the folder shows links that lead to a sibling or to something hidden.
        let rest = target.utf8.dropFirst(folder.utf8.count)
        guard let below = String(rest), below.hasPrefix("/") || folder.hasSuffix("/"),
            below.split(separator: "/").map(String.init).allSatisfy(isServed)
        else { return nil }
        return ServedFile(path: target)
    }

    private func resolved(_ path: String) -> String? {
        guard let found = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(found) }
        return unsafe String(validatingCString: found)
    }
}
