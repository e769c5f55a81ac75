internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// A file that one process at a time can hold.
///
/// The system lets go of it when the process ends.
final class LockFile: Sendable {
    private let descriptor: FileDescriptor

    /// Takes the lock, or says who holds it.
    init(_ path: FilePath) throws(LedgerFault) {
        let opened: FileDescriptor
        do {
            opened = try FileDescriptor.open(
                path,
                .readWrite,
                options: [.create, .closeOnExec],
                permissions: [.ownerRead, .ownerWrite]
            )
        } catch {
            throw .unusable(path: path.string, reason: "\(error)")
        }
        guard flock(opened.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.holder(opened)
            try? opened.close()
            throw .locked(path: path.string, holder: holder)
        }
        descriptor = opened
        do {
            try descriptor.resize(to: 0, retryOnInterrupt: true)
            try descriptor.writeAll("\(getpid())\n".utf8)
        } catch {
            throw .unusable(path: path.string, reason: "\(error)")
        }
    }

    deinit {
        release()
        try? descriptor.close()
    }

    /// Lets another process take the lock.
    ///
    /// Closing is not enough: a child that has not yet begun its own program shares the descriptor.
    func release() { _ = flock(descriptor.rawValue, LOCK_UN) }

    private static func holder(_ descriptor: FileDescriptor) -> String? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe (try? descriptor.read(fromAbsoluteOffset: 0, into: buffer)) ?? 0
        }
        let digits = bytes.prefix(count).prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? nil : String(decoding: digits, as: UTF8.self)
    }
}

extension FilePath {
    /// Makes the file if it is not there, for nobody but its owner.
    ///
    /// It tells what was paid for. To be called before SQLite opens the file: its log gets the same
    /// mode, and closing another descriptor of an open file would end SQLite's locks on it.
    func restrictToOwner() throws {
        let descriptor = try FileDescriptor.open(
            self,
            .readWrite,
            options: [.create, .closeOnExec],
            permissions: [.ownerRead, .ownerWrite]
        )
        defer { try? descriptor.close() }
        guard fchmod(descriptor.rawValue, 0o600) == 0 else { throw Errno(rawValue: errno) }
    }
}
