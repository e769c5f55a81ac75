package import PreflightModel

/// How much the format for people tells, and whether in colours.
package struct HumanStyle: Hashable, Sendable {
    /// How much is told.
    package enum Detail: Hashable, Sendable {
        /// What fails the run, and what could not be checked.
        case quiet
        case usual
        /// What was accepted, too, and where each rule is written.
        case verbose
    }

    let colour: Bool
    let detail: Detail

    /// Makes a style.
    package init(colour: Bool, detail: Detail = .usual) {
        self.colour = colour
        self.detail = detail
    }

    /// Whether a finding is told, in a run that findings from this limit on fail.
    func tells(_ finding: Finding, _ limit: FailureLimit) -> Bool {
        detail != .quiet || limit.severity.map { finding.severity >= $0 } ?? false
    }

    /// Everything that is usually told, without colours.
    package static let plain = HumanStyle(colour: false)
}

/// The formats that a report can be written in.
package enum ReportFormat: String, Sendable, CaseIterable {
    case human, concise, json, ndjson, sarif, junit
    case strictJUnit = "junit-strict"
    case github, gitlab, rdjson, markdown, html

    /// What writes this format.
    package func writer(_ style: HumanStyle, _ context: ReportContext) -> ReportWriter {
        switch self {
        case .human: .stream(HumanReporter(style, context.limit))
        case .concise: .stream(ConciseReporter(style, context.limit))
        case .json: .stream(JSONReporter())
        case .ndjson: .stream(NDJSONReporter())
        case .sarif: .whole(SARIFReporter(context))
        case .junit: .whole(JUnitReporter(context, isStrict: false))
        case .strictJUnit: .whole(JUnitReporter(context, isStrict: true))
        case .github: .whole(GitHubReporter(context))
        case .gitlab: .whole(GitLabReporter(context))
        case .rdjson: .whole(RDJSONReporter(context))
        case .markdown: .whole(MarkdownReporter(context))
        case .html: .whole(HTMLReporter(context))
        }
    }

    /// Whether it shows the lines that findings are about.
    package var showsLines: Bool { self == .human }

    /// Whether it tells columns in units other than code points.
    package var countsColumns: Bool { self == .github || self == .rdjson }

    /// Whether it shows small copies of the pictures.
    package var showsThumbnails: Bool { self == .html }
}

/// The texts of some subjects that follow each other, and what was counted in them.
package struct ReportPiece: Sendable {
    /// The texts with what stands between them.
    package private(set) var text: [UInt8] = []
    private var isEmpty = true

    private let reporter: any Reporter
    private let separator: String

    /// Begins with no subject.
    package init(_ reporter: any Reporter) {
        self.reporter = reporter
        separator = reporter.separator
    }

    /// Bytes that most pieces of several subjects do not exceed.
    private static let usualLength = 1 << 16

    /// Adds the text of a subject.
    package mutating func add(_ subject: SubjectReport) {
        if !isEmpty {
            text.reserveCapacity(Self.usualLength)
            text += separator.utf8
        }
        isEmpty = false
        reporter.write(subject, to: &text)
    }
}
