import Foundation

/// A folder of a test's own that goes away with it.
final class Scratch {
    private let folder: URL

    init() throws {
        folder =
            FileManager.default.temporaryDirectory
            .appending(path: "preflight-command-\(UUID().uuidString)").standardized
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { name.isEmpty ? folder.path : folder.path + "/" + name }

    func write(_ name: String, _ text: String) throws { try write(name, bytes: Array(text.utf8)) }

    func write(_ name: String, bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path(name)))
    }
}

extension Command {
    /// Runs a binary with a list of arguments.
    static func run(
        _ arguments: [String],
        binary: URL = Command.binary,
        folder: URL = Command.root
    ) throws -> Command {
        try Command(list: arguments, binary: binary, folder: folder)
    }
}

/// A JSON value to look into.
struct JSON {
    private let value: Any

    init?(_ text: String) throws {
        value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    }

    private init(_ value: Any) { self.value = value }

    subscript(key: String) -> JSON? { (value as? [String: Any])?[key].map { JSON($0) } }

    var list: [JSON]? { (value as? [Any])?.map { JSON($0) } }
    var text: String? { value as? String }
    var number: Int? { value as? Int }
    var isTrue: Bool? { value as? Bool }
}
