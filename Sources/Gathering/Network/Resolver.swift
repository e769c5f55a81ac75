package import Addresses
package import PreflightModel
internal import NIOCore
internal import NIOPosix

/// Turns names into addresses.
package protocol Resolver: Sendable {
    /// Every address of a name. Throws ``AddressFacts/Outcome/unknownHost(_:)`` or a loss.
    func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress]
}

/// The system's resolver.
///
/// It blocks a thread of its own pool, never one of Swift's.
package struct SystemResolver: Resolver {
    private let threads: NIOThreadPool

    /// Resolves on the threads that all of NIO shares.
    package init() { threads = .singleton }

    package func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress] {
        let answer: Result<[IPAddress], AddressFacts.Outcome>
        do {
            answer = try await threads.runIfActive { HostLookup.addresses(of: name) }
        } catch {
            answer = .failure(.noAnswer(.resolverFailed))
        }
        return try answer.get()
    }
}

/// No resolver at all: every name is outside of the sandbox.
package struct SandboxResolver: Resolver {
    package init() {}

    package func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress] {
        throw .noAnswer(.outsideSandbox)
    }
}
