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
        /// The document, or the line of it, that holds the value.
        package let text: DocumentText
    }

    private let descriptor: FileDescriptor
    private let isOwned: Bool
    private let format: DocumentFormat
    private var lines = NDJSONReader()
    // The next one is the last element.
    private var waiting: [Found] = []
    private var isAtEnd = false
    private var count = 0

    private struct Found {
        var node: Result<Node, DocumentProblem>
        var pointer = JSONPointer.root
        let text: DocumentText
    }

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
        guard let found = waiting.popLast() else { return nil }
        count += 1
        return Entry(index: count, node: found.node, pointer: found.pointer, text: found.text)
    }

    private mutating func fill() throws(Obstacle) {
        switch format {
        case .ndjson:
            let bytes = try read()
            isAtEnd = bytes.isEmpty
            let found = isAtEnd ? [lines.finish()].compactMap { $0 } : lines.take(bytes)
            waiting = found.reversed().map { Found(node: $0.node, text: $0.text) }
        case .json, .yaml:
            waiting = try whole().reversed()
            isAtEnd = true
        }
    }

    // A document over the limit is read just far enough for its reader to refuse it.
    private func whole() throws(Obstacle) -> [Found] {
        var bytes: [UInt8] = []
        while bytes.count <= JSONReader.largestDocument {
            let piece = try read()
            if piece.isEmpty { break }
            bytes += piece
        }
        let text = DocumentText(bytes)
        do throws(DocumentProblem) {
            let node = format == .json ? try JSONReader.read(bytes) : try YAMLReader.read(bytes)
            guard let elements = node.elements else {
                return [Found(node: .success(node), text: text)]
            }
            return elements.enumerated().map { index, element in
                Found(node: .success(element), pointer: .root.appending(index: index), text: text)
            }
        } catch {
            return [Found(node: .failure(error), text: text)]
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
