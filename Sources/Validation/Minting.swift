internal import Documents
package import PreflightModel
internal import Rules

/// What came of asking for a token.
package enum Minting: ~Copyable, Sendable {
    /// The payload may be sent.
    case minted(ValidatedPayload)
    /// It may not: the report says why.
    case refused(SubjectReport)
}

extension Validator {
    /// Judges a payload by the whole rule book, with the rules' own severities, and mints the token
    /// for it when nothing is wrong, doubtful or unchecked.
    ///
    /// A finding at or above `severity` refuses too; an error always does.
    package func mint(_ payload: PayloadFacts, failingOn severity: Severity = .error) -> Minting {
        let report = report(on: payload, stage: .submit)
        guard report.verdict == .accepted, case .success(let job) = payload.job,
            !report.findings.contains(where: { $0.severity >= severity })
        else { return .refused(report) }
        let canonical = CanonicalPayload(job.input)
        return .minted(
            ValidatedPayload(
                subject: payload.subject,
                model: job.model,
                body: canonical.body,
                digest: canonical.digest,
                measured: payload.measurements
            )
        )
    }
}

extension PayloadFacts {
    /// What the verdict rests on, as JSON: for each image its pointer, its length, the entity tag and the
    /// last change that its address tells, and when it was measured at the earliest.
    ///
    /// The bytes of an image in the payload itself are bound by the payload's own digest.
    fileprivate var measurements: String {
        // The text is made here and stands nowhere.
        let span = TextSpan(line: 0, column: 0, endLine: 0, endColumn: 0)
        let elements = media.compactMap { named -> Node? in
            guard let facts = named.facts else { return nil }
            func member(_ key: String, _ value: Node.Value?) -> Node.Member? {
                value.map { Node.Member(key: key, keySpan: span, value: Node($0, at: span)) }
            }
            let members = [
                member("bytes", facts.bytes.map { .number("\($0)") }),
                member("entity_tag", facts.address?.answer?.entityTag.map { .string($0) }),
                member(
                    "last_modified",
                    facts.address?.answer?.lastModified.map { .string($0) }
                ),
                member("measured", .number("\(measured)")),
                member("name", .string(facts.name)),
                member("pointer", .string(named.pointer.description)),
            ]
            return Node(.object(members.compactMap { $0 }), at: span)
        }
        let bytes = CanonicalJSON.bytes(of: Node(.array(elements), at: span))
        return String(decoding: bytes, as: UTF8.self)
    }
}
