internal import Addresses
internal import Documents
internal import Gathering
internal import PreflightModel
internal import SystemPackage

/// One piece of work of a run.
enum Work: Sendable {
    /// Local images, several at once so that handing them over costs little.
    case images(ImageBatch)
    case address(String)
    /// One payload, and the folder that paths in it are relative to.
    case payload(PayloadReader.Entry, file: String, folder: FilePath)
    /// Something that cannot be opened.
    case unusable(name: String, Obstacle)
}

/// Cuts the subjects of a run into work, opening payload files one after the other.
struct WorkSource: ~Copyable {
    /// Whether bare images are left out, because they are no jobs.
    let payloadsOnly: Bool

    private var subjects: SubjectWalker
    private var next: Subject?
    private var open: OpenFile?

    private let imagesAtOnce: Int
    private let piped: PipedPayloads

    /// The first input, until there is any work: documents that are none of ours are no work.
    private var barren: String?

    private struct OpenFile: ~Copyable {
        var reader: PayloadReader
        let name: String
        let folder: FilePath
        let isNamed: Bool
        let format: DocumentFormat
        var count = 0
    }

    /// Begins with the inputs; at most `imagesAtOnce` images are one piece of work.
    init(
        _ inputs: [LintInput],
        payloadsOnly: Bool,
        imagesAtOnce: Int,
        excluded: [String],
        piped: PipedPayloads
    ) {
        self.imagesAtOnce = imagesAtOnce
        self.piped = piped
        barren = inputs.first?.name
        self.payloadsOnly = payloadsOnly
        subjects = SubjectWalker(
            inputs.map(SubjectWalker.Input.init),
            imagesAtOnce: imagesAtOnce,
            excluding: excluded
        )
    }

    /// The next piece of work; `isPayload` says whether a value found in a directory is one.
    ///
    /// Inputs without any work are told once.
    mutating func next(isPayload: (Node) -> Bool) -> Work? {
        let work = found(isPayload)
        if case .none = work, let barren = barren.take() {
            return .unusable(name: barren, payloadsOnly ? .noJob : .nothingToCheck)
        }
        barren = nil
        return work
    }

    private mutating func found(_ isPayload: (Node) -> Bool) -> Work? {
        while true {
            if let work = nextPayload(isPayload) { return work }
            let subject = next ?? subjects.next()
            next = nil
            switch subject {
            case nil: return nil
            case .image(let path):
                guard payloadsOnly else { return .images(.named(images(from: path))) }
                return .unusable(name: path.string, .noJob)
            case .images(let images):
                // An image that lies beside payloads is no job; one that was named is a mistake.
                if !payloadsOnly { return .images(.listed(images)) }
            case .address(let url):
                if payloadsOnly { return .unusable(name: url.withoutSecrets, .noJob) }
                return .address(url)
            case .unusable(let name, let obstacle): return .unusable(name: name, obstacle)
            case .standardInput:
                let format = piped.documentFormat
                open = OpenFile(
                    reader: PayloadReader(standardInput: format),
                    name: piped.name,
                    folder: piped.folder,
                    isNamed: true,
                    format: format
                )
            case .payloads(let path, let format, let isNamed):
                do throws(Obstacle) {
                    open = OpenFile(
                        reader: try PayloadReader(path, format),
                        name: path.string,
                        folder: path.removingLastComponent(),
                        isNamed: isNamed,
                        format: format
                    )
                } catch {
                    return .unusable(name: path.string, error)
                }
            }
        }
    }

    private mutating func images(from first: FilePath) -> [FilePath] {
        var images = [first]
        while images.count < imagesAtOnce, let subject = subjects.next() {
            guard case .image(let path) = subject else {
                next = subject
                break
            }
            images.append(path)
        }
        return images
    }

    // A document in a directory that is no payload is somebody else's and passed over.
    private mutating func nextPayload(_ isPayload: (Node) -> Bool) -> Work? {
        guard var file = open.take() else { return nil }
        do throws(Obstacle) {
            while let entry = try file.reader.next() {
                file.count += 1
                if !file.isNamed, isForeign(entry, file.format, isPayload) { continue }
                let work = Work.payload(entry, file: file.name, folder: file.folder)
                open = consume file
                return work
            }
            let isMissed = file.count == 0 && file.isNamed
            return isMissed ? .unusable(name: file.name, .nothingToCheck) : nil
        } catch {
            return .unusable(name: file.name, error)
        }
    }

    // Much YAML in a repository is written for readers that take more of it than this one.
    private func isForeign(
        _ entry: PayloadReader.Entry,
        _ format: DocumentFormat,
        _ isPayload: (Node) -> Bool
    ) -> Bool {
        switch entry.node {
        case .success(let node): !isPayload(node)
        case .failure(let problem):
            if case .duplicateKey = problem.kind { false } else { format == .yaml }
        }
    }
}

extension PipedPayloads {
    fileprivate var documentFormat: DocumentFormat {
        switch format {
        case .ndjson: .ndjson
        case .json: .json
        case .yaml: .yaml
        }
    }

    /// What paths in the payloads are relative to.
    var folder: FilePath {
        let folder = FilePath(name).removingLastComponent()
        return folder.isEmpty ? FilePath(".") : folder
    }
}

extension SubjectWalker.Input {
    /// Reads an input as it was given.
    init(_ input: LintInput) {
        switch input {
        case .argument(let text): self.init(argument: text)
        case .path(let bytes): self.init(listed: ArraySlice(bytes))
        case .listed(let text): self.init(listed: ArraySlice(text.utf8))
        case .list(let name): self = .list(name)
        }
    }
}

extension LintInput {
    /// The input as it was written.
    fileprivate var name: String {
        switch self {
        case .argument(let text), .listed(let text), .list(let text): text
        case .path(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
