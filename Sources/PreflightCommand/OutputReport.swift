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
final class ReportFile: Sendable {
    let reporter: any Reporter
    private let path: FilePath
    private let unfinished: FilePath
    private let descriptor: FileDescriptor

    /// Begins a file beside the one that it will replace.
    init(_ destination: ReportDestination) throws(PreflightError) {
        reporter = destination.format.reporter(colour: false)
        path = FilePath(destination.path)
        unfinished = FilePath(
            "\(destination.path).\(ProcessInfo.processInfo.processIdentifier).part"
        )
        do {
            descriptor = try .open(
                unfinished,
                .writeOnly,
                options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead]
            )
        } catch {
            let cause = "\(error)"
            throw PreflightError(
                .usage,
                "the report \(destination.path) cannot be written",
                cause: cause
            )
        }
    }

    // What has its name by then is not there any more under the other one.
    deinit { try? FileManager.default.removeItem(atPath: unfinished.string) }

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
            try FileManager.default.replace(path, with: unfinished)
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: any Error) -> Never {
        try? FileManager.default.removeItem(atPath: unfinished.string)
        Terminal.say("error: the report \(path) cannot be written: \(error)")
        Terminal.end(.internalError)
    }
}

extension FileManager {
    /// Renames a file to the name of another, which it replaces.
    fileprivate func replace(_ path: FilePath, with other: FilePath) throws {
        guard unsafe rename(other.string, path.string) == 0 else { throw Errno(rawValue: errno) }
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
