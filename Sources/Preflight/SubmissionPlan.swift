public import PreflightModel

/// What is about to be paid for.
public struct SubmissionPlan: Hashable, Sendable {
    /// One job of a plan.
    public struct Job: Hashable, Sendable {
        /// How reports call the payload.
        public let subject: String
        /// The model that it is for.
        public let model: ModelID
        /// The length of its video in seconds; `nil` when nothing says it.
        public let seconds: Int?
        /// The resolution of its video, such as `480p`; `nil` when nothing says it.
        public let resolution: String?
        /// What it costs in US dollars by the provider's catalogue; `nil` when no price is known.
        public let cost: Fraction?
        /// How often the ledger says that the same payload was submitted before.
        public let earlier: Int
        /// Whether it is submitted now; one that was submitted before is not, unless asked for again.
        public let isNew: Bool
        /// The request that would be sent, as text without the token.
        public let request: String

        /// How often it is or was paid for once the plan is carried out.
        var times: Int { earlier + (isNew ? 1 : 0) }
    }

    /// A subject that is not submitted, and why.
    public struct LeftOut: Hashable, Sendable {
        /// How reports call it.
        public let subject: String
        /// Why it is not submitted.
        public let reason: String
    }

    /// The payloads that were accepted, in their order.
    public let accepted: [Job]
    /// What is not submitted, because it was not accepted.
    public let leftOut: [LeftOut]

    /// When the prices were fetched, in seconds since 1970; `nil` when none are known.
    public let priced: Int?

    /// The jobs that are to be paid for now, in their order.
    public var jobs: [Job] { accepted.filter(\.isNew) }

    /// What the jobs cost together in US dollars; `nil` when one of the prices is not known.
    public var cost: Fraction? { Self.sum(jobs.map(\.cost)) }

    static func sum(_ costs: [Fraction?]) -> Fraction? {
        var sum: Fraction? = Fraction(0)
        for cost in costs {
            guard let first = sum, let cost else { return nil }
            sum = first.adding(cost)
        }
        return sum
    }
}

/// What the jobs of a plan may come to.
///
/// Jobs that an earlier run submitted for the same payloads count too, so that a run that was broken
/// off and begun again cannot spend more than one that was not. No consent lifts a ceiling.
public struct SpendingCeilings: Hashable, Sendable {
    /// The largest number of jobs.
    public var jobs: Int?
    /// The largest sum of the lengths of their videos, in seconds.
    public var seconds: Int?
    /// The largest sum of their costs, in US dollars.
    public var cost: Fraction?

    /// Makes ceilings; `nil` is none.
    public init(jobs: Int? = nil, seconds: Int? = nil, cost: Fraction? = nil) {
        self.jobs = jobs
        self.seconds = seconds
        self.cost = cost
    }

    /// Which ceiling a plan does not stay below, in words; `nil` when it may be carried out.
    public func excess(of plan: SubmissionPlan) -> String? {
        guard !plan.jobs.isEmpty else { return nil }
        return excessOfJobs(plan) ?? excessOfSeconds(plan) ?? excessOfCost(plan)
    }

    private func excessOfJobs(_ plan: SubmissionPlan) -> String? {
        let planned = plan.accepted.reduce(0) { $0 + $1.times }
        guard let jobs, planned > jobs else { return nil }
        let words = planned == 1 ? "1 job is" : "\(planned) jobs\(Self.earlier(plan)) are"
        return "\(words) more than the ceiling of \(jobs)"
    }

    private func excessOfSeconds(_ plan: SubmissionPlan) -> String? {
        guard let seconds else { return nil }
        var sum = 0
        for job in plan.accepted where job.times > 0 {
            guard let length = job.seconds else {
                return "the length of the video of \(job.subject) is not known, and the ceiling is"
                    + " \(seconds) s"
            }
            sum += length * job.times
        }
        guard sum > seconds else { return nil }
        return "\(sum) s of video\(Self.earlier(plan)) are more than the ceiling of \(seconds) s"
    }

    private func excessOfCost(_ plan: SubmissionPlan) -> String? {
        guard let ceiling = cost else { return nil }
        let costs = plan.accepted.flatMap { Array(repeating: $0.cost, count: $0.times) }
        guard let sum = SubmissionPlan.sum(costs) else {
            return "a price is not known, and the ceiling is \(ceiling) USD; "
                + "preflight models --refresh fetches prices"
        }
        guard sum > ceiling else { return nil }
        return "\(sum) USD\(Self.earlier(plan)) are more than the ceiling of \(ceiling) USD"
    }

    private static func earlier(_ plan: SubmissionPlan) -> String {
        let earlier = plan.accepted.reduce(0) { $0 + $1.earlier }
        return earlier == 0 ? "" : ", with \(earlier) submitted before,"
    }
}
