internal import Crypto
internal import Foundation
internal import Ledger
internal import PreflightModel
internal import Synchronization
internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// The file into which a result is written before it has its final name.
///
/// What was written is hashed on the way, and can be gone on with after a loss.
final class PartialResult: Sendable {
    let path: FilePath
    private let descriptor: FileDescriptor
    private let state = Mutex(State())

    /// The rest is none of what is here: it is to be asked for from the beginning.
    struct Changed: Error {}

    private struct State {
        var hash = SHA256()
        var count = 0
        var length: Int?
        var entityTag: String?
    }

    private static let prefix = ".preflight-"
    private static let suffix = ".part"
    private static let made = Mutex(0)

    /// Makes a file in a folder that nobody else has: what is there already is never written to, because
    /// it may have a final name, too.
    init(in folder: FilePath) throws {
        while true {
            let number = Self.made.withLock { count in
                count += 1
                return count
            }
            let path = folder.appending("\(Self.prefix)\(getpid())-\(number)\(Self.suffix)")
            do {
                descriptor = try FileDescriptor.open(
                    path,
                    .readWrite,
                    options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead]
                )
                self.path = path
                // So that nobody takes it for one that was left behind.
                _ = flock(descriptor.rawValue, LOCK_EX | LOCK_NB)
                return
            } catch Errno.fileExists {
                continue
            }
        }
    }

    /// Removes what processes that ended early left in a folder; only the name goes.
    static func removeLeftovers(in folder: FilePath) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
            let path = folder.appending(name)
            guard
                let file = try? FileDescriptor.open(
                    path,
                    .readOnly,
                    options: [.closeOnExec, .noFollow]
                )
            else { continue }
            defer { try? file.close() }
            guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else { continue }
            unsafe path.withPlatformString { _ = unsafe unlink($0) }
        }
    }

    deinit { try? descriptor.close() }

    /// From where to go on, and the strong entity tag of what is here; from the beginning without one.
    var resumption: (offset: Int, entityTag: String?) {
        state.withLock { state in
            state.entityTag == nil ? (0, nil) : (state.count, state.entityTag)
        }
    }

    /// How many bytes are here.
    var count: Int { state.withLock { $0.count } }

    /// Whether as much came as was announced.
    var isWhole: Bool { state.withLock { $0.length == nil || $0.length == $0.count } }

    /// Takes a part of a download.
    func take(_ part: DownloadPart) throws {
        try state.withLock { state in
            switch part {
            case .start(let offset, let length, let entityTag):
                guard offset == 0 else {
                    // A host that does not heed the condition would splice two files.
                    guard offset == state.count, entityTag == state.entityTag,
                        length == state.length
                    else {
                        state.entityTag = nil
                        throw Changed()
                    }
                    return
                }
                try descriptor.resize(to: 0)
                try descriptor.seek(offset: 0, from: .start)
                state = State()
                state.length = length
                state.entityTag = entityTag.flatMap { $0.hasPrefix("\"") ? $0 : nil }
            case .bytes(let bytes):
                try descriptor.writeAll(bytes)
                state.hash.update(data: bytes)
                state.count += bytes.count
                Milestone.pieceWritten.pass()
            }
        }
    }

    /// The SHA-256 of what is here, in hexadecimal.
    var sha256: String { state.withLock { $0.hash.finalize().hexadecimal } }

    /// Brings everything to the disk.
    func sync() throws {
        guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives some bytes.
    func read(_ count: Int, at offset: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe try descriptor.read(
                fromAbsoluteOffset: Int64(offset),
                into: UnsafeMutableRawBufferPointer(buffer)
            )
        }
    }

    /// Removes the name that is not final.
    func remove() { unsafe path.withPlatformString { _ = unsafe unlink($0) } }

    /// The SHA-256 of another file, if it has this length.
    static func sha256(of path: FilePath, length: Int) -> String? {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec]) else {
            return nil
        }
        defer { try? file.close() }
        guard let end = try? file.seek(offset: 0, from: .end), Int(end) == length else {
            return nil
        }
        var hash = SHA256()
        var offset = 0
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while offset < length {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe (try? file.read(fromAbsoluteOffset: Int64(offset), into: buffer)) ?? 0
            }
            guard count > 0 else { return nil }
            hash.update(data: bytes[..<count])
            offset += count
        }
        return hash.finalize().hexadecimal
    }
}
