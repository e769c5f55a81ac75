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
        /// What differs between two answers for one address.
        var change: AddressFacts.Change?
        fileprivate var entity: Entity?
        /// Whether the address that is asked has answered once.
        fileprivate var hasHopAnswered = false
        fileprivate var isStepRunning = false
        /// A part that came with another length than it declared.
        var mismatch: AddressFacts.LengthMismatch?
        /// How long the host asked to wait.
        var retryAfter: Duration?
        fileprivate var began = ContinuousClock.now

        /// Whether an answer with bytes came at all.
        fileprivate(set) var wasAnswered = false

        /// That time ran out in this step.
        var timeOut: AddressFacts.Outcome { .noAnswer(.timedOut(step: step)) }
    }

    /// What all answers for one address should agree on.
    fileprivate struct Entity {
        let url: String
        let status: Int
        let length: Int?
        let tag: String?
        let mediaType: String?
    }

    private let state = Mutex(Seen())
    private let showsQueries: Bool
    private let now: @Sendable () -> Int

    /// Begins with nothing; the queries of pre-signed addresses are told if `showingQueries`.
    ///
    /// `now` gives the seconds since 1970.
    init(
        showingQueries showsQueries: Bool,
        now: @escaping @Sendable () -> Int = { WallClock.secondsSince1970() }
    ) {
        self.showsQueries = showsQueries
        self.now = now
    }

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
            $0.hasHopAnswered = false
            $0.hops.append(hop)
        }
    }

    /// The redirect that came last leads there, whether or not anybody asked.
    func noteTarget(_ url: String) {
        let url = url.printable(showingQueries: showsQueries)
        state.withLock {
            guard $0.hops.last?.url != url else { return }
            $0.hops.append(
                .init(url: String(url.prefix(longestHeaderText)), resolved: [], status: nil)
            )
        }
    }

    /// Counts a request; returns how many there were in this attempt.
    func countRequest() -> Int {
        state.withLock {
            $0.requests += 1
            return $0.requests
        }
    }

    /// A step begins, and the one before it has ended.
    func begin(_ step: TransportLoss.Step) {
        state.withLock {
            $0.endStep()
            $0.step = step
            $0.isStepRunning = true
        }
    }

    /// The step that began last has ended; of several hops the sum is kept.
    func end() { state.withLock { $0.endStep() } }

    /// The header of the first answer of a request came.
    func take(_ head: HTTPResponseHead, isPart: Bool) {
        state.withLock {
            $0.note(head, now: now)
            var answer = AddressFacts.Answer(head)
            let status = Int(head.status.code)
            if $0.isRangeRefused {
                answer.partialRequests = .refused
            } else if isPart, (200...203).contains(status) {
                answer.partialRequests = .ignored
            }
            answer.mismatch = $0.mismatch
            answer.change = $0.change
            $0.answer = answer
        }
    }

    /// The header of an answer for another part came; returns whether it is one of another file.
    func takePart(_ head: HTTPResponseHead) -> Bool {
        state.withLock {
            $0.note(head, now: now)
            $0.answer?.change = $0.change
            return $0.change != nil
        }
    }
}

extension FetchTrace.Seen {
    fileprivate mutating func endStep() {
        let now = ContinuousClock.now
        if isStepRunning {
            // Further parts are asked for to read the header of the image.
            let isLater = step == .answering && hasHopAnswered
            times.add(now - began, for: isLater ? .sending : step)
            if step == .answering { hasHopAnswered = true }
        }
        isStepRunning = false
        began = now
    }

    fileprivate mutating func note(_ head: HTTPResponseHead, now: () -> Int) {
        guard let hop = hops.last else { return }
        let status = Int(head.status.code)
        hops[hops.count - 1] = .init(url: hop.url, resolved: hop.resolved, status: status)
        retryAfter = head.retryAfter(now: now)
        if (300..<400).contains(status), change == nil, let entity, entity.url == hop.url {
            change = .init(.status, first: "\(entity.status)", second: "\(status)")
        }
        guard status == 200 || status == 206 else { return }
        wasAnswered = true
        let entity = FetchTrace.Entity(
            url: hop.url,
            status: status,
            length: head.totalLength,
            tag: head.text("ETag"),
            mediaType: head.text("Content-Type").map { type in
                let end = type.utf8.firstIndex { $0 == 0x3b || $0 == 0x20 }  // ; or a space
                return type[..<(end ?? type.endIndex)].lowercased()
            }
        )
        guard let first = self.entity, first.url == hop.url else {
            self.entity = entity
            return
        }
        if change == nil { change = first.change(to: entity) }
    }
}

extension FetchTrace.Entity {
    fileprivate func change(to later: FetchTrace.Entity) -> AddressFacts.Change? {
        if let length, let other = later.length, length != other {
            return .init(.length, first: "\(length)", second: "\(other)")
        }
        if let tag, let other = later.tag, tag != other {
            return .init(.entityTag, first: tag, second: other)
        }
        if let mediaType, let other = later.mediaType, mediaType != other {
            return .init(.mediaType, first: mediaType, second: other)
        }
        return nil
    }
}

/// How much is kept of what a header says, in characters: a host may write tens of thousands.
private let longestHeaderText = 256

extension HTTPResponseHead {
    /// A year, in seconds.
    private static let longestWait = 31_536_000

    /// The beginning of what a header says.
    fileprivate func text(_ name: String) -> String? {
        headers.first(name: name).map { text in
            // As many bytes are no more characters than that.
            text.utf8.count <= longestHeaderText ? text : String(text.prefix(longestHeaderText))
        }
    }

    /// How long the host asks to wait, as seconds or as a date (RFC 9110, 10.2.3).
    fileprivate func retryAfter(now: () -> Int) -> Duration? {
        guard let text = headers.first(name: "Retry-After") else { return nil }
        // More digits than a number holds are more than anybody waits.
        let isNumber = !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        guard
            let seconds = Int(text)
                ?? (isNumber ? Self.longestWait : CivilTime.seconds(http: text).map { $0 - now() })
        else { return nil }
        return .seconds(min(max(seconds, 0), Self.longestWait))
    }
}

extension AddressFacts.Answer {
    /// Takes what a header says.
    init(_ head: HTTPResponseHead) {
        let coding = head.text("Content-Encoding").flatMap { $0.isEmpty ? nil : $0 }
        self.init(
            contentType: head.text("Content-Type"),
            contentEncoding: coding?.lowercased() == "identity" ? nil : coding,
            length: head.totalLength,
            entityTag: head.text("ETag"),
            lastModified: head.text("Last-Modified")
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
