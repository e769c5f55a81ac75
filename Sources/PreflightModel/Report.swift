/// Everything that one run has to say.
public struct Report: Hashable, Sendable {
    /// The verdict of the whole run.
    public let verdict: Verdict
    /// What was counted.
    public let summary: Summary
    /// The subjects in the order of the input.
    public let subjects: [SubjectReport]

    /// Collects the reports of all subjects.
    public init(subjects: [SubjectReport]) {
        var summary = Summary()
        for subject in subjects { summary.count(subject) }
        self.subjects = subjects
        self.summary = summary
        verdict = summary.verdict
    }
}

/// What was counted in a run.
public struct Summary: Hashable, Sendable {
    /// Subjects that were judged.
    public private(set) var checked = 0
    /// Subjects in which every check was made and passed.
    public private(set) var accepted = 0
    /// Subjects with an error.
    public private(set) var rejected = 0
    /// Subjects without an error, but with something that was not checked.
    public private(set) var undecided = 0
    /// Findings of severity error.
    public private(set) var errors = 0
    /// Findings of severity warning.
    public private(set) var warnings = 0
    /// Findings of severity note.
    public private(set) var notes = 0
    /// Checks that could not be made.
    public private(set) var doubts = 0
    /// Addresses and rules that were deliberately left unchecked.
    public private(set) var skipped = 0
    /// Findings that are not told, because their rules are ignored or they are suppressed.
    public private(set) var leftOut = 0

    /// Makes an empty count.
    public init() {}

    /// Adds one subject.
    public mutating func count(_ subject: SubjectReport) {
        checked += 1
        switch subject.verdict {
        case .accepted: accepted += 1
        case .rejected: rejected += 1
        case .undecided: undecided += 1
        }
        for finding in subject.findings {
            switch finding.severity {
            case .error: errors += 1
            case .warning: warnings += 1
            case .note: notes += 1
            }
        }
        doubts += subject.doubts.count
        skipped += subject.skipped.count
        leftOut += subject.leftOut.count
    }

    /// Adds what was counted elsewhere in the same run.
    public mutating func add(_ other: Summary) {
        checked += other.checked
        accepted += other.accepted
        rejected += other.rejected
        undecided += other.undecided
        errors += other.errors
        warnings += other.warnings
        notes += other.notes
        doubts += other.doubts
        skipped += other.skipped
        leftOut += other.leftOut
    }

    /// The verdict of the whole run; nothing checked is undecided.
    public var verdict: Verdict {
        if rejected > 0 { return .rejected }
        return undecided > 0 || checked == 0 ? .undecided : .accepted
    }

    /// Whether anything was found at or above `severity`.
    public func hasFindings(atOrAbove severity: Severity) -> Bool {
        switch severity {
        case .error: errors > 0
        case .warning: errors + warnings > 0
        case .note: errors + warnings + notes > 0
        }
    }
}

/// What a run has to say about one subject.
public struct SubjectReport: Hashable, Sendable {
    /// What kind of thing was asked to be checked.
    public enum Kind: String, Hashable, Sendable {
        /// A local image file.
        case image
        /// The address of an image.
        case address
        /// One input object for one model.
        case payload
        /// Something that could not even be opened.
        case input
    }

    /// An image that a payload names.
    public struct Media: Hashable, Sendable {
        /// Where the payload names it.
        public let pointer: JSONPointer
        /// What was measured of it.
        public let facts: MediaFacts

        /// Makes a record of an image in a payload.
        public init(pointer: JSONPointer, facts: MediaFacts) {
            self.pointer = pointer
            self.facts = facts
        }
    }

    /// The name: a path, an address, or `file#N` for the Nth payload of a file.
    public let subject: String
    /// What kind of thing it is.
    public let kind: Kind
    /// The model that it was judged for.
    public let model: ModelID?
    /// How the judgement ended.
    public private(set) var verdict: Verdict
    /// What was measured, for an image or an address.
    public let media: MediaFacts?
    /// The images that a payload names.
    public let namedMedia: [Media]
    /// What is wrong.
    public private(set) var findings: [Finding]
    /// What could not be checked.
    public private(set) var doubts: [Doubt]
    /// What was left unchecked.
    public let skipped: [Skip]
    /// What is wrong and not told among the findings.
    public private(set) var leftOut: [LeftOut] = []
    /// What became of the job, when it was to be submitted.
    public var submission: SubmissionReport?

