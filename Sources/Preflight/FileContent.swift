internal import SystemPackage

/// Small files of our own: schemas, configurations, tokens of access.
enum FileContent {
    /// The largest such file, in bytes.
    static let limit = 4 << 20

    /// All bytes of the file at `path`; one over the limit is refused.
    static func bytes(at path: String) throws -> [UInt8] {
        let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.closeOnExec])
        defer { try? file.close() }
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let piece = try unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if piece.isEmpty { return bytes }
            bytes += piece
        }
        throw Errno.fileTooLarge
    }
}
