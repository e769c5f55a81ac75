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
        /// How often the ledger says that the same payload was submitted before.
        public let earlier: Int
        /// Whether it is submitted now; one that was submitted before is not, unless asked for again.
        public let isNew: Bool

        /// How often it is or was paid for once the plan is carried out.
        var times: Int { earlier + (isNew ? 1 : 0) }
    }

    /// The payloads that were accepted, in their order.
    public let accepted: [Job]
    /// How many subjects are not submitted, because they were not accepted.
    public let leftOut: Int

    /// The jobs that are to be paid for now, in their order.
    public var jobs: [Job] { accepted.filter(\.isNew) }
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

    /// Makes ceilings; `nil` is none.
    public init(jobs: Int? = nil, seconds: Int? = nil) {
        self.jobs = jobs
        self.seconds = seconds
    }

    /// Which ceiling a plan does not stay below, in words; `nil` when it may be carried out.
    public func excess(of plan: SubmissionPlan) -> String? {
        guard !plan.jobs.isEmpty else { return nil }
        let planned = plan.accepted.reduce(0) { $0 + $1.times }
        if let jobs, planned > jobs {
            return
                "\(planned) job\(planned == 1 ? "" : "s")\(Self.earlier(plan)) are more than the ceiling of \(jobs)"
        }
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

    private static func earlier(_ plan: SubmissionPlan) -> String {
        let earlier = plan.accepted.reduce(0) { $0 + $1.earlier }
        return earlier == 0 ? "" : ", \(earlier) of them submitted before,"
    }
}
