/// How often and how long a job is asked after.
package struct PollPolicy: Hashable, Sendable {
    /// The first pause.
    package let first: Duration
    /// The longest pause; each is half as long again as the one before.
    package let longest: Duration
    /// How many calls in a row may fail.
    package let failures: Int
    /// How many calls are made in all.
    package let calls: Int

    /// The defaults follow the provider's own clients, which poll every 2 to 5 s.
    package init(
        first: Duration = .seconds(2),
        longest: Duration = .seconds(15),
        failures: Int = 10,
        calls: Int = 500
    ) {
        self.first = first
        self.longest = longest
        self.failures = failures
        self.calls = calls
    }

    /// The pause after one of this length.
    func pause(after pause: Duration) -> Duration { min(pause * 3 / 2, longest) }
}
