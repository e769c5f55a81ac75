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
                digest: canonical.digest
            )
        )
    }
}
