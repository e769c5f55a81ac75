internal import Addresses
internal import ImageProbe
package import PreflightModel
internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// Hands the body behind an address to a sink, piece by piece, and says how that ended.
package typealias Download =
    @Sendable (
        _ url: String, _ sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async -> AddressFacts.Outcome

/// Stores the results of jobs: a file has its final name only when all of it is on the disk.
package struct ResultStore: Sendable {
    /// Why a result could not be stored.
    package struct Fault: Error, Hashable, Sendable {
        package let reason: String
    }

    private let folder: FilePath
    private let hosts: [String]
    private let download: Download

    /// The hosts whose names, or whose subdomains, the provider's results come from.
    package static let providerHosts = ["runcomfy.net", "runcomfy.com"]

    /// Stores in `folder` what `download` fetches, from the provider's hosts and the named ones.
    package init(folder: String, additionalHosts: [String] = [], download: @escaping Download) {
        self.folder = FilePath(folder)
        hosts = Self.providerHosts + additionalHosts
        self.download = download
    }

    /// Makes the folder where it is missing, and shows that files can be made in it.
    ///
    /// To be called before anything is paid for.
    package func prepare() throws(Fault) {
        do {
            try makeFolders(folder)
            let probe = folder.appending(".preflight-\(getpid())")
            let file = try FileDescriptor.open(
                probe,
                .writeOnly,
                options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite]
            )
            unsafe probe.withPlatformString { _ = unsafe unlink($0) }
            try file.close()
        } catch {
            throw Fault(reason: "\(folder.string): \(error)")
        }
    }

    /// Fetches one result and stores it under a name that begins with `name`; gives its path.
    package func store(_ url: String, named name: String) async throws(Fault) -> String {
        guard isTrusted(url) else { throw Fault(reason: "results do not come from this host") }
        let temporary = folder.appending(".\(name).part")
        do {
            try makeFolders(folder)
            let file = try FileDescriptor.open(
                temporary,
                .writeOnly,
                options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
            let outcome = await download(url) { bytes in _ = try file.writeAll(bytes) }
            let synced = fsync(file.rawValue)
            try file.close()
            guard outcome == .answered, synced == 0 else {
                throw Fault(reason: "the download did not finish")
            }
            let path = try publish(temporary, as: name)
            return path.string
        } catch {
            unsafe temporary.withPlatformString { _ = unsafe unlink($0) }
            throw (error as? Fault) ?? Fault(reason: "\(error)")
        }
    }

    private func isTrusted(_ url: String) -> Bool {
        guard let address = try? ImageAddress(url), case .name(let name) = address.host else {
            return false
        }
        return hosts.contains { name == $0 || name.hasSuffix("." + $0) }
    }

    private func makeFolders(_ path: FilePath) throws {
        guard path.lastComponent != nil, (try? path.stat()) == nil else { return }
        try makeFolders(path.removingLastComponent())
        let made = unsafe path.withPlatformString { unsafe mkdir($0, 0o755) }
        guard made == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
    }

    // A link fails where a rename would overwrite; the folder is synced so that the name stays.
    private func publish(_ temporary: FilePath, as name: String) throws -> FilePath {
        let suffix = try Self.fileExtension(of: temporary)
        for number in 1...1000 {
            let path = folder.appending("\(name)\(number == 1 ? "" : "-\(number)").\(suffix)")
            let linked = unsafe temporary.withPlatformString { old in
                unsafe path.withPlatformString { unsafe link(old, $0) }
            }
            if linked == 0 {
                unsafe temporary.withPlatformString { _ = unsafe unlink($0) }
                let directory = try FileDescriptor.open(folder, .readOnly, options: [.directory])
                defer { try? directory.close() }
                guard fsync(directory.rawValue) == 0 else { throw Errno(rawValue: errno) }
                return path
            }
            guard errno == EEXIST else { throw Errno(rawValue: errno) }
        }
        throw Fault(reason: "too many files are called \(name)")
    }

    private static func fileExtension(of path: FilePath) throws -> String {
        let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        defer { try? file.close() }
        let prefix = try unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = unsafe try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        let format = Sniffer.format(of: prefix[...])
        guard [.mp4, .quickTime, .webm, .png, .jpeg, .webp].contains(format),
            let text = format.extensions.first
        else { throw Fault(reason: "the result is no video and no image") }
        return text
    }
}
