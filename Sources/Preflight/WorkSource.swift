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
    /// Payloads of one file, unread as far as reading them can be done side by side.
    case payloads(PayloadBatch, of: PayloadFile)
    /// Something that cannot be opened.
    case unusable(name: String, Obstacle)

    /// What it is about, or the first of it.
    var name: String {
        switch self {
        case .images(let images): images.paths.first?.string ?? ""
        case .address(let url): url
        case .payloads(_, let file): file.name
        case .unusable(let name, _): name
        }
    }

    /// How many of the inputs it is: of a file of payloads the part that was read for it.
    var inputs: Double {
        switch self {
        case .images(let images): Double(images.paths.count)
        case .address, .unusable: 1
        case .payloads(let batch, let file):
            file.size.map { min(Double(batch.bytes) / Double(max($0, 1)), 1) } ?? 0
        }
    }

    /// The bytes of documents that have to be read for it.
    var bytes: Int {
        if case .payloads(let batch, _) = self { batch.bytes } else { 0 }
    }
}

/// The file of some payloads.
struct PayloadFile: Sendable {
    /// How reports call it.
    let name: String
    /// What paths in the payloads are relative to.
    let folder: FilePath
    /// Whether all of it is meant as payloads: it was named, or one of them looks like one.
    var isMeant: Bool
    let format: DocumentFormat
    /// The length of the file in bytes; `nil` for what comes through a pipe.
    let size: Int?
}

/// Cuts the subjects of a run into work, opening payload files one after the other.
struct WorkSource: ~Copyable {
    /// Whether bare images are left out, because they are no jobs.
    let payloadsOnly: Bool
    /// Whether payloads may have to wait for the network.
    private let isFetching: Bool

    private var subjects: SubjectWalker
    // What was taken too early.
    private var pushedBack: Subject?
    private var open: OpenFile?
    // Whether what is open is standard input, all of which that was read is handed out.
    private var waitsForInput = false

    /// Whether the next piece of work may be long in coming, because nobody has written it yet.
    var mayWait: Bool { waitsForInput && !PayloadReader.isStandardInputReady }

    private let imagesAtOnce: Int
    private let piped: PipedPayloads
    private let likeness: PayloadLikeness

    private struct OpenFile: ~Copyable {
        var reader: PayloadReader
        var file: PayloadFile
        var isEmpty = true
        // The next one is the last element.
        var batches: [PayloadBatch] = []
    }

    /// Begins with the inputs; at most `imagesAtOnce` images are one piece of work.
    init(
        _ inputs: [LintInput],
        payloadsOnly: Bool,
        isFetching: Bool,
        imagesAtOnce: Int,
        exclusion: Exclusion,
        versionControl: VersionControl,
        piped: PipedPayloads,
        likeness: PayloadLikeness
    ) {
        self.imagesAtOnce = imagesAtOnce
        self.isFetching = isFetching
        self.piped = piped
        self.likeness = likeness
        self.payloadsOnly = payloadsOnly
        subjects = SubjectWalker(
            inputs.map(SubjectWalker.Input.init),
            imagesAtOnce: imagesAtOnce,
            excluding: exclusion,
            versionControl: versionControl
        )
    }

    /// The next piece of work.
    mutating func next() -> Work? {
        while true {
            if let work = nextPayloads() { return work }
            let subject = pushedBack ?? subjects.next()
            pushedBack = nil
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
                let file = PayloadFile(
                    name: piped.name,
                    folder: piped.folder,
                    isMeant: true,
                    format: piped.documentFormat,
                    size: nil
                )
                open = OpenFile(reader: PayloadReader(standardInput: file.format), file: file)
            case .payloads(let path, let format, let isNamed):
                let file = PayloadFile(
                    name: path.string,
                    folder: path.removingLastComponent(),
                    isMeant: isNamed,
                    format: format,
                    size: (try? path.stat()).map { Int($0.size) }
                )
                do throws(Obstacle) {
                    open = OpenFile(reader: try PayloadReader(path, format), file: file)
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
                pushedBack = subject
                break
            }
            images.append(path)
        }
        return images
    }

    private mutating func nextPayloads() -> Work? {
        guard var file = open.take() else { return nil }
        waitsForInput = false
        let description = file.file
        do throws(Obstacle) {
            if file.batches.isEmpty, let batch = try file.reader.next() {
                // Before it is cut: one payload speaks for its neighbours. The lines of a file that is
                // nobody's are read twice for it, and those of one that is ours once.
                if !file.file.isMeant, likeness.isAnyPayload(batch.entries()) {
                    file.file.isMeant = true
                }
                file.batches = batch.split(forFetching: isFetching).reversed()
            }
            guard let batch = file.batches.popLast() else {
                let isMissed = file.isEmpty && description.isMeant
                return isMissed ? .unusable(name: description.name, .nothingToCheck) : nil
            }
            file.isEmpty = false
            waitsForInput = file.reader.isStandardInput && file.batches.isEmpty
            let described = file.file
            open = consume file
            return .payloads(batch, of: described)
        } catch {
            return .unusable(name: description.name, error)
        }
    }
}

extension PipedPayloads {
    fileprivate var documentFormat: DocumentFormat {
        switch format {
        case .ndjson: .ndjson
        case .json: .json
        case .yaml: .yaml
        case .csv: .csv
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
    var name: String {
        switch self {
        case .argument(let text), .listed(let text), .list(let text): text
        case .path(let bytes): String(decoding: bytes, as: UTF8.self)
        }
    }
}
