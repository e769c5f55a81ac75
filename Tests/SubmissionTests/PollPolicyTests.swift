import Testing

@testable import Submission

/// How often a job is asked after.
struct PollPolicyTests {
    @Test func `each pause is half as long again, up to the longest`() {
        let policy = PollPolicy(first: .seconds(2), longest: .seconds(5))
        var pauses = [policy.first]
        for pause in 0..<4 { pauses.append(policy.pause(after: pauses[pause])) }
        #expect(
            pauses == [.seconds(2), .seconds(3), .milliseconds(4500), .seconds(5), .seconds(5)]
        )
    }
}
