/// How an address was reached, hop by hop, and how that ended.
public struct AddressFacts: Hashable, Sendable {
    /// One request on the way, to one address that was judged.
    public struct Hop: Hashable, Sendable {
        /// The address as it was asked for.
        public let url: String
        /// Every address that the name resolved to.
        public let resolved: [String]
        /// The status of the answer, if there was one.
        public let status: Int?

        /// Makes a record of one request.
        public init(url: String, resolved: [String], status: Int?) {
            self.url = url
            self.resolved = resolved
            self.status = status
        }
    }

    /// The requests in their order.
    public let hops: [Hop]
    /// How it ended.
    public let outcome: Outcome
    /// How often the address was tried.
    public let attempts: Int
    /// Bytes of the body that were received.
    public let received: Int

    /// Collects what is known of an address.
    public init(hops: [Hop] = [], outcome: Outcome, attempts: Int = 0, received: Int = 0) {
        self.hops = hops
        self.outcome = outcome
        self.attempts = attempts
        self.received = received
    }

    /// How fetching an address ended.
    public enum Outcome: Hashable, Sendable, Error {
        /// It was left alone, because the run is offline.
        case skipped
        /// It answered with bytes.
        case answered
        /// It is outside of the grammar.
        case malformed(AddressProblem)
        /// It, or a redirect, uses another scheme than https.
        case insecure(scheme: String)
        /// It carries a user name or a password.
        case credentials
        /// It, or a redirect, leads to an address that is not public.
        case notPublic(address: String, block: String, redirected: Bool)
        /// The name does not exist.
        case unknownHost(String)
        /// The certificate cannot be trusted, in the library's words.
        case untrustedCertificate(words: String)
        /// No common protocol or cipher, in the library's words.
        case tlsRefused(words: String)
        /// A final answer that is no success.
        case refused(status: Int)
        /// More redirects than are followed.
        case tooManyRedirects(limit: Int)
        /// An answer that asks to try later, after all attempts.
        case overloaded(status: Int)
        /// No usable answer after all attempts.
        case noAnswer(TransportLoss)
    }
}

/// What is wrong with the spelling of an address.
public enum AddressProblem: Hashable, Sendable {
    /// There is no scheme.
    case noScheme
    /// There is no host.
    case noHost
    /// A character that RFC 3986 does not allow, with its place from 0.
    case character(code: UInt32, offset: Int)
    /// A per cent sign without two hexadecimal digits.
    case percentEncoding(offset: Int)
    /// A host outside of ASCII; its punycode form where it is known.
    case unicodeHost
    /// A label or a host that no name server accepts.
    case hostName
    /// A port that is not 443.
    case port(String)
    /// A literal address in a spelling that readers disagree about.
    case addressLiteral
}

/// Why no usable answer came.
public enum TransportLoss: Hashable, Sendable {
    /// The time for the step ran out.
    case timedOut(step: Step)
    /// Nobody accepted the connection.
    case connectionRefused
    /// The connection ended before the answer did.
    case connectionLost
    /// The name server did not answer.
    case resolverFailed
    /// The answer is no HTTP/1.1.
    case protocolViolation
    /// The answer is larger than the budget of its part.
    case budgetExceeded
    /// The sandbox reaches only its own hosts.
    case outsideSandbox

    /// A step of one request.
    public enum Step: String, Hashable, Sendable {
        case resolving, connecting, answering
    }
}
