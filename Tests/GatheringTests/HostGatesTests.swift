import Testing

@testable import Gathering

/// What a host asks of one address it asks of all.
struct HostGatesTests {
    @Test func `the gates tell how long a host is left alone, and forget it`() async throws {
        let gates = HostGates(limit: 1)
        #expect(gates.wait(for: "a") == nil)
        gates.shut("a", for: .seconds(60))
        gates.shut("a", for: .seconds(1))
        #expect(try #require(gates.wait(for: "a")) > .seconds(30))
        #expect(gates.wait(for: "b") == nil)
        gates.shut("b", for: .zero)
        #expect(gates.wait(for: "b") == nil)
    }
}
