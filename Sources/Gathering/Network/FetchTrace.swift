internal import Addresses
internal import NIOHTTP1
internal import PreflightModel
internal import Synchronization

/// What was seen during one attempt, up to the moment at which it is looked at: an attempt that ran
/// out of time tells how far it came.
final class FetchTrace: Sendable {
    /// What was seen.
    struct Seen: Sendable {
        var hops: [AddressFacts.Hop] = []
        var step = TransportLoss.Step.resolving
        var received = 0
        var requests = 0
        var answer: AddressFacts.Answer?
        var certificate: AddressFacts.Certificate?
        var times = AddressFacts.Times()
        var isRangeRefused = false
        /// A part that came with another length than it declared.
        var mismatch: AddressFacts.LengthMismatch?
        /// How long the host asked to wait.
        var retryAfter: Duration?
        fileprivate var began = ContinuousClock.now

        /// Whether an answer with bytes came at all.
        var wasAnswered: Bool { hops.contains { $0.status == 200 || $0.status == 206 } }

        /// That time ran out in this step.
        var timeOut: AddressFacts.Outcome { .noAnswer(.timedOut(step: step)) }
    }

    private let state = Mutex(Seen())
    private let showsQueries: Bool

    /// Begins with nothing; the queries of pre-signed addresses are told if `showingQueries`.
    init(showingQueries showsQueries: Bool) { self.showsQueries = showsQueries }

    /// What was seen so far.
    var seen: Seen { state.withLock { $0 } }

    /// Adds to what was seen.
    func note(_ change: (inout sending Seen) -> Void) { state.withLock { change(&$0) } }

    /// A request to an address follows, at one of the addresses that its name resolved to.
    func beginHop(to address: ImageAddress, resolved: [String]) {
        let hop = AddressFacts.Hop(
            url: address.text.printable(showingQueries: showsQueries),
            resolved: resolved,
            status: nil
        )
        state.withLock {
            $0.answer = nil
            $0.certificate = nil
            $0.hops.append(hop)
        }
    }

    /// Counts a request; returns how many there were in this attempt.
    func countRequest() -> Int {
        state.withLock {
            $0.requests += 1
            return $0.requests
        }
    }

    /// A step begins.
    func begin(_ step: TransportLoss.Step) {
        state.withLock {
            $0.step = step
            $0.began = .now
        }
    }

    /// The step that began last has ended; of several hops the sum is kept.
    func end() {
        state.withLock {
            let now = ContinuousClock.now
            $0.times.add(now - $0.began, for: $0.step)
            $0.began = now
        }
    }

    /// The header of an answer came.
    ///
    /// `now` is in seconds since 1970.
    func take(_ head: HTTPResponseHead, isPart: Bool, now: Int) {
        state.withLock {
            if let last = $0.hops.indices.last {
                let hop = $0.hops[last]
                let status = Int(head.status.code)
                $0.hops[last] = .init(url: hop.url, resolved: hop.resolved, status: status)
            }
            $0.retryAfter = head.retryAfter(now: now)
            var answer = AddressFacts.Answer(head)
            if $0.isRangeRefused {
                answer.partialRequests = .refused
            } else if isPart, head.status == .ok {
                answer.partialRequests = .ignored
            }
            answer.mismatch = $0.mismatch
            $0.answer = answer
        }
    }
}

extension HTTPResponseHead {
    /// How long the host asks to wait, as seconds or as a date (RFC 9110, 10.2.3).
    fileprivate func retryAfter(now: Int) -> Duration? {
        guard let text = headers.first(name: "Retry-After"),
            let seconds = Int(text) ?? CivilTime.seconds(http: text).map({ $0 - now })
        else { return nil }
        return .seconds(max(seconds, 0))
    }
}

extension AddressFacts.Answer {
    fileprivate init(_ head: HTTPResponseHead) {
        let coding = head.headers.first(name: "Content-Encoding")
        self.init(
            contentType: head.headers.first(name: "Content-Type"),
            contentEncoding: coding?.lowercased() == "identity" ? nil : coding,
            length: head.totalLength
        )
    }
}

extension AddressFacts.Times {
    /// Adds what another run of a step took.
    fileprivate mutating func add(_ time: Duration, for step: TransportLoss.Step) {
        switch step {
        case .resolving: resolve = (resolve ?? .zero) + time
        case .connecting: connect = (connect ?? .zero) + time
        case .handshaking: tls = (tls ?? .zero) + time
        case .answering: firstByte = (firstByte ?? .zero) + time
        case .sending: header = (header ?? .zero) + time
        }
    }
}
