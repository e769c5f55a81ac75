internal import Addresses
package import SystemPackage

/// Directories that hold copies of what addresses lead to.
package struct LocalCopies: Sendable {
    private let directories: [(prefix: String, directory: FilePath)]

    /// Keeps the beginnings of addresses with the directories in which the rest of them is a path.
    package init(_ directories: [(prefix: String, directory: FilePath)] = []) {
        self.directories = directories
    }

    /// The path of the copy of what is at an address, if there is one.
    ///
    /// A rest that leads out of its directory, by itself or through links, has none.
    package func path(of url: String) -> FilePath? {
        for (prefix, directory) in directories where url.hasPrefix(prefix) {
            let rest = url.dropFirst(prefix.count).prefix { $0 != "?" && $0 != "#" }
            let bytes = PercentEncoding.decoded(rest.utf8)
            guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
                continue
            }
            let path = FilePath(String(text.drop { $0 == "/" })).lexicallyNormalized()
            guard !path.isEmpty, path.isRelative, path.components.first?.kind == .regular else {
                continue
            }
            // Links may lead elsewhere.
            guard let folder = directory.resolved, let copy = directory.pushing(path).resolved,
                copy.starts(with: folder)
            else { continue }
            return copy
        }
        return nil
    }
}
