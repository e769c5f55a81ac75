internal import ArgumentParser
internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting
internal import SystemPackage

/// A report in a file: `FORMAT=PATH`.
struct ReportDestination: ExpressibleByArgument {
    let format: ReportFormat
    let path: String

    init(_ format: ReportFormat, _ path: String) {
        self.format = format
        self.path = path
    }

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = ReportFormat(rawValue: parts[0]) else { return nil }
        self.init(format, parts[1])
    }
}

/// A report that takes its file's name once it is whole.
///
/// What is no regular file, such as a FIFO or a terminal, is written to as it is.
final class ReportFile: Sendable {
    let reporter: any Reporter
    private let path: FilePath
    /// The name until the report is whole; `nil` for what is written to as it is.
    private let unfinished: FilePath?
    private let descriptor: FileDescriptor

    /// Begins a file beside the one that it will replace, in a folder that is made when it is missing.
    init(_ destination: ReportDestination) throws(PreflightError) {
        reporter = destination.format.reporter(colour: false)
        do {
            let url = URL(filePath: destination.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            // The file behind a link, so that the link stays.
            path = FilePath(url.resolvingSymlinksInPath().path)
            let kind = try? FileManager.default.attributesOfItem(atPath: path.string)[.type]
            switch kind as? FileAttributeType {
            case nil, .typeRegular?:
                let process = ProcessInfo.processInfo.processIdentifier
                let beside = FilePath("\(path).\(process).part")
                unfinished = beside
                descriptor = try .open(
                    beside,
                    .writeOnly,
                    options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead]
                )
            case .typeDirectory?: throw Errno.isDirectory
            default:
                unfinished = nil
                descriptor = try .open(path, .writeOnly, options: [.closeOnExec])
            }
        } catch {
            throw PreflightError(
                .usage,
                "the report \(destination.path) cannot be written",
                cause: (error as? Errno)?.description ?? error.localizedDescription
            )
        }
    }

    // What has its name by then is not there any more under the other one.
    deinit { removeUnfinished() }

    func write(_ text: some Sequence<UInt8>) {
        do {
            try descriptor.writeAll(text)
        } catch {
            fail(error)
        }
    }

    /// Gives the whole report its name.
    func finish() {
        do {
            try descriptor.close()
            guard let unfinished else { return }
            guard unsafe rename(unfinished.string, path.string) == 0 else {
                throw Errno(rawValue: errno)
            }
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: any Error) -> Never {
        removeUnfinished()
        Terminal.say("error: the report \(path) cannot be written: \(error)")
        Terminal.end(.internalError)
    }

    private func removeUnfinished() {
        if let unfinished { try? FileManager.default.removeItem(atPath: unfinished.string) }
    }
}

/// The texts of some subjects in all formats of a run.
struct ReportPieces: Sendable {
    fileprivate var pieces: [ReportPiece]

    init(_ reporters: [any Reporter]) { pieces = reporters.map(ReportPiece.init) }

    /// Adds the texts of a subject.
    mutating func add(_ subject: SubjectReport) {
        for index in pieces.indices { pieces[index].add(subject) }
    }
}

/// Reports that are written while their subjects come in, and count them.
actor OutputReport {
    /// What writes each format; standard output's is the first.
    nonisolated let reporters: [any Reporter]

    private let files: [ReportFile]
    private let outlivesReader: Bool
    private var hasReader = true
    private(set) var summary = Summary()

    init(outlivesReader: Bool, _ reporter: any Reporter, _ files: [ReportFile] = []) {
        self.outlivesReader = outlivesReader
        self.files = files
        reporters = [reporter] + files.map(\.reporter)
    }

    /// Writes one subject.
    func add(_ subject: SubjectReport) {
        var pieces = ReportPieces(reporters)
        pieces.add(subject)
        add(pieces)
    }

    /// Writes subjects that follow each other.
    func add(_ pieces: ReportPieces) {
        guard let counted = pieces.pieces.first?.summary, counted.checked > 0 else { return }
        let isFirst = summary.checked == 0
        summary.add(counted)
        for (index, piece) in pieces.pieces.enumerated() {
            let reporter = reporters[index]
            let joint = isFirst ? reporter.beginning : reporter.separator
            write(joint.utf8, to: index)
            write(piece.text, to: index)
        }
    }

    /// Writes the end, and says why the code is what it is.
    func end(
        _ limit: FailureLimit,
        _ others: Set<ExitReason> = [],
        allowingEmpty: Bool = false
    ) -> ExitReason {
        var all = others.union(reasons(limit, allowingEmpty: allowingEmpty))
        if !hasReader { all.insert(.readerGone) }
        let reason = ExitReason(of: all)
        let closing = "exit \(reason.rawValue): \(reason.sentence)"
        for (index, reporter) in reporters.enumerated() {
            if summary.checked == 0 { write(reporter.beginning.utf8, to: index) }
            write(reporter.end(summary, closing: closing).utf8, to: index)
        }
        for file in files { file.finish() }
        return reason
    }

    private func write(_ text: some Sequence<UInt8>, to index: Int) {
        if index > 0 { return files[index - 1].write(text) }
        if !outlivesReader {
            Terminal.print(text)
        } else if hasReader {
            hasReader = Terminal.isPrinted(text)
        }
    }

    private func reasons(_ limit: FailureLimit, allowingEmpty: Bool) -> [ExitReason] {
        var reasons: [ExitReason] = []
        if let severity = limit.severity, summary.hasFindings(atOrAbove: severity) {
            reasons.append(.findings)
        }
        if summary.doubts > 0 || summary.checked == 0 && !allowingEmpty {
            reasons.append(.incomplete)
        }
        return reasons
    }
}
