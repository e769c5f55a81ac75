import Foundation

/// An open regular file, read piece by piece and closed with its last owner.
final class ServedFile: Sendable {
    /// In bytes, when it was opened.
    let length: Int
    /// Changes when the file does.
    let tag: String
    let type: String
    private let descriptor: Int32

    /// Opens a file without following a link and without waiting; nil unless it is a regular file.
    init?(path: String) {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        guard let facts, facts[.type] as? FileAttributeType == .typeRegular,
            let size = facts[.size] as? NSNumber, let changed = facts[.modificationDate] as? Date
        else { return nil }
        // Should something else have taken its place by now, it still cannot make us wait.
        let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        self.descriptor = descriptor
        length = size.intValue
        tag = "\"\(size)-\(Int64(changed.timeIntervalSince1970 * 1_000_000))\""
        type = ContentType.of(path)
    }

    deinit {
        _ = close(descriptor)
    }

    /// Reads the bytes in a range; fewer when the file was cut short meanwhile.
    func bytes(in range: Range<Int>) throws(SandboxFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var filled = 0
        while filled < range.count {
            let place = range.lowerBound + filled
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    buffer.count - filled,
                    off_t(place)
                )
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else {
                throw SandboxFault(operation: "read a file", cause: "error \(errno)")
            }
            if count == 0 { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }
}
