import Addresses
import NIOCore
import PreflightModel
import Testing

@testable import Gathering

/// What may be connected to.
struct AddressGuardTests {
    private func targets(
        _ addresses: [String],
        exceptions: [HostException] = []
    ) async throws -> [SocketAddress] {
        try await AddressGuard(
            resolver: TableResolver(["a.test": addresses]),
            exceptions: exceptions
        ).targets(of: .name("a.test"))
    }

    @Test func `all public answers are targets on port 443, in their order`() async throws {
        let found = try await targets(["93.184.215.14", "2606:2800:21f:cb07::1", "1.1.1.1"])
        #expect(found.map(\.ipAddress) == ["93.184.215.14", "2606:2800:21f:cb07::1", "1.1.1.1"])
        #expect(found.allSatisfy { $0.port == 443 })
    }

    @Test(
        arguments: [
            "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
            "0.0.0.0", "168.63.129.16", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1",
            "fd00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::10.0.0.1", "2002:7f00:1::1",
            "2001:db8::1",
        ]
    )
    func `one answer that is not public refuses them all`(address: String) async throws {
        let mixtures = [
            [address], [address, "1.1.1.1"], ["1.1.1.1", address],
            ["2606:4700::1111", "1.1.1.1", address],
        ]
        for answers in mixtures {
            let outcome = await #expect(throws: AddressFacts.Outcome.self) {
                try await targets(answers)
            }
            guard case .notPublic(_, _, redirected: false)? = outcome else {
                Issue.record("\(answers): \(String(describing: outcome))")
                continue
            }
        }
    }

    @Test(arguments: ["10.0.0.1", "::1"])
    func `a literal that is not public is refused without asking anybody`(text: String) async throws
    {
        let literal = try #require(IPAddress(dottedDecimal: text) ?? IPAddress(v6: text))
        let addressGuard = AddressGuard(
            resolver: SandboxResolver(),
            exceptions: [HostException(name: text, address: "127.0.0.1", port: 1)]
        )
        await #expect(throws: AddressFacts.Outcome.self) {
            try await addressGuard.targets(of: .literal(literal))
        }
    }

    @Test func `an exception is for its exact name, address and port alone`() async throws {
        let exception = HostException(name: "a.test", address: "127.0.0.1", port: 8443)
        let found = try await targets(["10.0.0.1"], exceptions: [exception])
        #expect(found.map(\.ipAddress) == ["127.0.0.1"])
        #expect(found.map(\.port) == [8443])
        for name in ["b.a.test", "test", "a.tes", "a.test."] {
            let other = HostException(name: name, address: "127.0.0.1", port: 8443)
            await #expect(throws: AddressFacts.Outcome.self) {
                try await targets(["10.0.0.1"], exceptions: [other])
            }
        }
    }

    @Test func `a name that nobody knows is unknown, and in the sandbox outside`() async throws {
        await #expect(throws: AddressFacts.Outcome.unknownHost("a.test")) {
            try await AddressGuard(resolver: TableResolver()).targets(of: .name("a.test"))
        }
        await #expect(throws: AddressFacts.Outcome.noAnswer(.outsideSandbox)) {
            try await AddressGuard(resolver: SandboxResolver()).targets(of: .name("a.test"))
        }
    }
}
