internal import Documents
internal import Foundation
internal import PreflightModel
internal import Schemas

extension Schema {
    /// Reads the schemas of files, and of the JSON files in directories.
    static func read(
        at paths: [String]
    ) throws(PreflightError) -> [(schema: Schema, file: String)] {
        var schemas: [(schema: Schema, file: String)] = []
        for path in paths {
            for file in try files(at: path) { schemas.append((try Schema(file: file), file)) }
        }
        return schemas
    }

    private static func files(at path: String) throws(PreflightError) -> [String] {
        var isDirectory: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
            isDirectory.boolValue
        else { return [path] }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw PreflightError(.usage, "the directory of schemas \(path) cannot be read")
        }
        let files = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
        guard !files.isEmpty else {
            throw PreflightError(
                .usage,
                "the directory \(path) holds no schema, which is a .json file"
            )
        }
        return files.map { path + "/" + $0 }
    }

    /// Reads a schema from a file.
    private init(file path: String) throws(PreflightError) {
        let bytes: [UInt8]
        do {
            bytes = try FileContent.bytes(at: path)
        } catch {
            throw PreflightError(.usage, "the schema \(path) cannot be read", cause: "\(error)")
        }
        do throws(SchemaFault) {
            try self.init(json: bytes)
        } catch {
            switch error {
            case .document(let problem):
                throw PreflightError(
                    .usage,
                    "\(path):\(problem.span.line):\(problem.span.column): the schema is no JSON"
                )
            case .missing(let part, let span):
                throw PreflightError(
                    .usage,
                    "\(path):\(span.line):\(span.column): the schema has no usable \(part)"
                )
            }
        }
    }
}
