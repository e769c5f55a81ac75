internal import PreflightModel

// The contract of the JSON report. Fields may be added; none is renamed, retyped or removed while
// the schema version stays.

extension JSONWriter {
    /// Writes what is said of a subject.
    mutating func members(of report: SubjectReport) {
        member("subject", report.subject)
        member("kind", report.kind.rawValue)
        member("model", report.model?.description)
        member("verdict", report.verdict.rawValue)
        if let media = report.media { members(of: media) }
        if report.kind == .payload {
            array("media", report.namedMedia) { writer, named in
                writer.member("pointer", named.pointer.description)
                writer.member("url", named.facts.name)
                writer.members(of: named.facts)
            }
        }
        array("findings", report.findings) { $0.members(of: $1) }
        array("doubts", report.doubts) { $0.members(of: $1) }
        array("skipped", report.skipped) { writer, skip in
            writer.member("what", skip.what)
            writer.member("reason", skip.reason.rawValue)
            writer.member("pointer", skip.pointer?.description)
        }
        array("left_out", report.leftOut) { writer, left in
            writer.member("rule", left.finding.rule.name.text)
            writer.member("severity", left.finding.severity.rawValue)
            writer.member("found", left.finding.defect.foundText)
            writer.member("reason", left.reason)
            writer.object("place") { $0.members(of: left.finding.place) }
        }
        if let submission = report.submission {
            object("submission") { $0.members(of: submission) }
        }
    }

    /// Writes the counts of a run.
    mutating func members(of summary: Summary) {
        member("checked", summary.checked)
        member("accepted", summary.accepted)
        member("rejected", summary.rejected)
        member("undecided", summary.undecided)
        member("errors", summary.errors)
        member("warnings", summary.warnings)
        member("notes", summary.notes)
        member("doubts", summary.doubts)
        member("skipped", summary.skipped)
        member("left_out", summary.leftOut)
    }

    private mutating func members(of facts: MediaFacts) {
        switch facts.content {
        case .absent, .unreadable: break
        case .empty: object("image") { $0.member("bytes", facts.bytes) }
        case .foreign(let format), .damaged(let format, _), .uncommon(let format, _):
            object("image") { writer in
                writer.member("format", format.rawValue)
                writer.member("bytes", facts.bytes)
            }
        case .image(let image):
            object("image") { $0.members(of: image, facts) }
        }
        if let address = facts.address { object("address") { $0.members(of: address) } }
    }

    private mutating func members(of image: ImageFacts, _ facts: MediaFacts) {
        member("format", image.format.rawValue)
        member("bytes", facts.bytes)
        member("width", image.size.width)
        member("height", image.size.height)
        member("displayed_width", image.displayedSize.width)
        member("displayed_height", image.displayedSize.height)
        member("channels", image.channels)
        member("bits_per_channel", image.bitsPerChannel)
        member("animated", image.isAnimated)
        member("frames", image.frameCount)
        member("alpha", image.hasAlpha)
        member("cmyk", image.isCMYK)
        member("orientation", image.orientation)
        member("coding", image.coding.rawValue)
        member("header_end", image.headerEnd)
        member("end", facts.ending.word)
        if case .trailing(let count) = facts.ending { member("trailing_bytes", count) }
        member("pixels", facts.pixels.word)
    }

    private mutating func members(of address: AddressFacts) {
        member("outcome", address.outcome.word)
        if case .refused(_, let barrier?) = address.outcome { member("barrier", barrier.rawValue) }
        member("attempts", address.attempts)
        member("received", address.received)
        if let answer = address.answer { object("answer") { $0.members(of: answer) } }
        if let certificate = address.certificate {
            object("certificate") { writer in
                writer.array("names", certificate.names)
                writer.member("issuer", certificate.issuer)
                writer.member("begins", certificate.begins.asTimestamp)
                writer.member("expires", certificate.expires.asTimestamp)
            }
        }
        if let signature = address.signature {
            object("signature") { writer in
                writer.member("service", signature.service)
                writer.member("expires", signature.expires?.asTimestamp)
                writer.member("seconds_left", signature.secondsLeft)
            }
        }
        object("times") { $0.members(of: address.times) }
        array("hops", address.hops) { writer, hop in
            writer.member("url", hop.url)
            writer.array("resolved", hop.resolved)
            writer.member("status", hop.status)
        }
    }

    private mutating func members(of answer: AddressFacts.Answer) {
        member("content_type", answer.contentType)
        member("content_encoding", answer.contentEncoding)
        member("length", answer.length)
        member("partial_requests", answer.partialRequests.rawValue)
    }

    private mutating func members(of times: AddressFacts.Times) {
        member("resolve_us", times.resolve?.microseconds)
        member("connect_us", times.connect?.microseconds)
        member("tls_us", times.tls?.microseconds)
        member("first_byte_us", times.firstByte?.microseconds)
        member("header_us", times.header?.microseconds)
    }

    private mutating func members(of finding: Finding) {
        let found = finding.defect.foundText
        member("rule", finding.rule.name.text)
        member("severity", finding.severity.rawValue)
        member("message", finding.message(with: found))
        member("found", found)
        member("accepted", finding.defect.acceptedText)
        member("remedy", finding.defect.remedyText)
        object("place") { $0.members(of: finding.place) }
        object("evidence") { writer in
            writer.member("kind", finding.rule.evidence.kind.rawValue)
            writer.member("source", finding.rule.evidence.source)
        }
    }

    // The evidence of a doubt is how often the check was tried and how the last attempt ended.
    private mutating func members(of doubt: Doubt) {
        let found = doubt.defect.foundText
        member("rule", doubt.rule.name.text)
        member("message", doubt.message(with: found))
        member("found", found)
        member("accepted", doubt.defect.acceptedText)
        member("remedy", doubt.defect.remedyText)
        object("place") { $0.members(of: doubt.place) }
        object("evidence") { writer in
            writer.member("attempts", doubt.defect.found.attempts)
            writer.member("last_error", found)
        }
    }

    private mutating func members(of place: Place) {
        member("file", place.file)
        member("url", place.url)
        member("line", place.span?.line)
        member("column", place.span?.column)
        member("end_line", place.span?.endLine)
        member("end_column", place.span?.endColumn)
        member("pointer", place.pointer?.description)
    }

    private mutating func members(of report: SubmissionReport) {
        member("state", report.state.rawValue)
        member("ledger_id", report.ledgerID.map { Int($0) })
        member("request_id", report.requestID)
        array("files", report.files)
        member("detail", report.detail)
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
        case .givenUp: "given-up"
        case .whole: "whole"
        case .missing: "missing"
        case .trailing: "trailing"
        }
    }
}

extension MediaFacts.Pixels {
    /// What is said of decoded pixels; nothing when nobody asked.
    fileprivate var word: String? {
        switch self {
        case .undecoded: nil
        case .whole: "whole"
        case .lost: "lost"
        case .unfinished: "unfinished"
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

extension Duration {
    /// Whole microseconds.
    fileprivate var microseconds: Int {
        Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
    }
}
