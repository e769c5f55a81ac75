package import PreflightModel
internal import SystemPackage

/// Reads a list line by line, so that its length costs no memory.
///
/// A list that has a NUL in its first 64 KiB is one that programs write for names with line feeds in
/// them: there NUL alone ends a name.
package final class LineReader {
    private let descriptor: FileDescriptor
    private let isOwned: Bool
    private var held: [UInt8] = []
    private var position = 0
    private var isAtBeginning = true
    private var isEndedByNUL = false
    private var isAtEnd = false
    /// The mark that some editors write before UTF-8.
    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// A line that is longer than any path or address is no line.
    private static let longestLine = 1 << 20
    private static let stretch = 1 << 16

    /// Opens a list; `-` is standard input, and a FIFO is read like a file.
    package init(_ name: String) throws(Obstacle) {
        isOwned = name != "-"
        do {
            descriptor =
                try isOwned
                ? FileDescriptor.open(FilePath(name), .readOnly, options: [.closeOnExec])
                : .standardInput
        } catch {
            throw Obstacle((error as? Errno) ?? .ioError)
        }
    }

    deinit {
        if isOwned { try? descriptor.close() }
    }

    /// The next line that is not empty, without its end; `nil` after the last one.
    package func next() throws(Obstacle) -> ArraySlice<UInt8>? {
        while true {
            if let end = held[position...].firstIndex(of: isEndedByNUL ? 0 : 0x0a) {
                defer { position = end + 1 }
                if let line = line(upTo: end) { return line }
            } else if isAtEnd {
                defer { position = held.count }
                return line(upTo: held.count)
            } else {
                try fill()
            }
        }
    }

    private func line(upTo end: Int) -> ArraySlice<UInt8>? {
        let line = held[position..<end]
        let content = !isEndedByNUL && line.last == 0x0d ? line.dropLast() : line
        return content.isEmpty ? nil : content
    }

    private func fill() throws(Obstacle) {
        guard held.count - position <= Self.longestLine else {
            throw .system(code: Errno.fileNameTooLong.rawValue)
        }
        held.removeSubrange(..<position)
        position = 0
        do {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: Self.stretch) {
                buffer,
                count in
                count = unsafe try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            isAtEnd = piece.isEmpty
            held += isAtBeginning && piece.starts(with: Self.mark) ? piece.dropFirst(3) : piece[...]
            if isAtBeginning { isEndedByNUL = piece.contains(0) }
            isAtBeginning = false
        } catch {
            throw Obstacle((error as? Errno) ?? .ioError)
        }
    }
}
