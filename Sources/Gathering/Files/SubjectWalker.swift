internal import Documents
internal import PreflightModel
internal import SystemPackage

/// Turns the inputs of a run into subjects, one at a time, in order.
///
/// Directories are entered when their turn comes, their entries sorted by name; hidden entries are
/// left out, and a directory that links reach again within one input is entered once.
package struct SubjectWalker: Sequence, IteratorProtocol {
    /// One input as it was given.
    package enum Input: Hashable, Sendable {
        case path(String)
        case url(String)
        case standardInput

        /// Reads an argument: `-`, an address, or else a path.
        package init(argument: String) {
            self = argument == "-" ? .standardInput : Self(listed: argument)
        }

        /// Reads a line of a list: an address or else a path.
        package init(listed text: String) {
            let lowered = text.prefix(8).lowercased()
            let isAddress = lowered.hasPrefix("http://") || lowered.hasPrefix("https://")
            self = isAddress ? .url(text) : .path(text)
        }
    }

    private enum Step {
        case input(Input)
        case entry(FilePath)
        case endOfInput(name: String, countBefore: Int)
    }

    // The next step is the last element.
    private var steps: [Step]
    private var entered: Set<DirectoryIdentity> = []
    private var count = 0

    /// Begins with the inputs of a run.
    package init(_ inputs: [Input]) {
        steps = inputs.reversed().map(Step.input)
    }

    /// The next subject.
    package mutating func next() -> Subject? {
        while let step = steps.popLast() {
            guard let subject = subject(of: step) else { continue }
            count += 1
            return subject
        }
        return nil
    }

    private mutating func subject(of step: Step) -> Subject? {
        switch step {
        case .input(.standardInput): return .standardInput
        case .input(.url(let url)): return .address(url)
        case .input(.path(let path)): return named(FilePath(path))
        case .entry(let path): return entry(path)
        case .endOfInput(let name, let countBefore):
            return count == countBefore ? .unusable(name: name, .nothingToCheck) : nil
        }
    }

    private mutating func named(_ path: FilePath) -> Subject? {
        let stat: Stat
        do throws(Errno) {
            stat = try path.stat()
        } catch {
            return .unusable(name: path.string, Obstacle(error))
        }
        guard stat.type == .directory else { return file(path, isNamed: true) }
        guard !path.promisesImage else { return .image(path) }
        entered = []
        steps.append(.endOfInput(name: path.string, countBefore: count))
        return enter(path, stat)
    }

    private mutating func entry(_ path: FilePath) -> Subject? {
        // A link that leads nowhere is judged when it is opened, if its name is one of ours.
        let stat = try? path.stat()
        if let stat, stat.type == .directory, !path.promisesImage { return enter(path, stat) }
        return path.isOurs ? file(path, isNamed: false) : nil
    }

    private func file(_ path: FilePath, isNamed: Bool) -> Subject {
        guard let format = path.extension.flatMap({ DocumentFormat(extension: $0) }) else {
            return .image(path)
        }
        return .payloads(path, format, isNamed: isNamed)
    }

    private mutating func enter(_ path: FilePath, _ stat: Stat) -> Subject? {
        let identity = DirectoryIdentity(stat)
        guard entered.insert(identity).inserted else { return nil }
        do throws(Errno) {
            let names = try Directory.entries(of: path).filter { !$0.string.hasPrefix(".") }
            steps += names.sorted { $1.string.utf8.lexicographicallyPrecedes($0.string.utf8) }
                .map { .entry(path.appending($0)) }
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

extension FilePath {
    /// Whether the name is that of an image or a video.
    fileprivate var promisesImage: Bool {
        guard let text = self.extension, let format = FileFormat(extension: text) else {
            return false
        }
        return format.family != .foreign
    }

    /// Whether the name is that of something that can be checked.
    fileprivate var isOurs: Bool {
        promisesImage || self.extension.flatMap { DocumentFormat(extension: $0) } != nil
    }
}
