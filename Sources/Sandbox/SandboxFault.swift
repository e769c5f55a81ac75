/// The sandbox itself failed; nothing is said about what a client did.
package struct SandboxFault: Error, CustomStringConvertible {
    /// What the sandbox was doing.
    package let operation: String
    /// Why it failed, in the words of whoever refused.
    package let cause: String

    package var description: String { "the sandbox cannot \(operation): \(cause)" }
}
