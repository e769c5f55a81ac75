internal import PreflightModel
internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The entries of a directory that can be checked or entered, sorted by the bytes of their names.
///
/// The directory stays open as long as anybody holds the listing, so that its files are opened by
/// their names alone. Names lie in one stretch of memory: a directory may hold a million of them.
final class Listing: Sendable {
    /// One entry.
    struct Entry: Sendable {
        fileprivate let start: UInt32
        let type: EntryType
        let kind: NameKind
    }

    /// What the directory says that an entry is.
    enum EntryType: Sendable {
        case file, directory
        /// A FIFO, a socket or a device.
        case special
        /// A link, or nothing is said: it must be asked for.
        case unresolved
    }

    /// The directory's path as it was given or walked to.
    let path: FilePath
    /// The entries in their order; hidden ones and files of no use are left out.
    let entries: [Entry]

    private let names: [UInt8]
    private let descriptor: FileDescriptor

    /// Opens the directory at `path` and reads its names.
    ///
    /// From `manyNames` names on they are counted before they are kept: arrays that double leave
    /// holes behind that are as large as what they hold.
    init(_ path: FilePath, manyNames: Int = 1 << 16) throws(Errno) {
        let number = unsafe path.withPlatformString { name in
            unsafe openat(AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
        }
        guard number >= 0 else { throw Errno(rawValue: errno) }
        let descriptor = FileDescriptor(rawValue: number)
        do throws(Errno) {
            var names: [UInt8] = []
            var entries = try Self.read(descriptor, &names, manyNames)
            Self.sort(&entries, names)
            self.path = path
            self.descriptor = descriptor
            self.names = names
            self.entries = entries
        } catch {
            try? descriptor.close()
            throw error
        }
    }

    deinit { try? descriptor.close() }

    /// The path of an entry.
    func path(of entry: Entry) -> FilePath {
        let name = name(of: entry).map { CChar(bitPattern: $0) } + [0]
        return path.pushing(FilePath(platformString: name))
    }

    /// The path of an entry as text, in which what is no UTF-8 is replaced.
    ///
    /// `prefix` is ``prefix`` as UTF-8.
    func text(of entry: Entry, after prefix: [UInt8]) -> String {
        unsafe names.withUnsafeBufferPointer { names in
            let rest = unsafe UnsafeBufferPointer(rebasing: names[Int(entry.start)...])
            let length = unsafe rest.baseAddress.map { unsafe strlen($0) } ?? 0
            let name = unsafe UnsafeBufferPointer(rebasing: rest[..<length])
            return unsafe String(unsafeUninitializedCapacity: prefix.count + length) { buffer in
                let start = unsafe buffer.update(fromContentsOf: prefix)
                return unsafe buffer[start...].update(fromContentsOf: name)
            }
        }
    }

    private func name(of entry: Entry) -> ArraySlice<UInt8> {
        names[Int(entry.start)...].prefix { $0 != 0 }
    }

    /// What stands before the names of the entries in the texts of their paths.
    var prefix: String { path.string.hasSuffix("/") ? path.string : path.string + "/" }

    /// Opens the file that an entry names.
    func open(_ entry: Entry) throws(Obstacle) -> RegularFile {
        let opened = unsafe names.withUnsafeBufferPointer { names in
            unsafe names.withMemoryRebound(to: CChar.self) { names in
                unsafe names.baseAddress.map { start in
                    unsafe RegularFile.open(start + Int(entry.start), in: descriptor.rawValue)
                }
            }
        }
        return try RegularFile(opened ?? .failure(.notFound))
    }

    private static func read(
        _ directory: FileDescriptor,
        _ names: inout [UInt8],
        _ manyNames: Int
    ) throws(Errno) -> [Entry] {
        // The stream closes its descriptor, and the listing keeps one to open files by.
        let copy = fcntl(directory.rawValue, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw Errno(rawValue: errno) }
        guard let stream = unsafe fdopendir(copy) else {
            let error = Errno(rawValue: errno)
            close(copy)
            throw error
        }
        defer { unsafe _ = closedir(stream) }
        var entries: [Entry] = []
        var hasCounted = false
        while true {
            if entries.count == manyNames, !hasCounted {
                hasCounted = true
                unsafe reserve(&names, &entries, countingRestOf: stream)
                unsafe rewinddir(stream)
            }
            errno = 0
            guard let entry = unsafe readdir(stream) else { break }
            let type = unsafe EntryType(entry.pointee.d_type)
            unsafe withName(of: entry) { name in
                guard unsafe name[0] != 0x2e, names.count < UInt32.max else { return }
                let kind = unsafe NameKind(name.dropLast())
                if case .other = kind, type == .file || type == .special { return }
                entries.append(Entry(start: UInt32(names.count), type: type, kind: kind))
                unsafe names.append(contentsOf: name)
            }
        }
        // Nothing more, or nothing more that can be read.
        guard errno == 0 else { throw Errno(rawValue: errno) }
        return entries
    }

    /// Forgets what was read and takes as much memory as all of it needs.
    private static func reserve(
        _ names: inout [UInt8],
        _ entries: inout [Entry],
        countingRestOf stream: OpaquePointer
    ) {
        var count = entries.count
        var bytes = names.count
        while let entry = unsafe readdir(stream) {
            count += 1
            bytes += unsafe withName(of: entry) { $0.count }
        }
        names = []
        entries = []
        names.reserveCapacity(bytes)
        entries.reserveCapacity(count)
    }

    // In place: a directory may hold a million names.
    private static func sort(_ entries: inout [Entry], _ names: [UInt8]) {
        unsafe names.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) { letters in
                guard let start = letters.baseAddress else { return }
                entries.sort { first, second in
                    unsafe strcmp(start + Int(first.start), start + Int(second.start)) < 0
                }
            }
        }
    }

    /// Hands over the name of an entry with the zero that ends it.
    @inline(__always)
    private static func withName<Result>(
        of entry: UnsafeMutablePointer<dirent>,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
            let start = unsafe UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)
            return unsafe body(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
        }
    }
}

extension Listing.EntryType {
    fileprivate init(_ code: UInt8) {
        switch Int(code) {
        case Int(DT_REG): self = .file
        case Int(DT_DIR): self = .directory
        case Int(DT_LNK), Int(DT_UNKNOWN): self = .unresolved
        default: self = .special
        }
    }
}
