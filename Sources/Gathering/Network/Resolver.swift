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
/// It blocks a thread of its own pool, never one of Swift's: enough of them that names whose servers
/// are silent hold up no others.
package struct SystemResolver: Resolver {
    private static let threads = {
        let threads = NIOThreadPool(numberOfThreads: 32)
        threads.start()
        return threads
    }()

    /// Resolves on threads that are started for the first name.
    package init() { _ = HostLookup.takesNamesAsTheyAre }

    package func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress] {
        let answer: Result<[IPAddress], AddressFacts.Outcome>
        do {
            answer = try await Self.threads.runIfActive { HostLookup.addresses(of: name) }
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
