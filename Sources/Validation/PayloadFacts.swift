package import PreflightModel
package import Rules

/// A payload with everything that was gathered about it.
package struct PayloadFacts: Sendable {
    /// How reports call it: `file#N`.
    package let subject: String
    /// The file that it stands in, if it does.
    package let file: String?
    /// The job, or what is wrong with its document.
    package let job: Result<Job, DocumentProblem>
    /// The images that it names, measured.
    package let media: [PayloadCase.NamedMedia]
    /// When the images were measured at the earliest, in seconds since 1970: equal addresses of a run
    /// are asked once.
    package let measured: Int

    /// Collects the facts of a payload.
    package init(
        subject: String,
        file: String?,
        job: Result<Job, DocumentProblem>,
        media: [PayloadCase.NamedMedia],
        measured: Int
    ) {
        self.subject = subject
        self.file = file
        self.job = job
        self.media = media
        self.measured = measured
    }
}
