internal import PreflightModel
internal import SystemPackage

/// A regular file that is open for reading.
///
/// Opening one never blocks.
struct RegularFile: ~Copyable {
    private let descriptor: FileDescriptor

    /// The size in bytes when the file was opened.
    let size: Int

    /// Opens a file; what is no regular file is refused before a byte is read.
    init(_ path: FilePath) throws(Obstacle) {
        (descriptor, size) = try FileDescriptor.regularFile(path)
    }

    deinit { try? descriptor.close() }

    /// Reads a stretch.
    ///
    /// Fewer bytes than asked for mean that the file shrank.
    func read(_ range: Range<Int>) throws(Obstacle) -> [UInt8] {
        var failure: Errno?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            do {
                while count < range.count {
                    let got = unsafe try descriptor.read(
                        fromAbsoluteOffset: Int64(range.lowerBound + count),
                        into: UnsafeMutableRawBufferPointer(
                            UnsafeMutableBufferPointer(
                                rebasing: buffer[count...]
                            )
                        )
                    )
                    if got == 0 { break }
                    count += got
                }
            } catch {
                failure = (error as? Errno) ?? .ioError
            }
        }
        if let failure { throw Obstacle(failure) }
        return bytes
    }
}

extension FileDescriptor {
    /// Opens the regular file at `path` for reading and tells its size in bytes.
    static func regularFile(_ path: FilePath) throws(Obstacle) -> (FileDescriptor, size: Int) {
        do {
            let descriptor = try FileDescriptor.open(
                path,
                .readOnly,
                options: [.nonBlocking, .closeOnExec]
            )
            do {
                let stat = try descriptor.stat()
                guard stat.type == .regular else {
                    throw stat.type == .directory ? Obstacle.directory : .notRegular
                }
                return (descriptor, Int(stat.size))
            } catch {
                try descriptor.close()
                throw error
            }
        } catch {
            throw (error as? Obstacle) ?? Obstacle((error as? Errno) ?? .ioError)
        }
    }
}
