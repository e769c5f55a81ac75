package import Documents
package import PreflightModel
package import SystemPackage

/// Reads payloads one at a time from a file or from standard input.
package struct PayloadReader: ~Copyable {
    /// One payload of a file, or what is wrong in its place.
    package struct Entry: Sendable {
        /// The number of the payload in its file, from 1.
        package let index: Int
        /// The value, or what is wrong with its document.
        package let node: Result<Node, DocumentProblem>
        /// Where the value stands in its document.
        package let pointer: JSONPointer
    }

    private let descriptor: FileDescriptor
    private let isOwned: Bool
    private let format: DocumentFormat
    private var lines = NDJSONReader()
    // The next one is the last element.
    private var waiting: [(Result<Node, DocumentProblem>, JSONPointer)] = []
    private var isAtEnd = false
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

    deinit {
        if isOwned { try? descriptor.close() }
    }

    /// The next payload; `nil` at the end.
    package mutating func next() throws(Obstacle) -> Entry? {
        while waiting.isEmpty, !isAtEnd { try fill() }
        guard !waiting.isEmpty else { return nil }
        let (node, pointer) = waiting.removeLast()
        count += 1
        return Entry(index: count, node: node, pointer: pointer)
    }

    private mutating func fill() throws(Obstacle) {
        switch format {
        case .ndjson:
            let bytes = try read()
            isAtEnd = bytes.isEmpty
            let found = isAtEnd ? [lines.finish()].compactMap { $0 } : lines.take(bytes)
            waiting = found.reversed().map { ($0, .root) }
        case .json, .yaml:
            waiting = split(try whole()).reversed()
            isAtEnd = true
        }
    }

    // A document over the limit is read just far enough for its reader to refuse it.
    private func whole() throws(Obstacle) -> Result<Node, DocumentProblem> {
        var bytes: [UInt8] = []
        while bytes.count <= JSONReader.largestDocument {
            let piece = try read()
            if piece.isEmpty { break }
            bytes += piece
        }
        do throws(DocumentProblem) {
            let node = format == .json ? try JSONReader.read(bytes) : try YAMLReader.read(bytes)
            return .success(node)
        } catch {
            return .failure(error)
        }
    }

    private func split(
        _ document: Result<Node, DocumentProblem>
    ) -> [(Result<Node, DocumentProblem>, JSONPointer)] {
        guard case .success(let node) = document, let elements = node.elements else {
            return [(document, .root)]
        }
        return elements.enumerated().map {
            (.success($0.element), .root.appending(index: $0.offset))
        }
    }

    private func read() throws(Obstacle) -> [UInt8] {
        do {
            return try unsafe [UInt8](unsafeUninitializedCapacity: Self.stretch) { buffer, count in
                count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        } catch {
            throw Obstacle((error as? Errno) ?? .ioError)
        }
    }
}
