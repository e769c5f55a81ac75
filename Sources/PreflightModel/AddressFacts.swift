/// How an address was reached, hop by hop, and how that ended.
///
/// A class, because local files have none: the facts of a file have room for one word of it.
public final class AddressFacts: Sendable {
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
    /// What else is wrong with its spelling, when that is how it ended.
    public let alsoWrong: [Outcome]
    /// How often the address was tried.
    public let attempts: Int
    /// Bytes of the body that were received.
    public let received: Int
    /// What the header of the last answer says, if there was one.
    public let answer: Answer?
    /// The certificate of the last host that spoke TLS.
    public let certificate: Certificate?
    /// How long the steps of the last attempt took.
    public let times: Times
    /// How long the address is valid, if it is a pre-signed one.
    public let signature: Signature?

    /// Where the last redirect leads, when nothing came from there.
    public var redirectTarget: String? {
        guard hops.count > 1, let last = hops.last, last.status == nil else { return nil }
        return last.url
    }

    /// Where the redirects led to what came.
    public var redirectedTo: String? {
        guard hops.count > 1, let last = hops.last, last.status != nil else { return nil }
        return last.url
    }

    /// Collects what is known of an address.
    public init(
        hops: [Hop] = [],
        outcome: Outcome,
        alsoWrong: [Outcome] = [],
        attempts: Int = 0,
        received: Int = 0,
        answer: Answer? = nil,
        certificate: Certificate? = nil,
        times: Times = Times(),
        signature: Signature? = nil
    ) {
        self.hops = hops
        self.outcome = outcome
        self.alsoWrong = alsoWrong
        self.attempts = attempts
        self.received = received
        self.answer = answer
        self.certificate = certificate
        self.times = times
        self.signature = signature
    }

    /// What the header of an answer says about the file.
    public struct Answer: Hashable, Sendable {
        /// What became of the request for a part of the file.
        public enum PartialRequests: String, Hashable, Sendable {
            /// The part came.
            case answered
            /// The whole file came, as the standard allows (RFC 9110, 14.2).
            case ignored
            /// An error or a part that contradicts itself came, and the whole only without it.
            case refused
        }

        /// The media type, as it was declared.
        public var contentType: String?
        /// The coding that was applied to the bytes although none was asked for.
        public var contentEncoding: String?
        /// The length of the whole file in bytes, as it was declared.
        public var length: Int?
        /// What tells this version of the file from others.
        public var entityTag: String?
        /// When it says that the file was changed last.
        public var lastModified: String?
        /// What became of the request for a part.
        public var partialRequests: PartialRequests
        /// What differs from an earlier answer of the same run, if anything does.
        public var change: Change?
        /// A part that was declared with another length than it came with.
        public var mismatch: LengthMismatch?

        /// Collects what a header says.
        public init(
            contentType: String? = nil,
            contentEncoding: String? = nil,
            length: Int? = nil,
            entityTag: String? = nil,
            lastModified: String? = nil,
            partialRequests: PartialRequests = .answered,
            change: Change? = nil,
            mismatch: LengthMismatch? = nil
        ) {
            self.contentType = contentType
            self.contentEncoding = contentEncoding
            self.length = length
            self.entityTag = entityTag
            self.lastModified = lastModified
            self.partialRequests = partialRequests
            self.change = change
            self.mismatch = mismatch
        }
    }

    /// Something that two answers for the same address should agree on.
    public struct Change: Hashable, Sendable {
        /// What differs.
        public enum Subject: String, Hashable, Sendable, CaseIterable {
            case status, length, entityTag = "entity tag", mediaType = "media type"
        }

        /// What differs.
        public let subject: Subject
        /// What the first answer said.
        public let first: String
        /// What a later answer said.
        public let second: String

        /// Makes a record of a difference.
        public init(_ subject: Subject, first: String, second: String) {
            self.subject = subject
            self.first = first
            self.second = second
        }
    }

    /// Two lengths of the same bytes that should be equal.
    public struct LengthMismatch: Hashable, Sendable {
        /// Bytes that were announced.
        public let declared: Int
        /// Bytes that came.
        public let received: Int

