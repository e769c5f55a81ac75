import Foundation
import Gathering
import PreflightModel
import SystemPackage

/// A folder under the temporary directory that is removed with its last owner.
final class TemporaryFolder: Sendable {
    let path: FilePath

    init() throws {
        let name = "/preflight-\(UUID().uuidString)"
        path = FilePath(FileManager.default.temporaryDirectory.path + name)
        try FileManager.default.createDirectory(
            atPath: path.string,
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path.string) }

    /// The path of something in the folder, whether it is there or not.
    func appending(_ name: String) -> FilePath { path.appending(name) }

    /// Writes a file, and the folders that it needs; gives its path.
    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) throws -> FilePath {
        let file = appending(name)
        _ = try makeFolder(file.removingLastComponent())
        try Data(bytes).write(to: URL(filePath: file.string))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) throws -> FilePath {
        try write(name, Array(text.utf8))
    }

    @discardableResult
    func makeFolder(_ name: String) throws -> FilePath {
        try makeFolder(appending(name))
    }

    /// Makes a symbolic link to whatever `target` says.
    @discardableResult
    func link(_ name: String, to target: String) throws -> FilePath {
        let link = appending(name)
        try FileManager.default.createSymbolicLink(
            atPath: link.string,
            withDestinationPath: target
        )
        return link
    }

    /// Makes a FIFO that nobody writes to.
    func makeFIFO(_ name: String) throws -> FilePath {
        let fifo = appending(name)
        guard unsafe fifo.withPlatformString({ unsafe mkfifo($0, 0o600) }) == 0 else {
            throw Errno(rawValue: errno)
        }
        return fifo
    }

    private func makeFolder(_ folder: FilePath) throws -> FilePath {
        try FileManager.default.createDirectory(
            atPath: folder.string,
            withIntermediateDirectories: true
        )
        return folder
    }
}

/// The facts of one file.
func measure(_ path: FilePath, named name: String) -> MediaFacts {
    var gatherer = FileGatherer()
    return gatherer.facts(at: path, named: name)
}
