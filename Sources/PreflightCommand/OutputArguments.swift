internal import ArgumentParser
internal import Foundation
internal import PreflightModel
internal import Reporting

extension ReportFormat: ExpressibleByArgument {}

/// When colours are used.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
}

/// How the report is written.
struct OutputArguments: ParsableArguments {
    @Option(help: "The format of the report: human, concise, json or ndjson.")
    var format: ReportFormat = .human

    @Option(help: "When to use colours: auto, always or never.")
    var color: ColourChoice = .auto

    /// What writes the report's format.
    var reporter: any Reporter {
        format.reporter(
            colour: Self.usesColour(
                color,
                environment: ProcessInfo.processInfo.environment,
                isTerminal: Terminal.isOutputATerminal
            )
        )
    }

    /// A report that writes to standard output.
    ///
    /// When `outlivesReader`, a reader that goes away does not end the process: work that costs
    /// money is finished first.
    func report(outlivesReader: Bool = false) -> OutputReport {
        OutputReport(outlivesReader: outlivesReader, reporter)
    }

    /// `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE` and `FORCE_COLOR`, then `TERM=dumb`, then
    /// whether a terminal reads.
    static func usesColour(
        _ choice: ColourChoice,
        environment: [String: String],
        isTerminal: Bool
    ) -> Bool {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        switch choice {
        case .always: return true
        case .never: return false
        case .auto:
            if isSet("NO_COLOR") { return false }
            if ["CLICOLOR_FORCE", "FORCE_COLOR"].contains(where: {
                isSet($0) && environment[$0] != "0"
            }) {
                return true
            }
            return isTerminal && environment["TERM"] != "dumb"
        }
    }
}

/// A report that is written while its subjects come in, and counts them.
actor OutputReport {
    private let reporter: any Reporter
    private let outlivesReader: Bool
    private var hasReader = true
    private(set) var summary = Summary()

    init(outlivesReader: Bool, _ reporter: any Reporter) {
        self.outlivesReader = outlivesReader
        self.reporter = reporter
    }

    /// Writes one subject.
    func add(_ subject: SubjectReport) {
        var piece = ReportPiece(reporter)
        piece.add(subject)
        add(piece)
    }

    /// Writes subjects that follow each other.
    func add(_ piece: ReportPiece) {
        guard piece.summary.checked > 0 else { return }
        print(summary.checked == 0 ? reporter.beginning.utf8 : reporter.separator.utf8)
        summary.add(piece.summary)
        print(piece.text)
    }

    /// Writes the end, and says why the code is what it is.
    func end(_ limit: FailureLimit, _ others: Set<ExitReason> = []) -> ExitReason {
        var all = others.union(reasons(limit))
        if !hasReader { all.insert(.readerGone) }
        let reason = ExitReason(of: all)
        let closing = "exit \(reason.rawValue): \(reason.sentence)"
        if summary.checked == 0 { print(reporter.beginning.utf8) }
        print(reporter.end(summary, closing: closing).utf8)
        return reason
    }

    private func print(_ text: some Sequence<UInt8>) {
        if !outlivesReader {
            Terminal.print(text)
        } else if hasReader {
            hasReader = Terminal.isPrinted(text)
        }
    }

    private func reasons(_ limit: FailureLimit) -> [ExitReason] {
        var reasons: [ExitReason] = []
        if let severity = limit.severity, summary.hasFindings(atOrAbove: severity) {
            reasons.append(.findings)
        }
        if summary.doubts > 0 || summary.checked == 0 { reasons.append(.incomplete) }
        return reasons
    }
}
