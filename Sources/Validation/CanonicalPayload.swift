internal import Crypto
internal import Documents
package import PreflightModel

/// What is sent of an input, and the name under which the ledger knows it.
package struct CanonicalPayload: Sendable {
    /// The canonical JSON.
    package let body: [UInt8]
    /// The SHA-256 of ``body``, in hexadecimal.
    package let digest: String

    /// Writes an input as canonical JSON.
    package init(_ input: Node) {
        body = CanonicalJSON.bytes(of: input)
        digest = SHA256.hash(data: body).hexadecimal
    }
}
