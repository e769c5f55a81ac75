internal import PreflightModel

// The contract of the JSON report. Fields may be added; none is renamed, retyped or removed while
// `schemaVersion` stays. Keys are written in snake case.

struct JSONReport: Encodable {
    struct Tool: Encodable {
        let name = "preflight"
        let version = ToolVersion.text
    }

    struct Counts: Encodable {
        let checked: Int
        let accepted: Int
        let rejected: Int
        let undecided: Int
        let errors: Int
        let warnings: Int
        let notes: Int
        let doubts: Int
        let skipped: Int

        init(_ summary: Summary) {
            checked = summary.checked
            accepted = summary.accepted
            rejected = summary.rejected
            undecided = summary.undecided
            errors = summary.errors
            warnings = summary.warnings
            notes = summary.notes
            doubts = summary.doubts
            skipped = summary.skipped
        }
    }

    let schemaVersion = 1
    let tool = Tool()
    let verdict: String
    let summary: Counts
    let subjects: [JSONSubject]

    init(_ summary: Summary, _ subjects: [JSONSubject]) {
        verdict = summary.verdict.rawValue
        self.summary = Counts(summary)
        self.subjects = subjects
    }
}

struct JSONSubject: Encodable {
    struct Media: Encodable {
        let pointer: String
        let url: String
        let image: JSONImage?
        let address: JSONAddress?
    }

    struct Skipped: Encodable {
        let what: String
        let reason: String
        let pointer: String?
    }

    let subject: String
    let kind: String
    let model: String?
    let verdict: String
    let image: JSONImage?
    let address: JSONAddress?
    let media: [Media]?
    let findings: [JSONFinding]
    let doubts: [JSONDoubt]
    let skipped: [Skipped]
    let submission: JSONSubmission?

    init(_ report: SubjectReport) {
        subject = report.subject
        kind = report.kind.rawValue
        model = report.model?.description
        verdict = report.verdict.rawValue
        image = report.media.flatMap { JSONImage($0) }
        address = report.media?.address.map { JSONAddress($0) }
        media =
            report.kind != .payload
            ? nil
            : report.namedMedia.map { named in
                Media(
                    pointer: named.pointer.description,
                    url: named.facts.name,
                    image: JSONImage(named.facts),
                    address: named.facts.address.map { JSONAddress($0) }
                )
            }
        findings = report.findings.map { JSONFinding($0) }
        doubts = report.doubts.map { JSONDoubt($0) }
        skipped = report.skipped.map {
            Skipped(what: $0.what, reason: $0.reason.rawValue, pointer: $0.pointer?.description)
        }
        submission = report.submission.map { JSONSubmission($0) }
    }
}

struct JSONImage: Encodable {
    let format: String?
    let bytes: Int?
    let width: Int?
    let height: Int?
    let displayedWidth: Int?
    let displayedHeight: Int?
    let channels: Int?
    let bitsPerChannel: Int?
    let animated: Bool?
    let frames: Int?
    let alpha: Bool?
    let cmyk: Bool?
    let orientation: Int?
    let coding: String?
    let headerEnd: Int?
    let end: String?

    /// What is known of the bytes; `nil` when there are none.
    init?(_ facts: MediaFacts) {
        switch facts.content {
        case .absent, .unreadable: return nil
        case .empty: format = nil
        case .foreign(let format), .damaged(let format, _), .uncommon(let format, _):
            self.format = format.rawValue
        case .image(let image): format = image.format.rawValue
        }
        let image = facts.image
        bytes = facts.bytes
        width = image?.size.width
        height = image?.size.height
        displayedWidth = image?.displayedSize.width
        displayedHeight = image?.displayedSize.height
        channels = image?.channels
        bitsPerChannel = image?.bitsPerChannel
        animated = image?.isAnimated
        frames = image?.frameCount
        alpha = image?.hasAlpha
        cmyk = image?.isCMYK
        orientation = image?.orientation
        coding = image?.coding.rawValue
        headerEnd = image?.headerEnd
        end = image == nil ? nil : facts.ending.word
    }
}

