public import PreflightModel

/// Why a run could not be carried out at all.
public struct PreflightError: Error, Hashable, Sendable {
    /// The code that the command ends with.
    public let code: ExitReason
    /// What went wrong, for the user.
    public let message: String
    /// What was underneath, for the log.
    public let cause: String?

    /// Makes an error.
    public init(_ code: ExitReason, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }
}