    /// Makes the report of one subject; the verdict follows from the rest.
    public init(
        subject: String,
        kind: Kind,
        model: ModelID?,
        media: MediaFacts? = nil,
        namedMedia: [Media] = [],
        findings: [Finding] = [],
        doubts: [Doubt] = [],
        skipped: [Skip] = []
    ) {
        self.subject = subject
        self.kind = kind
        self.model = model
        self.media = media
        self.namedMedia = namedMedia
        self.findings = findings
        self.doubts = doubts
        self.skipped = skipped
        verdict = Self.verdict(findings, isComplete: doubts.isEmpty && skipped.isEmpty)
    }

    private static func verdict(_ findings: [Finding], isComplete: Bool) -> Verdict {
        if findings.contains(where: { $0.severity == .error }) { return .rejected }
        return isComplete ? .accepted : .undecided
    }

    /// Tells, leaves out or weighs anew each finding as `decide` says; the verdict follows.
    public mutating func select(_ decide: (Finding) -> Selection) {
        var told: [Finding] = []
        for finding in findings {
            switch decide(finding) {
            case .tell(let severity):
                told.append(
                    Finding(
                        rule: finding.rule,
                        severity: severity,
                        place: finding.place,
                        defect: finding.defect
                    )
                )
            case .leaveOut(let reason): leftOut.append(LeftOut(finding, reason: reason))
            }
        }
        findings = told
        verdict = Self.verdict(findings, isComplete: doubts.isEmpty && skipped.isEmpty)
    }

    /// What becomes of a finding in a report.
    public enum Selection: Hashable, Sendable {
        case tell(Severity)
        /// It is counted only; the reason is that of the person who decided it.
        case leaveOut(reason: String?)
    }

    /// Adds the lines in which things were found, as `line` shows them.
    public mutating func quote(_ line: (TextSpan) -> SourceLine?) {
        locate { place in place.line = place.span.flatMap(line) }
    }

    /// Adds the columns of what was found in other units, as `columns` counts them.
    public mutating func count(_ columns: (TextSpan) -> ColumnUnits?) {
        locate { place in place.columns = place.span.flatMap(columns) }
    }

    private mutating func locate(_ change: (inout Place) -> Void) {
        for index in findings.indices { change(&findings[index].place) }
        for index in doubts.indices { change(&doubts[index].place) }
    }
}

/// What became of a job that was to be submitted.
///
/// A class, because most subjects have none: they are moved about often, and each time with all that
/// they have room for.
public final class SubmissionReport: Sendable {
    /// How far the job came.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It was not submitted: the reason says why.
        case notSubmitted = "not-submitted"
        /// The provider refused it; nothing was charged.
        case refused
        /// It may have been accepted, and nobody can tell.
        case outcomeUnknown = "outcome-unknown"
        /// It was accepted and has not ended yet.
        case running
        /// It ended well, and its results are on this machine.
        case downloaded
        /// It ended well, but its results are not on this machine.
        case completed
        case failed
        case cancelled
    }

    /// How far the job came.
    public let state: State
    /// The row of the ledger, if there is one.
    public let ledgerID: Int64?
    /// The provider's name of the job, if it gave one.
    public let requestID: String?
    /// Paths of the downloaded results.
    public let files: [String]
    /// Why it ended so, where that needs words: ours or the provider's.
    public let detail: String?

    /// Makes a record of a submission.
    public init(
        state: State,
        ledgerID: Int64? = nil,
        requestID: String? = nil,
        files: [String] = [],
        detail: String? = nil
    ) {
        self.state = state
        self.ledgerID = ledgerID
        self.requestID = requestID
        self.files = files
        self.detail = detail
    }
}

extension SubmissionReport: Hashable {
    /// Whether the same became of both.
    public static func == (left: SubmissionReport, right: SubmissionReport) -> Bool {
        left.state == right.state && left.ledgerID == right.ledgerID
            && left.requestID == right.requestID && left.files == right.files
            && left.detail == right.detail
    }

    /// Hashes what tells most of them apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(state)
        hasher.combine(ledgerID)
        hasher.combine(requestID)
    }
}
