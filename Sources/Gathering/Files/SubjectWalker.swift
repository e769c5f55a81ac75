internal import Addresses
internal import Documents
internal import PreflightModel
package import SystemPackage

/// Turns the inputs of a run into subjects, one at a time, in order.
///
/// Directories are entered when their turn comes, their entries sorted by name; hidden entries are
/// left out, and a directory that links reach again within one input is entered once.
package struct SubjectWalker: Sequence, IteratorProtocol {
    /// One input as it was given.
    package enum Input: Hashable, Sendable {
        case path(FilePath)
        case url(String)
        /// A file, or `-`, that lists paths and addresses, one on each line.
        case list(String)
        case standardInput

        /// Reads an argument: `-`, an address, or else a path.
        package init(argument: String) {
            self = argument == "-" ? .standardInput : Self(listed: ArraySlice(argument.utf8))
        }

        /// Reads a line of a list: an address or else a path.
        package init(listed line: ArraySlice<UInt8>) {
            if Self.isAddress(line) || InlineImage.isMeant(by: line) {
                self = .url(String(decoding: line, as: UTF8.self))
            } else {
                let isFile = Self.isFileAddress(line)
                let path = isFile ? FileAddress.path(of: line).map { $0[...] } ?? line : line
                let name = path.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
                self = .path(FilePath(platformString: name))
            }
        }

        private static let fileScheme = Array("file:/".utf8)

        // A scheme of two letters or more (RFC 3986, 3.1) before two slashes; one letter is a drive.
        private static func isAddress(_ line: ArraySlice<UInt8>) -> Bool {
            let scheme = line.prefix { byte in
                (0x61...0x7a).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || [0x2b, 0x2d, 0x2e].contains(byte)
            }
            return scheme.count >= 2 && line.dropFirst(scheme.count).starts(with: "://".utf8)
                && !isFileAddress(line)
        }

        private static func isFileAddress(_ line: ArraySlice<UInt8>) -> Bool {
            // The scheme is the same in any case (RFC 3986, 3.1).
            line.prefix(fileScheme.count).lazy.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
                .elementsEqual(fileScheme)
        }
    }

    private struct Frame {
        let listing: Listing
        var position = 0
    }

    // The next input is the last element.
    private var inputs: [Input]
    private var list: (reader: LineReader, name: String)?
    private var frames: [Frame] = []
    private var entered: Set<DirectoryIdentity> = []
    /// The directory that is being walked, until something is found in it.
    private var barren: String?

    private let imagesAtOnce: Int
    private let exclusion: Exclusion
    private let versionControl: VersionControl
    /// What is ignored below the directory that was given.
    private var ignored: Set<String> = []
    /// The directory that was given and is being walked.
    private var root = FilePath()

    /// Begins with the inputs of a run; at most `imagesAtOnce` images of a directory are handed over
    /// together, and entries of directories that are excluded, or that version control ignores, are left
    /// out.
    package init(
        _ inputs: [Input],
        imagesAtOnce: Int = 128,
        excluding exclusion: Exclusion = Exclusion(),
        versionControl: VersionControl = .none
    ) {
        self.inputs = inputs.reversed()
        self.imagesAtOnce = imagesAtOnce
        self.exclusion = exclusion
        self.versionControl = versionControl
    }

    /// The next subject.
    package mutating func next() -> Subject? {
        while true {
            if !frames.isEmpty {
                guard let subject = nextEntry() else { continue }
                barren = nil
                return subject
            }
            if let name = barren.take() { return .unusable(name: name, versionControl.nothing) }
            do throws(Obstacle) {
                if let line = try list?.reader.next() {
                    if let subject = subject(of: Input(listed: line)) { return subject }
                    continue
                }
                list = nil
            } catch {
                defer { list = nil }
                return .unusable(name: list?.name ?? "", error)
            }
            guard let input = inputs.popLast() else { return nil }
            if let subject = subject(of: input) { return subject }
        }
    }

    private mutating func subject(of input: Input) -> Subject? {
        switch input {
        case .standardInput: return .standardInput
        case .url(let url): return .address(url)
        case .path(let path): return named(path)
        case .list(let name):
            do throws(Obstacle) {
                list = (try LineReader(name), name)
                return nil
            } catch {
                return .unusable(name: name, error)
            }
        }
    }

    private mutating func named(_ path: FilePath) -> Subject? {
        let stat: Stat
        do throws(Errno) {
            stat = try path.stat()
        } catch {
            // Nothing of that name, and somebody who left out a part of an address.
            let isMeant = Obstacle(error) == .notFound && AddressSpelling.isMeant(by: path.string)
            if isMeant { return .address(path.string) }
            return .unusable(name: path.string.withoutSecrets, Obstacle(error))
        }
        let kind = NameKind(path.nameBytes)
        switch (stat.type, kind) {
        case (.directory, .image): return .unusable(name: path.string, .directory)
        case (.directory, _):
            entered = []
            root = path
            ignored = versionControl.ignored(path)
            let subject = enter(path)
            barren = subject == nil ? path.string : nil
            return subject
        case (.regular, _) where !versionControl.isChanged(path): return nil
        case (.regular, .payloads(let format)): return .payloads(path, format, isNamed: true)
        case (.regular, _): return .image(path)
        default: return .unusable(name: path.string, .notRegular)
        }
    }

    private mutating func nextEntry() -> Subject? {
        let frame = frames[frames.count - 1]
        let entries = frame.listing.entries
        guard frame.position < entries.count else {
            frames.removeLast()
            return nil
        }
        let entry = entries[frame.position]
        if isExcluded(entry, in: frame.listing) {
            frames[frames.count - 1].position += 1
            return nil
        }
        let images = entries[frame.position...].prefix(imagesAtOnce).prefix {
            $0.isImage && !isExcluded($0, in: frame.listing)
        }
        frames[frames.count - 1].position += Swift.max(images.count, 1)
        if !images.isEmpty {
            return .images(ListedImages(listing: frame.listing, range: images.indices))
        }
        let path = frame.listing.path(of: entry)
        switch (entry.type, entry.kind) {
        case (.special, _): return .unusable(name: path.string, .notRegular)
        case (.directory, .image): return .unusable(name: path.string, .directory)
        case (.directory, _): return enter(path)
        case (.file, .payloads(let format)): return .payloads(path, format, isNamed: false)
        default: return unresolved(path, entry.kind)
        }
    }

    private func isExcluded(_ entry: Listing.Entry, in listing: Listing) -> Bool {
        let isFiltered = versionControl.committed != nil || !ignored.isEmpty
        guard isFiltered || !exclusion.isEmpty else { return false }
        let path = listing.path(of: entry)
        if entry.type != .directory, !versionControl.isChanged(path) { return true }
        var below = path
        _ = below.removePrefix(root)
        return exclusion.covers(below, path, from: versionControl.current)
            || ignored.contains(below.string)
            || entry.type == .directory && ignored.contains(below.string + "/")
    }

    private mutating func unresolved(_ path: FilePath, _ kind: NameKind) -> Subject? {
        let stat = try? path.stat()
        if stat?.type == .directory { return enter(path) }
        guard case .payloads(let format) = kind else { return nil }
        return .payloads(path, format, isNamed: false)
    }

    private mutating func enter(_ path: FilePath) -> Subject? {
        do throws(Errno) {
            let identity = DirectoryIdentity(try path.stat())
            guard entered.insert(identity).inserted else { return nil }
            frames.append(Frame(listing: try Listing(path)))
            return nil
        } catch {
            return .unusable(name: path.string, Obstacle(error))
        }
    }

    private struct DirectoryIdentity: Hashable {
        let device: UInt64
        let inode: UInt64

        init(_ stat: Stat) {
            device = UInt64(truncatingIfNeeded: stat.deviceID.rawValue)
            inode = UInt64(truncatingIfNeeded: stat.inode.rawValue)
        }
    }
}

extension Listing.Entry {
    /// Whether it is to be opened as an image; a link is followed when it is opened.
    fileprivate var isImage: Bool {
        guard case .image = kind else { return false }
        return type == .file || type == .unresolved
    }
}

extension FilePath {
    /// The bytes of the last component.
    fileprivate var nameBytes: [UInt8] {
        guard let name = lastComponent else { return [] }
        return Array(name.string.utf8)
    }
}
