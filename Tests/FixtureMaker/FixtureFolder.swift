import Foundation

/// The folder that holds the fixtures; files of others in it are left alone.
struct FixtureFolder {
    let root: URL

    /// Writes the files that are missing or differ, and returns their number.
    func write(_ files: [FixtureFile]) throws -> Int {
        let stale = files.filter { contents(of: $0) != $0.bytes }
        for file in stale {
            let url = root.appending(path: file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(file.bytes).write(to: url, options: .atomic)
        }
        return stale.count
    }

    /// A line for each file that is missing or differs.
    func differences(from files: [FixtureFile]) -> [String] {
        files.compactMap { file in
            guard let bytes = contents(of: file) else { return "missing: \(file.path)" }
            return bytes == file.bytes ? nil : "differs: \(file.path)"
        }
    }

    /// Reads a file as it is now; nil when it cannot be read.
    private func contents(of file: FixtureFile) -> [UInt8]? {
        (try? Data(contentsOf: root.appending(path: file.path))).map { [UInt8]($0) }
    }
}
