internal import Foundation
internal import PreflightModel
internal import Reporting
internal import SystemPackage

/// One report of a run: its format, and where it goes.
struct ReportOutput: Sendable {
    enum Target: Sendable {
        case standardOutput, standardError
        case file(ReportFile)
    }

    let writer: ReportWriter
    let target: Target
}

/// The texts of some subjects that follow each other, in all formats of a run.
struct ReportPieces: Sendable {
    fileprivate var streams: [ReportPiece?]
    /// The subjects themselves, when a report needs all of them at once.
    fileprivate var subjects: [SubjectReport] = []
    fileprivate var summary = Summary()
    private let keepsSubjects: Bool

    init(_ writers: [ReportWriter]) {
        streams = writers.map { writer in
            if case .stream(let reporter) = writer { ReportPiece(reporter) } else { nil }
        }
        keepsSubjects = streams.contains { $0 == nil }
    }

    /// Adds the texts of a subject.
    mutating func add(_ subject: SubjectReport) {
        summary.count(subject)
        for index in streams.indices { streams[index]?.add(subject) }
        if keepsSubjects { subjects.append(subject) }
    }
}

/// Reports that are written while their subjects come in, or at the end, and what was counted.
actor OutputReport {
    /// What writes each report.
    nonisolated let writers: [ReportWriter]

    private let targets: [ReportOutput.Target]
    private let outlivesReader: Bool
    private let limit: FailureLimit
    private let allowsEmpty: Bool
    private var hasReader = true
    private var summary = Summary()
    private var subjects: [SubjectReport] = []

    init(
        _ outputs: [ReportOutput],
        _ limit: FailureLimit,
        allowsEmpty: Bool = false,
        outlivesReader: Bool
    ) {
        writers = outputs.map(\.writer)
        targets = outputs.map(\.target)
        self.limit = limit
        self.allowsEmpty = allowsEmpty
        self.outlivesReader = outlivesReader
    }

    /// Writes one subject.
    func add(_ subject: SubjectReport) {
        var pieces = ReportPieces(writers)
        pieces.add(subject)
        add(pieces)
    }

    /// Writes subjects that follow each other.
    func add(_ pieces: ReportPieces) {
        guard pieces.summary.checked > 0 else { return }
        let isFirst = summary.checked == 0
        summary.add(pieces.summary)
        subjects += pieces.subjects
        for (index, writer) in writers.enumerated() {
            guard case .stream(let reporter) = writer, let piece = pieces.streams[index] else {
                continue
            }
            write((isFirst ? reporter.beginning : reporter.separator).utf8, to: targets[index])
            write(piece.text, to: targets[index])
        }
    }

    /// Writes the end, and says why the code is what it is.
    func end(_ others: Set<ExitReason> = []) -> ExitReason {
        var all = others.union(reasons)
        if !hasReader { all.insert(.readerGone) }
        let reason = ExitReason(of: all)
        let closing = "exit \(reason.rawValue): \(reason.sentence)"
        for (index, writer) in writers.enumerated() {
            switch writer {
            case .stream(let reporter):
                if summary.checked == 0 { write(reporter.beginning.utf8, to: targets[index]) }
                write(reporter.end(summary, closing: closing).utf8, to: targets[index])
            case .whole(let reporter):
                let report = Report(subjects: subjects)
                write(reporter.text(of: report, closing: closing), to: targets[index])
            }
        }
        for case .file(let file) in targets { file.finish() }
        return reason
    }

    private func write(_ text: some Sequence<UInt8>, to target: ReportOutput.Target) {
        switch target {
        case .file(let file): file.write(text)
        case .standardError: _ = try? FileDescriptor.standardError.writeAll(text)
        case .standardOutput where !outlivesReader: Terminal.print(text)
        case .standardOutput: if hasReader { hasReader = Terminal.isPrinted(text) }
        }
    }

    private var reasons: [ExitReason] {
        var reasons: [ExitReason] = []
        if let severity = limit.severity, summary.hasFindings(atOrAbove: severity) {
            reasons.append(.findings)
        }
        if summary.doubts > 0 || summary.checked == 0 && !allowsEmpty {
            reasons.append(.incomplete)
        }
        return reasons
    }
}
