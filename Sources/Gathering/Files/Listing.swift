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
        fileprivate let start: Int
        fileprivate let length: UInt16
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
    init(_ path: FilePath) throws(Errno) {
        let number = unsafe path.withPlatformString { name in
            unsafe openat(AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC)
        }
        guard number >= 0 else { throw Errno(rawValue: errno) }
        let descriptor = FileDescriptor(rawValue: number)
        do throws(Errno) {
            var names: [UInt8] = []
            let entries = try Self.read(descriptor, &names)
            self.path = path
            self.descriptor = descriptor
            self.names = names
            self.entries = Self.sorted(entries, names)
        } catch {
            try? descriptor.close()
            throw error
        }
    }

    deinit { try? descriptor.close() }

    /// The path of an entry.
    func path(of entry: Entry) -> FilePath {
        let name = names[entry.start...].prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
        return path.pushing(FilePath(platformString: name))
    }

    /// The path of an entry as text, in which what is no UTF-8 is replaced.
    func text(of entry: Entry, after prefix: String) -> String {
        let name = names[entry.start..<entry.start + Int(entry.length)]
        return prefix + String(decoding: name, as: UTF8.self)
    }

    /// What stands before the names of the entries in the texts of their paths.
    var prefix: String { path.string.hasSuffix("/") ? path.string : path.string + "/" }

    /// Opens the file that an entry names.
    func open(_ entry: Entry) throws(Obstacle) -> RegularFile {
        let opened = unsafe names[entry.start...].withUnsafeBufferPointer { name in
            unsafe name.withMemoryRebound(to: CChar.self) { name in
                unsafe name.baseAddress.map { unsafe RegularFile.open($0, in: descriptor.rawValue) }
            }
        }
        return try RegularFile(opened ?? .failure(.notFound))
    }

    private static func read(
        _ directory: FileDescriptor,
        _ names: inout [UInt8]
    ) throws(Errno) -> [Entry] {
        // The stream closes its descriptor, and the listing keeps one to open files by.
        let copy = dup(directory.rawValue)
        guard let stream = unsafe fdopendir(copy) else {
            let error = Errno(rawValue: errno)
            close(copy)
            throw error
        }
        defer { unsafe _ = closedir(stream) }
        var entries: [Entry] = []
        while let entry = unsafe readdir(stream) {
            let type = unsafe EntryType(entry.pointee.d_type)
            unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                let name = unsafe bytes.prefix { $0 != 0 }
                guard unsafe name.first != 0x2e, unsafe name.count <= UInt16.max else { return }
                let kind = unsafe NameKind(name)
                if case .other = kind, type == .file || type == .special { return }
                entries.append(
                    unsafe Entry(
                        start: names.count,
                        length: UInt16(name.count),
                        type: type,
                        kind: kind
                    )
                )
                unsafe names.append(contentsOf: name)
                names.append(0)
            }
        }
        return entries
    }

    private static func sorted(_ entries: [Entry], _ names: [UInt8]) -> [Entry] {
        unsafe names.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return entries }
            return entries.sorted { first, second in
                let length = Int(min(first.length, second.length))
                let order = unsafe memcmp(start + first.start, start + second.start, length)
                return order == 0 ? first.length < second.length : order < 0
            }
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