        /// Makes a record of a difference.
        public init(declared: Int, received: Int) {
            self.declared = declared
            self.received = received
        }
    }

    /// The certificate of a host.
    public struct Certificate: Hashable, Sendable {
        /// The names that it is for.
        public let names: [String]
        /// When it begins, in seconds since 1970 UTC.
        public let begins: Int
        /// When it ends, in seconds since 1970 UTC.
        public let expires: Int
        /// Who signed it.
        public let issuer: String
        /// Whether it signed itself.
        public let isSelfSigned: Bool

        /// Makes a record of a certificate.
        public init(
            names: [String],
            begins: Int = 0,
            expires: Int,
            issuer: String = "",
            isSelfSigned: Bool = false
        ) {
            self.names = names
            self.begins = begins
            self.expires = expires
            self.issuer = issuer
            self.isSelfSigned = isSelfSigned
        }
    }

    /// How long the steps of an attempt took; of several hops the sum.
    public struct Times: Hashable, Sendable {
        /// Until the name was resolved.
        public var resolve: Duration?
        /// Until the connection was made.
        public var connect: Duration?
        /// Until TLS was agreed on.
        public var tls: Duration?
        /// From the request to the header of the answer.
        public var firstByte: Duration?
        /// From the header of the answer until the header of the image was read.
        public var header: Duration?

        /// Makes a record in which nothing took place.
        public init() {}
    }

    /// A pre-signed address, which is valid for a time.
    public struct Signature: Hashable, Sendable {
        /// The service whose signature it is.
        public let service: String
        /// When it ends, in seconds since 1970 UTC; `nil` when it does not say so in a readable way.
        public let expires: Int?
        /// Seconds from the moment at which it was judged to its end; negative when it has ended.
        public let secondsLeft: Int?

        /// Makes a record of a signature.
        public init(service: String, expires: Int?, secondsLeft: Int?) {
            self.service = service
            self.expires = expires
            self.secondsLeft = secondsLeft
        }
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
        /// A final answer that is no success, and what it asks for where that can be told.
        case refused(status: Int, barrier: Barrier? = nil)
        /// More redirects than are followed.
        case tooManyRedirects(limit: Int)
        /// An answer that asks to try later, after all attempts.
        case overloaded(status: Int)
        /// No usable answer after all attempts.
        case noAnswer(TransportLoss)
    }
}

/// What stands between everybody and an image.
public enum Barrier: String, Hashable, Sendable, CaseIterable {
    /// Somebody has to log in.
    case login
    /// A page that only a browser gets past.
    case challenge
    /// A cookie that the host itself sets has to come back.
    case cookie
    /// The host answered before, and now refuses: it allows few downloads.
    case fewDownloads = "few-downloads"
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
    case unicodeHost(punycode: String?)
    /// A label or a host that no name server accepts.
    case hostName
    /// A port that is not 443.
    case port(String)
    /// A literal address in a spelling that readers disagree about.
    case addressLiteral
    /// A redirect to an address that is longer than so many bytes.
    case tooLong(limit: Int)
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
    /// No common way to encrypt was found, which another client may find.
    case noCommonTLS
    /// The answer is no HTTP/1.1.
    case protocolViolation
    /// A part that came is not the one that was asked for.
    case contradictoryPart
    /// The answer is larger than the budget of its part.
    case budgetExceeded
    /// The sandbox reaches only its own hosts.
    case outsideSandbox

    /// A step of one request.
    public enum Step: String, Hashable, Sendable {
        case resolving, connecting
        case handshaking = "agreeing on TLS"
        case answering
        case sending = "the image was being sent"
    }
}

extension AddressFacts: Hashable {
    /// Whether all that is known is equal.
    public static func == (left: AddressFacts, right: AddressFacts) -> Bool {
        left.hops == right.hops && left.outcome == right.outcome
            && left.attempts == right.attempts && left.received == right.received
            && left.answer == right.answer && left.certificate == right.certificate
            && left.times == right.times && left.signature == right.signature
    }

    /// Hashes what tells most facts apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(hops)
        hasher.combine(outcome)
        hasher.combine(received)
    }
}
