package import Documents
internal import ImageProbe
package import PreflightModel
package import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// Reads payloads, some at a time, from a file or from standard input.
package struct PayloadReader: ~Copyable {
    private let descriptor: FileDescriptor
    private let isOwned: Bool
    private let format: DocumentFormat
    private var lines = NDJSONReader()
    private var table = CSVReader()
    private var isAtEnd = false
    private var isBegun = false
    private var count = 0

    private static let stretch = 1 << 16

    /// Opens a regular file.
    package init(_ path: FilePath, _ format: DocumentFormat) throws(Obstacle) {
        descriptor = try RegularFile.descriptor(of: path)
        self.format = format
        isOwned = true
    }

    /// Reads standard input, which is not closed.
    package init(standardInput format: DocumentFormat) {
        descriptor = .standardInput
        isOwned = false
        self.format = format
    }

    /// Whether it reads standard input.
    package var isStandardInput: Bool { !isOwned }

    /// Whether there is something to be read on standard input, or its end.
    package static var isStandardInputReady: Bool {
        var input = pollfd(
            fd: FileDescriptor.standardInput.rawValue,
            events: Int16(POLLIN),
            revents: 0
        )
        // Whoever cannot tell reads, and waits.
        return unsafe poll(&input, 1, 0) != 0
    }

    deinit {
        if isOwned { try? descriptor.close() }
    }

    /// The next payloads, at least one; `nil` at the end.
    package mutating func next() throws(Obstacle) -> PayloadBatch? {
        while !isAtEnd {
            if let batch = try read(), batch.count > 0 {
                count += batch.count
                return batch
            }
        }
        return nil
    }

    private mutating func read() throws(Obstacle) -> PayloadBatch? {
        switch format {
        case .ndjson:
            let bytes = try readStretch()
            try look(at: bytes)
            isAtEnd = bytes.isEmpty
            let found = isAtEnd ? lines.finish() : lines.take(bytes)
            return found.map { PayloadBatch($0, firstIndex: count + 1) }
        case .csv:
            let bytes = try readStretch()
            try look(at: bytes)
            isAtEnd = bytes.isEmpty
            let records = isAtEnd ? table.finish().map { [$0] } ?? [] : table.take(bytes)
            return batch(records.map { ($0.node, .root, $0.text, $0.columns) })
        case .json, .yaml:
            isAtEnd = true
            let bytes = try readAll()
            try look(at: bytes)
            let text = DocumentText(bytes)
            return batch(
                Self.documents(bytes, format).flatMap { document in
                    Self.payloads(of: document).map { ($0.node, $0.pointer, text, nil) }
                }
            )
        }
    }

    // What comes through a pipe has no name that says what it is, and each of its lines would be told as
    // a mistake.
    private mutating func look(at bytes: [UInt8]) throws(Obstacle) {
        guard isStandardInput, !isBegun else { return }
        isBegun = true
        if Sniffer.format(of: bytes.prefix(Sniffer.longestPrefix)).family != .foreign {
            throw .imageForPayloads
        }
        let line = bytes.prefix { $0 != 0x0a && $0 != 0x0d }
        guard format == .ndjson, !line.isEmpty, line.count < bytes.count else { return }
        switch SubjectWalker.Input(listed: line) {
        case .url: throw .listForPayloads
        case .path(let path) where (try? path.stat()) != nil: throw .listForPayloads
        default: break
        }
    }

    private func batch(
        _ found: [(
            node: Result<Node, DocumentProblem>, pointer: JSONPointer, text: DocumentText,
            columns: [String]?
        )]
    ) -> PayloadBatch {
        let entries = found.enumerated().map { offset, found in
            PayloadBatch.Entry(
                index: count + 1 + offset,
                node: found.node,
                pointer: found.pointer,
                text: found.text,
                isDocument: format != .csv && found.pointer == .root && self.count == 0,
                columns: found.columns
            )
        }
        return PayloadBatch(entries[...])
    }

    private static func documents(
        _ bytes: [UInt8],
        _ format: DocumentFormat
    ) -> [Result<Node, DocumentProblem>] {
        guard format == .json else { return YAMLReader.readAll(bytes) }
        do throws(DocumentProblem) {
            return [.success(try JSONReader.read(bytes))]
        } catch {
            return [.failure(error)]
        }
    }

    // A list holds a payload in each element.
    private static func payloads(
        of document: Result<Node, DocumentProblem>
    ) -> [(node: Result<Node, DocumentProblem>, pointer: JSONPointer)] {
        guard let elements = (try? document.get())?.elements else { return [(document, .root)] }
        return elements.enumerated().map { index, element in
            (.success(element), .root.appending(index: index))
        }
    }

    // A document over the limit is read just far enough for its reader to refuse it.
    private func readAll() throws(Obstacle) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= JSONReader.largestDocument {
            let piece = try readStretch()
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    private func readStretch() throws(Obstacle) -> [UInt8] {
        do {
            return try unsafe [UInt8](unsafeUninitializedCapacity: Self.stretch) { buffer, count in
                count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw Obstacle((error as? Errno) ?? .ioError)
        }
    }
}