struct JSONAddress: Encodable {
    struct Hop: Encodable {
        let url: String
        let resolved: [String]
        let status: Int?
    }

    let outcome: String
    let attempts: Int
    let received: Int
    let hops: [Hop]

    init(_ facts: AddressFacts) {
        outcome = facts.outcome.word
        attempts = facts.attempts
        received = facts.received
        hops = facts.hops.map { Hop(url: $0.url, resolved: $0.resolved, status: $0.status) }
    }
}

struct JSONEvidence: Encodable {
    let kind: String
    let source: String

    init(_ evidence: Evidence) {
        kind = evidence.kind.rawValue
        source = evidence.source
    }
}

struct JSONPlace: Encodable {
    let file: String?
    let url: String?
    let line: Int?
    let column: Int?
    let endLine: Int?
    let endColumn: Int?
    let pointer: String?

    init(_ place: Place) {
        file = place.file
        url = place.url
        line = place.span?.line
        column = place.span?.column
        endLine = place.span?.endLine
        endColumn = place.span?.endColumn
        pointer = place.pointer?.description
    }
}

struct JSONFinding: Encodable {
    let rule: String
    let severity: String
    let message: String
    let found: String
    let accepted: String
    let remedy: String
    let place: JSONPlace
    let evidence: JSONEvidence

    init(_ finding: Finding) {
        rule = finding.rule.name.text
        severity = finding.severity.rawValue
        message = finding.message
        found = finding.defect.foundText
        accepted = finding.defect.acceptedText
        remedy = finding.defect.remedyText
        place = JSONPlace(finding.place)
        evidence = JSONEvidence(finding.rule.evidence)
    }
}

struct JSONDoubt: Encodable {
    let rule: String
    let message: String
    let found: String
    let remedy: String
    let place: JSONPlace
    let evidence: Evidence

    /// How often the check was tried and how the last attempt ended.
    struct Evidence: Encodable {
        let attempts: Int
        let lastError: String
    }

    init(_ doubt: Doubt) {
        rule = doubt.rule.name.text
        message = doubt.message
        found = doubt.defect.foundText
        remedy = doubt.defect.remedyText
        place = JSONPlace(doubt.place)
        evidence = Evidence(attempts: doubt.defect.found.attempts, lastError: found)
    }
}

struct JSONSubmission: Encodable {
    let state: String
    let ledgerId: Int64?
    let requestId: String?
    let files: [String]
    let detail: String?

    init(_ report: SubmissionReport) {
        state = report.state.rawValue
        ledgerId = report.ledgerID
        requestId = report.requestID
        files = report.files
        detail = report.detail
    }
}

extension Measure {
    /// How often something was tried; once, unless the measure says otherwise.
    fileprivate var attempts: Int {
        switch self {
        case .loss(_, let attempts), .overloaded(_, let attempts): attempts
        default: 1
        }
    }
}

extension MediaFacts.Ending {
    fileprivate var word: String {
        switch self {
        case .unread: "unread"
        case .whole: "whole"
        case .missing: "missing"
        case .trailing: "trailing"
        }
    }
}

extension AddressFacts.Outcome {
    fileprivate var word: String {
        switch self {
        case .skipped: "skipped"
        case .answered: "answered"
        case .malformed: "malformed"
        case .insecure: "not-https"
        case .credentials: "credentials"
        case .notPublic: "not-public"
        case .unknownHost: "unknown-host"
        case .untrustedCertificate: "untrusted-certificate"
        case .tlsRefused: "tls-refused"
        case .refused: "refused"
        case .tooManyRedirects: "too-many-redirects"
        case .overloaded: "overloaded"
        case .noAnswer: "no-answer"
        }
    }
}
