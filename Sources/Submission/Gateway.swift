package import Validation

/// Where validated payloads go.
package protocol Gateway: Sendable {
    /// Sends a payload. `release` is called when all but the last byte left; the last byte leaves
    /// when it returns, and never when it throws.
    ///
    /// When the task is cancelled the answer is waited for a while, because the job may be paid for.
    func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer

    /// Asks how a job is.
    func status(of id: RequestID) async throws(Refusal) -> JobStatus

    /// Asks for the addresses of a completed job's results, or for why it failed.
    func result(of id: RequestID) async throws(Refusal) -> JobResult

    /// Asks to cancel a job.
    func cancel(_ id: RequestID) async throws(Refusal) -> Cancellation
}

/// What a job gave.
package struct JobResult: Hashable, Sendable {
    /// The addresses of images and videos.
    package let outputs: [String]
    /// The provider's word on what went wrong.
    package let error: String?

    /// Makes a result.
    package init(outputs: [String], error: String?) {
        self.outputs = outputs
        self.error = error
    }
}

/// What the provider said when it was asked to cancel a job.
package enum Cancellation: Hashable, Sendable {
    case cancelled
    /// The job goes on and is billed.
    case notCancellable
    /// A word that nobody knows, or none: the job may go on.
    case unclear(String)
}
