internal import Foundation
internal import PreflightModel
internal import Reporting
internal import Synchronization
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
///
/// No actor: whoever interrupts the run ends it at once, whatever else waits for its turn.
final class OutputReport: Sendable {
    /// What writes each report.
    let writers: [ReportWriter]

    private let targets: [ReportOutput.Target]
    private let outlivesReader: Bool
    private let limit: FailureLimit
    private let allowsEmpty: Bool
    private let state = Mutex(State())
    private let progress: ProgressBar?
    /// What a signal that ends the run kept from being checked, if it did, by what was counted.
    private let interruption: @Sendable (Summary) -> SubjectReport?

    private struct State {
        var hasReader = true
        /// Why the run ended, once its end is written: nothing is added then.
        var end: ExitReason?
        var summary = Summary()
        var subjects: [SubjectReport] = []
    }

    init(
        _ outputs: [ReportOutput],
        _ limit: FailureLimit,
        allowsEmpty: Bool = false,
        outlivesReader: Bool,
        progress: ProgressBar? = nil,
        interruption: @escaping @Sendable (Summary) -> SubjectReport?
    ) {
        writers = outputs.map(\.writer)
        targets = outputs.map(\.target)
        self.limit = limit
        self.allowsEmpty = allowsEmpty
        self.outlivesReader = outlivesReader
        self.progress = progress
        self.interruption = interruption
    }

    /// Writes one subject.
    func add(_ subject: SubjectReport) {
        var pieces = ReportPieces(writers)
        pieces.add(subject)
        add(pieces)
    }

    /// Writes subjects that follow each other.
    func add(_ pieces: ReportPieces) {
        state.withLock { add(pieces, &$0) }
    }

    private func add(_ pieces: ReportPieces, _ state: inout State) {
        guard pieces.summary.checked > 0, state.end == nil else { return }
        let isFirst = state.summary.checked == 0
        state.summary.add(pieces.summary)
        state.subjects += pieces.subjects
        for (index, writer) in writers.enumerated() {
            guard case .stream(let reporter) = writer, let piece = pieces.streams[index] else {
                continue
            }
            let joint = isFirst ? reporter.beginning : reporter.separator
            // Most formats have none, and the text of many subjects is long.
            let text = joint.isEmpty ? piece.text : Array(joint.utf8) + piece.text
            write(text, to: targets[index], &state)
        }
    }

    /// Writes the end, and says why the code is what it is.
    func end(_ others: Set<ExitReason> = []) -> ExitReason {
        state.withLock { end(others, &$0) }
    }

    /// The same, unless something is being written at the moment.
    func endIfAvailable(_ others: Set<ExitReason>) -> ExitReason? {
        state.withLockIfAvailable { end(others, &$0) }
    }

    private func end(_ others: Set<ExitReason>, _ state: inout State) -> ExitReason {
        if let reason = state.end { return reason }
        progress?.end()
        if !others.isDisjoint(with: [.interrupted, .terminated]),
            let unchecked = interruption(state.summary)
        {
            var rest = ReportPieces(writers)
            rest.add(unchecked)
            add(rest, &state)
        }
        var all = others.union(reasons(state.summary))
        if !state.hasReader { all.insert(.readerGone) }
        let reason = ExitReason(of: all)
        let closing = "exit \(reason.rawValue): \(reason.sentence)"
        for (index, writer) in writers.enumerated() {
            switch writer {
            case .stream(let reporter):
                let beginning = state.summary.checked == 0 ? reporter.beginning : ""
                let end = beginning + reporter.end(state.summary, closing: closing)
                write(Array(end.utf8), to: targets[index], &state)
            case .whole(let reporter):
                let report = Report(subjects: state.subjects)
                write(reporter.text(of: report, closing: closing), to: targets[index], &state)
            }
        }
        for case .file(let file) in targets { file.finish() }
        state.end = reason
        return reason
    }

    private func write(_ text: [UInt8], to target: ReportOutput.Target, _ state: inout State) {
        guard !text.isEmpty else { return }
        if case .file(let file) = target { return file.write(text) }
        // The line of progress is on the same terminal, perhaps.
        guard let progress else { return show(text, on: target, &state) }
        progress.withoutLine { show(text, on: target, &state) }
    }

    private func show(_ text: [UInt8], on target: ReportOutput.Target, _ state: inout State) {
        if case .standardError = target {
            _ = try? FileDescriptor.standardError.writeAll(text)
        } else if !outlivesReader {
            Terminal.print(text)
        } else if state.hasReader {
            state.hasReader = Terminal.isPrinted(text)
        }
    }

    private func reasons(_ summary: Summary) -> [ExitReason] {
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
