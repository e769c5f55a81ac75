internal import Addresses
package import Ledger
package import PreflightModel
internal import SystemPackage

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#endif

/// What is asked for of a result.
package struct DownloadRequest: Sendable {
    package let url: String
    /// From which byte on it is wanted.
    package let offset: Int
    /// The tag that it must still have, if it is wanted from the middle on.
    package let entityTag: String?
    /// Whether a host may be asked for it; a redirect to any other is not followed.
    package let isTrusted: @Sendable (_ host: String) -> Bool
}

/// Hands what is asked for to a sink, part by part, and says how that ended.
package typealias Download =
    @Sendable (
        DownloadRequest, _ sink: @escaping @Sendable (DownloadPart) throws -> Void
    ) async -> AddressFacts.Outcome

/// Stores the results of jobs: a file has its final name only when all of it is on the disk.
package struct ResultStore: Sendable {
    /// Why a result could not be stored.
    package struct Fault: Error, Hashable, Sendable {
        package let reason: String
        /// Whether the host says that the result is not there, so that a fresh address may help.
        package let wantsFreshAddress: Bool
        /// Whether asking again later cannot help.
        package let isFinal: Bool

        init(_ reason: String, wantsFreshAddress: Bool = false, isFinal: Bool = false) {
            self.reason = reason
            self.wantsFreshAddress = wantsFreshAddress
            self.isFinal = isFinal
        }
    }

    private let folder: FilePath
    private let hosts: [String]
    private let name: ResultName
    private let pause: Duration
    private let clock: any Clock<Duration>
    private let download: Download

    /// The hosts whose names, or whose subdomains, the provider's results come from.
    package static let providerHosts = ["runcomfy.net", "runcomfy.com"]

    /// How often a download that breaks off is gone on with.
    private static let attempts = 5

    /// Stores in `folder` what `download` fetches, from the provider's hosts and the named ones.
    ///
    /// Before a download that broke off is gone on with there is a pause, of one length more each time.
    package init(
        folder: String,
        additionalHosts: [String] = [],
        name: ResultName = .usual,
        pause: Duration = .seconds(1),
        clock: any Clock<Duration> = ContinuousClock(),
        download: @escaping Download
    ) {
        self.folder = FilePath(folder)
        hosts = Self.providerHosts + additionalHosts
        self.name = name
        self.pause = pause
        self.clock = clock
        self.download = download
    }

    /// Makes the folder where it is missing, and shows that files can be made in it and named as results
    /// are.
    ///
    /// To be called before anything is paid for.
    package func prepare() throws(Fault) {
        do {
            try makeFolders(folder)
            let probe = folder.appending(".preflight-\(getpid())")
            let file = try FileDescriptor.open(
                probe,
                .writeOnly,
                options: [.create, .closeOnExec, .noFollow],
                permissions: [.ownerReadWrite]
            )
            try file.close()
            let name = folder.appending(".preflight-\(getpid())-named")
            let isNamed = unsafe probe.withPlatformString { probe in
                defer { _ = unsafe unlink(probe) }
                return unsafe name.withPlatformString { name in
                    defer { _ = unsafe unlink(name) }
                    return unsafe link(probe, name) == 0
                }
            }
            guard isNamed else {
                throw Fault("\(folder.string): its file system has no hard links")
            }
            PartialResult.removeLeftovers(in: folder)
        } catch let fault as Fault {
            throw fault
        } catch {
            throw Fault("\(folder.string): \(error)")
        }
    }

    /// Fetches one result and stores it; `value` says what the placeholders of its name stand for.
    ///
    /// A file that is there already under the name and has the same bytes is left as it is, unless it is
    /// one of `others`: each output of a job has a file of its own.
    package func store(
        _ url: String,
        besides others: [StoredResult] = [],
        named value: (ResultName.Placeholder) -> String
    ) async throws(Fault) -> StoredResult {
        guard let host = Self.host(of: url), isTrusted(host) else {
            let words = Self.host(of: url).map { " like \($0)" } ?? ""
            throw Fault(
                "results are not taken from hosts\(words); see --result-host",
                isFinal: true
            )
        }
        let name = name.text(value)
        do {
            try makeFolders(folder)
            let partial = try PartialResult(in: folder)
            do {
                try await fetch(url, into: partial)
                Milestone.resultWritten.pass()
                let suffix = try ContainerCheck.fileExtension(of: partial)
                try partial.sync()
                Milestone.resultSynced.pass()
                return try publish(partial, as: name, suffix, besides: others)
            } catch {
                partial.remove()
                throw error
            }
        } catch {
            if error is CancellationError { throw Fault("interrupted") }
            throw (error as? Fault) ?? Fault("\(error)")
        }
    }

    private func fetch(_ url: String, into partial: PartialResult) async throws {
        var fault = Fault("the download did not finish")
        for attempt in 0..<Self.attempts {
            if attempt > 0 { try await clock.sleep(for: pause * attempt) }
            let (offset, entityTag) = partial.resumption
            let refusal = SinkFault()
            let outcome = await download(
                DownloadRequest(
                    url: url,
                    offset: offset,
                    entityTag: entityTag,
                    isTrusted: { isTrusted($0) }
                )
            ) { part in
                do { try partial.take(part) } catch {
                    refusal.note(error)
                    throw error
                }
            }
            // What this machine does not take is not asked for again.
            if let error = refusal.error, !(error is PartialResult.Changed) { throw error }
            switch outcome {
            case .answered where partial.isWhole: return
            case .answered: fault = Fault("the download is cut off")
            case .noAnswer(.budgetExceeded): throw Fault("the result is too large", isFinal: true)
            case .noAnswer, .overloaded: fault = Fault("the download did not finish")
            case .refused(let status, _) where (300..<400).contains(status):
                throw Fault(
                    "the host of the result leads to one that is not trusted",
                    isFinal: true
                )
            case .refused(let status, _):
                throw Fault("the host of the result says \(status)", wantsFreshAddress: true)
            default: throw Fault("the result cannot be fetched: \(outcome)")
            }
            try Task.checkCancellation()
        }
        throw fault
    }

    /// Whether all of these files are there, with the bytes that they were stored with.
    func holds(_ results: [StoredResult]) -> Bool {
        results.allSatisfy { result in
            let path = FilePath(result.path)
            guard let length = result.bytes, let sha256 = result.sha256 else {
                return (try? path.stat()) != nil
            }
            return PartialResult.sha256(of: path, length: length) == sha256
        }
    }

    /// The same with paths that mean the same from everywhere.
    func located(_ results: [StoredResult]) -> [StoredResult] {
        guard folder.isRelative, let current = Self.currentFolder else { return results }
        return results.map { result in
            let path = current.pushing(FilePath(result.path)).lexicallyNormalized()
            return StoredResult(path: path.string, bytes: result.bytes, sha256: result.sha256)
        }
    }

    private static var currentFolder: FilePath? {
        guard let path = unsafe getcwd(nil, 0) else { return nil }
        defer { unsafe free(path) }
        return unsafe FilePath(platformString: path)
    }

    private static func host(of url: String) -> String? {
        guard let address = try? ImageAddress(url), case .name(let name) = address.host else {
            return nil
        }
        return name
    }

    private func isTrusted(_ host: String) -> Bool {
        hosts.contains { host == $0 || host.hasSuffix("." + $0) }
    }

    // A folder that was made is on the disk when the one around it is.
    private func makeFolders(_ path: FilePath) throws {
        guard path.lastComponent != nil, (try? path.stat()) == nil else { return }
        let around = path.removingLastComponent()
        try makeFolders(around)
        let made = unsafe path.withPlatformString { unsafe mkdir($0, 0o755) }
        guard made == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
        try Self.sync(folder: around.isEmpty ? "." : around)
    }

    private static func sync(folder: FilePath) throws {
        let directory = try FileDescriptor.open(
            folder,
            .readOnly,
            options: [.directory, .closeOnExec]
        )
        defer { try? directory.close() }
        guard fsync(directory.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }

    // A link fails where a rename would overwrite; the folder is synced so that the name stays.
    private func publish(
        _ partial: PartialResult,
        as name: String,
        _ suffix: String,
        besides others: [StoredResult]
    ) throws -> StoredResult {
        let sha256 = partial.sha256
        for number in 1...1000 {
            let path = folder.appending("\(name)\(number == 1 ? "" : "-\(number)").\(suffix)")
            let linked = unsafe partial.path.withPlatformString { old in
                unsafe path.withPlatformString { unsafe link(old, $0) }
            }
            if linked != 0 {
                guard errno == EEXIST else { throw Errno(rawValue: errno) }
                guard !others.contains(where: { $0.path == path.string }),
                    PartialResult.sha256(of: path, length: partial.count) == sha256
                else { continue }
            }
            Milestone.resultNamed.pass()
            partial.remove()
            try Self.sync(folder: folder)
            Milestone.resultStored.pass()
            return StoredResult(path: path.string, bytes: partial.count, sha256: sha256)
        }
        throw Fault("too many files are called \(name)")
    }
}
