internal import Documents
internal import Foundation
internal import Gathering
internal import PreflightModel
internal import Schemas
internal import SystemPackage

/// Keeps a report from taking the place of what cannot be made again.
public enum ReplacedFile {
    /// So many bytes tell text from anything else.
    private static let told = 4096

    /// Why a report should not replace the file at a path, in words; `nil` when nothing is known against
    /// it.
    public static func objection(to path: String) -> String? {
        // What lies behind a link is replaced; what is no file is written to.
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard attributes?[.type] as? FileAttributeType == .typeRegular,
            let file = FileHandle(forReadingAtPath: path)
        else { return nil }
        defer { try? file.close() }
        let bytes = (try? file.read(upToCount: told)) ?? Data()
        if bytes.contains(0) { return "would replace a file that is no text" }
        return holdsPayload(path) ? "would replace a file of payloads" : nil
    }

    private static func holdsPayload(_ path: String) -> Bool {
        let ending = URL(filePath: path).pathExtension.lowercased()
        guard let format = DocumentFormat.allCases.first(where: { $0.extensions.contains(ending) }),
            let catalogue = try? ModelCatalogue.catalogue(adding: []),
            var reader = try? PayloadReader(FilePath(path), format),
            let batch = try? reader.next()
        else { return false }
        return PayloadLikeness(catalogue).isAnyMeant(batch.entries().filter { !$0.isReport })
    }
}

extension PayloadBatch.Entry {
    /// Whether it is what a report says of a subject: it names a model, too.
    fileprivate var isReport: Bool {
        let node = try? self.node.get()
        return node?["verdict"] != nil && node?["subject"] != nil
    }
}
