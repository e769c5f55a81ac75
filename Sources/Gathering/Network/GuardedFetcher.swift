internal import Addresses
package import NIOCore
internal import NIOHTTP1
internal import NIOSSL
package import PreflightModel

/// Fetches from addresses that strangers wrote: https only, public hosts only, no cookies, no
/// credentials, no proxy, redirects followed by hand and judged like the first address.
///
/// A class, which all requests of a run share: what is counted for each of them is one reference.
package final class GuardedFetcher: Sendable {
    private let addressGuard: AddressGuard
    private let trust: TrustStore
    let budget: FetchBudget
    private let clock: any Clock<Duration>
    private let deadlines: Deadlines
    private let jitter: @Sendable () -> Double
    private let now: @Sendable () -> Int
    private let gates: HostGates
    private let pool: ConnectionPool
    private let beforeDialling: BeforeDialling

    /// Called with each address just before it is dialled; what it throws keeps it from that.
    package typealias BeforeDialling = @Sendable (SocketAddress) throws -> Void

    /// Makes a fetcher that trusts the system's roots and, if given, more in PEM.
    ///
    /// `clock` measures pauses and time-outs; `jitter` gives the part of a pause that is waited, from
    /// 0 to 1; `now` gives the seconds since 1970 by which signatures are judged; `beforeDialling` sees
    /// what the guard let through.
    package init(
        addressGuard: AddressGuard,
        additionalRoots: String? = nil,
        budget: FetchBudget = FetchBudget(),
        clock: any Clock<Duration> = ContinuousClock(),
        jitter: @escaping @Sendable () -> Double = { .random(in: 0.5...1) },
        now: @escaping @Sendable () -> Int = { WallClock.secondsSince1970() },
        beforeDialling: @escaping BeforeDialling = { _ in }
    ) throws {
        self.beforeDialling = beforeDialling
        trust = try TrustStore(additionalRoots: additionalRoots)
        self.addressGuard = addressGuard
        self.budget = budget
        self.clock = clock
        deadlines = Deadlines(clock: clock)
        self.jitter = jitter
        self.now = now
        gates = HostGates(limit: budget.requestsPerHost)
        pool = ConnectionPool(
            limit: budget.keptConnections,
            longestRest: TimeAmount(budget.longestRest)
        )
    }

    /// Measures the image behind an address.
    ///
    /// `countLimit` is the number of bytes up to which a file of unknown length is counted. The end
    /// of the file is asked for when `checksTail`, and the queries of pre-signed addresses are told
    /// when `showsQueries`.
    package func facts(
        of url: String,
        countLimit: Int,
        checksTail: Bool = false,
        showsQueries: Bool = false
    ) async -> MediaFacts {
        let (address, reading) = await fetch(
            url,
            .part(ImageReading.firstRange),
            attempts: budget.attempts,
            within: budget.attempt,
            showsQueries: showsQueries
        ) { connection, head, trace in
            try await ImageReading(
                &connection,
                head,
                countLimit: countLimit,
                checksTail: checksTail,
                trace
            )
        }
        return MediaFacts(
            name: url.printable(showingQueries: showsQueries),
            address: address,
            content: reading?.content ?? .absent,
            bytes: reading?.size,
            ending: reading?.ending ?? .unread
        )
    }

    /// Bytes that may wait for us: 30 MB still come within the time of an attempt, 0.1 s away.
    private static let receiveBuffer = 1 << 17

    /// The longest address that a redirect is followed to, in bytes: as much as hosts take at least
    /// (RFC 9110, 4.1).
    private static let longestLocation = 8000

    /// What a reader makes of an answer whose header came.
    typealias Reader<Value> =
        @Sendable (
            inout Connection, HTTPResponseHead, FetchTrace
        ) async throws -> Value

    /// Asks an address for what is wanted, again and again where that may help; `read` gets each answer
    /// whose status is a success.
    func fetch<Value: Sendable>(
        _ url: String,
        _ wanted: WantedBytes,
        attempts: Int,
        within limit: Duration,
        trusting isTrusted: @Sendable (_ host: String) -> Bool = { _ in true },
        showsQueries: Bool = false,
        read: @escaping Reader<Value>
    ) async -> (AddressFacts, Value?) {
        let address: ImageAddress
        do throws(AddressFacts.Outcome) {
            address = try ImageAddress(url)
        } catch {
            return (AddressFacts(unasked: url, error, now: now()), nil)
        }
        var pause = budget.pause
        var number = 1
        var wasAnswered = false
        while true {
            let trace = FetchTrace(showingQueries: showsQueries, now: now)
            var attempt = await attempt(
                address,
                wanted,
                limit,
                trusting: isTrusted,
                trace,
                read: read
            )
            let seen = trace.seen
            wasAnswered = wasAnswered || seen.wasAnswered
            if wasAnswered { attempt.outcome.wasAnsweredBefore() }
            guard number < attempts, attempt.outcome.isWorthAnotherAttempt,
                let wait = wait(pause, seen.retryAfter), await rest(for: wait)
            else {
                let facts = AddressFacts(
                    hops: seen.hops,
                    outcome: attempt.outcome,
                    attempts: number,
                    received: seen.received,
                    answer: seen.answer,
                    certificate: seen.certificate,
                    times: seen.times,
                    signature: AddressFacts.Signature(of: url, now: now())
                )
                return (facts, attempt.value)
            }
            number += 1
            pause *= 2
        }
    }

    /// How long to wait before the next attempt; `nil` when the host wants more than is waited.
    private func wait(_ pause: Duration, _ wanted: Duration?) -> Duration? {
        if let wanted, wanted > budget.longestPause { return nil }
        return max(pause * jitter(), wanted ?? .zero)
    }

    /// Whether the pause passed without the run being cancelled.
    private func rest(for pause: Duration) async -> Bool {
        do {
            try await clock.sleep(for: pause)
            return true
        } catch {
            return false
        }
    }

    private struct Attempt<Value: Sendable>: Sendable {
        var outcome: AddressFacts.Outcome
        var value: Value?
    }

    /// The result of some work that may not end when it is called off, or that time ran out; the work
    /// is then left behind.
    private func within<Value: Sendable>(
        _ limit: Duration,
        _ trace: FetchTrace,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let race = Race<Result<Value, any Error>>()
        let working = Task {
            do { race.finish(.success(try await work())) } catch { race.finish(.failure(error)) }
        }
        let deadline = deadlines.set(after: limit) {
            race.finish(.failure(trace.seen.timeOut))
        }
        defer {
            deadlines.remove(deadline)
            working.cancel()
        }
        return try await withTaskCancellationHandler {
            try await race.result.get()
        } onCancel: {
            race.finish(.failure(CancellationError()))
        }
    }

    private enum Answer<Value: Sendable>: Sendable {
        case value(Value)
        case redirect(to: String, status: Int, setsCookie: Bool)
        case refused(AddressFacts.Outcome)
        /// The parts that the host gives are of no use: it refuses them, they contradict each other, or
        /// they say too little.
        case partsUseless(isFault: Bool)
    }

    private func attempt<Value: Sendable>(
        _ first: ImageAddress,
        _ wanted: WantedBytes,
        _ limit: Duration,
        trusting isTrusted: @Sendable (_ host: String) -> Bool,
        _ trace: FetchTrace,
        read: @escaping Reader<Value>
    ) async -> Attempt<Value> {
        var address = first
        var wanted = wanted
        var redirects = 0
        var visited: Set<String> = []
        var last = 0
        var setsCookies = false
        // Where the last redirect leads.
        var target = first.text
        var left = limit
        // Who asks for all of a file from the beginning wants it as fast as it comes.
        var receiveBuffer: Int?
        if case .part = wanted { receiveBuffer = Self.receiveBuffer }
        while redirects <= budget.redirects {
            do {
                // Waiting for other requests to the same host is nobody's delay.
                let host = address.hostName
                guard isTrusted(host) else { throw AddressFacts.Outcome.refused(status: last) }
                await gates.enter(host)
                defer { gates.leave(host) }
                // Others may have been asked for patience while this one waited for its turn.
                if let wait = gates.wait(for: host) { _ = await rest(for: wait) }
                let began = ContinuousClock.now
                let answer = try await answer(
                    of: address,
                    wanted,
                    within: left,
                    receiveBuffer,
                    trace,
                    read: read
                )
                left -= ContinuousClock.now - began
                switch answer {
                case .value(let value): return Attempt(outcome: .answered, value: value)
                case .refused(let outcome): throw outcome
                case .partsUseless(let isFault):
                    wanted = .all
                    trace.note { $0.isRangeRefused = isFault }
                case .redirect(let location, let status, let setsCookie):
                    redirects += 1
                    last = status
                    setsCookies = setsCookies || setsCookie
                    visited.insert(address.text)
                    target = address.target(of: location)
                    address = try ImageAddress(target)
                }
            } catch {
                let outcome = AddressFacts.Outcome(networkError: error)
                if redirects > 0 { trace.noteTarget(target) }
                // What a host asks of one it asks of all, as long as anybody would wait.
                if case .overloaded = outcome, let wanted = trace.seen.retryAfter,
                    wanted <= budget.longestPause
                {
                    gates.shut(address.hostName, for: wanted)
                }
                return Attempt(outcome: outcome.afterRedirect(isRedirected: redirects > 0))
            }
        }
        // A circle on which a cookie is set waits for it.
        let wantsCookie = setsCookies && visited.contains(address.text)
        return Attempt(
            outcome: wantsCookie
                ? .refused(status: last, barrier: .cookie)
                : .tooManyRedirects(limit: budget.redirects)
        )
    }

    private func answer<Value: Sendable>(
        of address: ImageAddress,
        _ wanted: WantedBytes,
        within limit: Duration,
        _ receiveBuffer: Int?,
        _ trace: FetchTrace,
        read: @escaping Reader<Value>
    ) async throws -> Answer<Value> {
        let due = ContinuousClock.now + limit
        // A host may hang up on a connection that rests just when it is asked again.
        if receiveBuffer != nil, let kept = pool.take(address.hostName) {
            trace.beginHop(to: address, resolved: kept.resolved)
            var connection = Connection(kept, for: address, trace)
            let deadline = deadlines.set(after: limit) { kept.giveUp(trace.seen.timeOut) }
            do {
                let answer = try await answer(on: &connection, wanted, trace, read: read)
                await noteShortfall(of: kept, trace)
                // Whoever uses it next must not meet this deadline.
                if deadlines.remove(deadline) { pool.give(kept) } else { kept.close() }
                return answer
            } catch {
                deadlines.remove(deadline)
                kept.close()
                let outcome = AddressFacts.Outcome(networkError: error)
                guard outcome == .noAnswer(.connectionLost), !connection.hasAnswered else {
                    throw error
                }
                trace.note { $0.hops.removeLast() }
            }
        }
        try Task.checkCancellation()
        return try await within(due - .now, trace) {
            let opened = try await self.open(address, receiveBuffer, trace)
            var connection = Connection(opened, for: address, trace)
            do {
                let answer = try await self.answer(
                    on: &connection,
                    wanted,
                    trace,
                    read: read
                )
                await self.noteShortfall(of: opened, trace)
                if receiveBuffer == nil { opened.close() } else { self.pool.give(opened) }
                return answer
            } catch {
                opened.close()
                throw error
            }
        }
    }

    // A length that is a lie is seen at the end only.
    private func noteShortfall(of connection: HostConnection, _ trace: FetchTrace) async {
        guard let shortfall = await connection.shortfall() else { return }
        trace.note { $0.answer?.mismatch = shortfall }
    }

    private func open(
        _ address: ImageAddress,
        _ receiveBuffer: Int?,
        _ trace: FetchTrace
    ) async throws -> HostConnection {
        trace.begin(.resolving)
        let targets = try await addressGuard.targets(of: address.host)
        trace.end()
        trace.beginHop(to: address, resolved: targets.compactMap(\.ipAddress))
        var serverName: String?
        if case .name(let name) = address.host { serverName = name }
        return try await HostConnection.open(
            to: targets,
            of: address.hostName,
            serverName: serverName,
            trust: try trust.context(),
            timeout: budget.connect,
            receiveBuffer: receiveBuffer,
            beforeDialling: beforeDialling,
            trace
        )
    }

    private func answer<Value: Sendable>(
        on connection: inout Connection,
        _ wanted: WantedBytes,
        _ trace: FetchTrace,
        read: Reader<Value>
    ) async throws -> Answer<Value> {
        var head = try await connection.get(wanted)
        if wanted == .all, head.isWholeFile { head.status = .ok }
        let status = Int(head.status.code)
        trace.take(head, isPart: wanted != .all)
        // A part of a whole whose length is not told says too little.
        if status == 206, head.totalLength == nil {
            guard wanted != .all else { throw ContradictoryRange() }
            return .partsUseless(isFault: !head.isPartOfUnknown)
        }
        if head.isChallenge { return .refused(.refused(status: status, barrier: .challenge)) }
        switch status {
        case 200, 203, 206:
            do {
                return .value(try await read(&connection, head, trace))
            } catch is ContradictoryRange where wanted != .all {
                return .partsUseless(isFault: trace.seen.change == nil)
            }
        case 301, 302, 303, 307, 308:
            guard let location = head.headers.first(name: "Location") else {
                return .refused(.refused(status: status))
            }
            guard location.utf8.count <= Self.longestLocation else {
                throw AddressFacts.Outcome.malformed(.tooLong(limit: Self.longestLocation))
            }
            let setsCookie = head.headers.contains(name: "Set-Cookie")
            return .redirect(to: location, status: status, setsCookie: setsCookie)
        case 416 where wanted != .all: return .partsUseless(isFault: true)
        default: return .refused(AddressFacts.Outcome(finalStatus: status))
        }
    }
}

extension HTTPResponseHead {
    /// Whether a page that only a browser gets past stands in for the answer: Cloudflare and AWS WAF
    /// say so in these headers.
    var isChallenge: Bool {
        headers.first(name: "cf-mitigated")?.lowercased() == "challenge"
            || ["challenge", "captcha"].contains(headers.first(name: "x-amzn-waf-action"))
    }
}
