internal import Addresses
internal import Ledger
internal import PreflightModel
internal import Schemas
internal import Submission
internal import Validation

/// Makes plans from what was judged and what the ledger holds already.
struct SubmissionPlanner {
    let linter: Linter
    /// How often a payload for a model, told by its digest, was submitted before.
    let submissions: (ModelID, String) throws(LedgerFault) -> Int
    /// The provider's own catalogue, if somebody fetched it.
    let listed: ProviderCatalogue?
    /// The address of the model API.
    let base: String
    /// Whether the queries of pre-signed addresses are shown.
    let showsQueries: Bool
    /// Whether a payload that was submitted before is submitted once more.
    let again: Bool
    /// Why a subject is not submitted; `nil` for one that is.
    let objection: (SubjectReport) -> String?

    /// What is to be paid for.
    func plan(_ judged: [Linter.Judged]) throws(PreflightError) -> SubmissionPlan {
        var accepted: [SubmissionPlan.Job] = []
        var leftOut: [SubmissionPlan.LeftOut] = []
        var known: Set<String> = []
        for subject in judged {
            if let reason = objection(subject.report) {
                leftOut.append(.init(subject: subject.report.subject, reason: reason))
                continue
            }
            guard case .success(let job) = subject.payload?.job else { continue }
            let payload = CanonicalPayload(job.input)
            let isFirst = known.insert("\(payload.digest) \(job.model)").inserted
            let earlier = isFirst ? try earlier(job.model, payload.digest) : 0
            let seconds = linter.seconds(of: job)
            // What opens an address is not shown, unless somebody asks for it.
            let shown = showsQueries ? job.input : job.input.mappingTexts(\.withoutSecrets)
            accepted.append(
                SubmissionPlan.Job(
                    subject: subject.report.subject,
                    model: job.model,
                    seconds: seconds,
                    resolution: linter.resolution(of: job),
                    cost: listed?.price(of: job.model)?.cost(seconds: seconds),
                    earlier: earlier,
                    isNew: again || isFirst && earlier == 0,
                    request: RunComfyGateway.description(
                        of: job.model.description,
                        body: CanonicalPayload(shown).body,
                        base: base
                    )
                )
            )
        }
        return SubmissionPlan(accepted: accepted, leftOut: leftOut, priced: listed?.fetched)
    }

    /// Why a plan cannot be carried out at the provider as it is now; `nil` when nothing is known
    /// against it.
    func obstacle(to plan: SubmissionPlan) -> String? {
        guard let listed else { return nil }
        for model in Set(plan.jobs.map(\.model)).sorted() {
            guard let change = listed.change(of: model, from: linter.schema(of: model)) else {
                continue
            }
            return "\(model): \(change.words) in the provider's catalogue as it was fetched last; "
                + "preflight models --refresh shows what, and a schema of your own can follow it"
        }
        return nil
    }

    private func earlier(_ model: ModelID, _ digest: String) throws(PreflightError) -> Int {
        do throws(LedgerFault) {
            return try submissions(model, digest)
        } catch {
            throw PreflightError(error)
        }
    }
}
