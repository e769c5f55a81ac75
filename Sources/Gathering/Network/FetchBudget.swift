/// What fetching one address may cost.
package struct FetchBudget: Sendable {
    /// Time for one connection to be made.
    package var connect: Duration
    /// Time for one attempt, from the first look-up to the last byte.
    package var attempt: Duration
    /// Time for a whole result to be downloaded.
    package var download: Duration
    /// How often an address is tried when it gives no usable answer.
    package var attempts: Int
    /// The pause before the second attempt; each later one is twice as long.
    package var pause: Duration
    /// The longest pause that a host is granted when it asks for one.
    package var longestPause: Duration
    /// Redirects that are followed.
    package var redirects: Int
    /// Requests to one host at a time.
    package var requestsPerHost: Int
    /// Connections that are kept for the next address of their host.
    package var keptConnections: Int
    /// How long a connection may rest before it is used again.
    package var longestRest: Duration

    /// The defaults: the provider's clients connect within 10 s and read within 20 to 60 s.
    package init(
        connect: Duration = .seconds(10),
        attempt: Duration = .seconds(30),
        download: Duration = .seconds(1800),
        attempts: Int = 3,
        pause: Duration = .milliseconds(250),
        longestPause: Duration = .seconds(20),
        redirects: Int = 5,
        requestsPerHost: Int = 8,
        keptConnections: Int = 64,
        longestRest: Duration = .seconds(5)
    ) {
        self.connect = connect
        self.attempt = attempt
        self.download = download
        self.attempts = attempts
        self.pause = pause
        self.longestPause = longestPause
        self.redirects = redirects
        self.requestsPerHost = requestsPerHost
        self.keptConnections = keptConnections
        self.longestRest = longestRest
    }
}
