package import Validation

/// Where validated payloads go.
package protocol Gateway: Sendable {
    /// Sends a payload. `release` is called when all but the last byte left; the last byte leaves
    /// when it returns, and never when it throws.
    func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer

    /// Asks how a job is.
    func status(of id: RequestID) async throws(Refusal) -> JobStatus

    /// Asks for the addresses of a completed job's results, or for why it failed.
    func result(of id: RequestID) async throws(Refusal) -> JobResult

    /// Asks to cancel a job; says whether it was.
    func cancel(_ id: RequestID) async throws(Refusal) -> Bool
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
