internal import PreflightModel
internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// A regular file that is open for reading.
///
/// Opening one never blocks and never makes a terminal ours.
struct RegularFile: ~Copyable {
    private let descriptor: FileDescriptor

    /// The size in bytes when the file was opened.
    let size: Int

    /// Opens a file; what is no regular file is refused before a byte is read.
    init(_ path: FilePath) throws(Obstacle) {
        try self.init(
            unsafe path.withPlatformString { unsafe Self.open($0, in: AT_FDCWD) }
        )
    }

    /// Takes over what ``open(_:in:)`` opened.
    init(_ opened: Result<Opened, Obstacle>) throws(Obstacle) {
        let opened = try opened.get()
        descriptor = opened.descriptor
        size = opened.size
    }

    deinit { try? descriptor.close() }

    /// Reads at `offset` until the buffer is full, or has at least `least` bytes, or the file ends.
    func read(
        at offset: Int,
        into buffer: UnsafeMutableRawBufferPointer,
        atLeast least: Int
    ) throws(Obstacle) -> Int {
        do throws(Errno) {
            var count = 0
            while count < least {
                let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
                let got = unsafe try descriptor.pread(into: rest, at: offset + count)
                if got == 0 { break }
                count += got
            }
            return count
        } catch {
            throw Obstacle(error)
        }
    }

    /// A descriptor that somebody has to close, and the size in bytes of its file.
    struct Opened {
        let descriptor: FileDescriptor
        let size: Int
    }

    /// Opens the regular file with a name in a directory; `AT_FDCWD` is the current one.
    static func open(
        _ name: UnsafePointer<CChar>,
        in directory: CInt
    ) -> Result<Opened, Obstacle> {
        let number = unsafe openat(directory, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard number >= 0 else { return .failure(Obstacle(Errno(rawValue: errno))) }
        let descriptor = FileDescriptor(rawValue: number)
        do throws(Obstacle) {
            return .success(Opened(descriptor: descriptor, size: try descriptor.regularSize()))
        } catch {
            try? descriptor.close()
            return .failure(error)
        }
    }

    /// Opens the regular file at `path` for a reader that closes it.
    static func descriptor(of path: FilePath) throws(Obstacle) -> FileDescriptor {
        try unsafe path.withPlatformString { unsafe open($0, in: AT_FDCWD) }.get().descriptor
    }
}

extension FileDescriptor {
    /// The size in bytes, if this is a regular file.
    fileprivate func regularSize() throws(Obstacle) -> Int {
        let status: Stat
        do throws(Errno) {
            status = try stat()
        } catch {
            throw Obstacle(error)
        }
        guard status.type == .regular else {
            throw status.type == .directory ? .directory : .notRegular
        }
        return Int(status.size)
    }

    /// Reads once at an offset, however often a signal interrupts it.
    fileprivate func pread(
        into buffer: UnsafeMutableRawBufferPointer,
        at offset: Int
    ) throws(Errno) -> Int {
        while true {
            #if canImport(Darwin)
            let got = unsafe Darwin.pread(rawValue, buffer.baseAddress, buffer.count, off_t(offset))
            #else
            let got = unsafe Glibc.pread(rawValue, buffer.baseAddress, buffer.count, off_t(offset))
            #endif
            if got >= 0 { return got }
            let error = Errno(rawValue: errno)
            guard error == .interrupted else { throw error }
        }
    }
}
