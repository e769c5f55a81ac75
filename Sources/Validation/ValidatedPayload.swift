package import PreflightModel

/// A payload that passed every check and may be sent once.
///
/// Only ``Validator/mint(_:failingOn:)`` can make one, it cannot be copied, and a submission
/// consumes it. Dropping one is harmless: it holds no resource, so it has no `deinit`.
package struct ValidatedPayload: ~Copyable, Sendable {
    /// How reports call the payload.
    package let subject: String
    /// The model that it is for.
    package let model: ModelID
    /// The canonical JSON that is sent.
    package let body: [UInt8]
    /// The SHA-256 of ``body``, in hexadecimal.
    package let digest: String
    /// What was measured of the images that the payload names, and when, as JSON: what the verdict
    /// rests on.
    package let measured: String

    init(subject: String, model: ModelID, body: [UInt8], digest: String, measured: String) {
        self.subject = subject
        self.model = model
        self.body = body
        self.digest = digest
        self.measured = measured
    }
}
