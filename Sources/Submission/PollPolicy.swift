/// How often and how long a job is asked after.
package struct PollPolicy: Hashable, Sendable {
    /// The first pause.
    package let first: Duration
    /// The longest pause; each is half as long again as the one before.
    package let longest: Duration
    /// How many calls in a row may fail.
    package let failures: Int
    /// How long a job is waited for in all.
    package let limit: Duration

    /// How long a job is waited for, unless it is said otherwise.
    package static let usualLimit = Duration.seconds(3600)

    /// The defaults follow the provider's own clients, which poll every 2 to 5 s.
    package init(
        first: Duration = .seconds(2),
        longest: Duration = .seconds(15),
        failures: Int = 10,
        limit: Duration = usualLimit
    ) {
        self.first = first
        self.longest = longest
        self.failures = failures
        self.limit = limit
    }

    /// The pause after one of this length.
    func pause(after pause: Duration) -> Duration { min(pause * 3 / 2, longest) }
}
