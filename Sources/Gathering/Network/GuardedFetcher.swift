internal import Addresses
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
package import PreflightModel

/// Fetches from addresses that strangers wrote: https only, public hosts only, no cookies, no
/// credentials, no proxy, redirects followed by hand and judged like the first address.
package struct GuardedFetcher: Sendable {
    private let addressGuard: AddressGuard
    private let trust: TrustStore
    private let budget: FetchBudget
    private let clock: any Clock<Duration>

    /// Makes a fetcher that trusts the system's roots and, if given, more in PEM.
    package init(
        addressGuard: AddressGuard,
        additionalRoots: String? = nil,
        budget: FetchBudget = FetchBudget(),
        clock: any Clock<Duration> = ContinuousClock()
    ) throws {
        trust = try TrustStore(additionalRoots: additionalRoots)
        self.addressGuard = addressGuard
        self.budget = budget
        self.clock = clock
    }

    /// Measures the image behind an address.
    ///
    /// `countLimit` is the number of bytes up to which a file of unknown length is counted.
    package func facts(of url: String, countLimit: Int) async -> MediaFacts {
        let (address, reading) = await fetch(
            url,
            first: ImageReading.firstRange,
            attempts: budget.attempts,
            within: budget.attempt
        ) { connection, head in
            try await ImageReading(&connection, head, countLimit: countLimit)
        }
        return MediaFacts(
            name: url,
            address: address,
            content: reading?.content ?? .absent,
            bytes: reading?.size,
            ending: reading?.ending ?? .unread
        )
    }

    /// Hands the whole body behind an address to `sink`, piece by piece; at most `limit` bytes.
    package func download(
        _ url: String,
        limit: Int,
        to sink: @escaping @Sendable ([UInt8]) throws -> Void
    ) async -> AddressFacts.Outcome {
        let (address, _) = await fetch(
            url,
            first: nil,
            attempts: 1,
            within: budget.download
        ) { connection, head in
            guard head.status == .ok else {
                throw AddressFacts.Outcome.noAnswer(.protocolViolation)
            }
            var count = 0
            while let piece = try await connection.body() {
                count += piece.count
                guard count <= limit else {
                    throw AddressFacts.Outcome.noAnswer(.budgetExceeded)
                }
                try sink(piece)
            }
            return count
        }
        return address.outcome
    }

    private typealias Reader<Value> =
        @Sendable (
            inout Connection, HTTPResponseHead
        ) async throws -> Value

    private func fetch<Value: Sendable>(
        _ url: String,
        first range: Range<Int>?,
        attempts: Int,
        within limit: Duration,
        read: @escaping Reader<Value>
    ) async -> (AddressFacts, Value?) {
        let address: ImageAddress
        do throws(AddressFacts.Outcome) {
            address = try ImageAddress(url)
        } catch {
            return (AddressFacts(outcome: error), nil)
        }
        var pause = budget.pause
        var number = 1
        while true {
            let attempt: Attempt<Value> = await within(limit) {
                await self.attempt(address, first: range, read: read)
            }
            guard number < attempts, attempt.outcome.isWorthAnotherAttempt, await rest(for: pause)
            else {
                let facts = AddressFacts(
                    hops: attempt.hops,
                    outcome: attempt.outcome,
                    attempts: number,
                    received: attempt.received
                )
                return (facts, attempt.value)
            }
            number += 1
            pause *= 2
        }
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
        var hops: [AddressFacts.Hop] = []
        var outcome: AddressFacts.Outcome
        var received = 0
        var value: Value?
    }

    private func within<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async -> Attempt<Value>
    ) async -> Attempt<Value> {
        let late = Attempt<Value>(outcome: .noAnswer(.timedOut(step: .answering)))
        return await withTaskGroup(of: Attempt<Value>?.self) { group in
            group.addTask { await work() }
            group.addTask {
                try? await clock.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? late
        }
    }

    private enum Answer<Value: Sendable>: Sendable {
        case value(Value)
        case redirect(String)
        case refused
        /// The host does not answer requests for a range.
        case rangeRefused
    }

    private func attempt<Value: Sendable>(
        _ first: ImageAddress,
        first range: Range<Int>?,
        read: @escaping Reader<Value>
    ) async -> Attempt<Value> {
        var attempt = Attempt<Value>(outcome: .tooManyRedirects(limit: budget.redirects))
        var address = first
        var range = range
        var redirects = 0
        while redirects <= budget.redirects {
            do {
                let targets = try await addressGuard.targets(of: address.host)
                let resolved = targets.compactMap(\.ipAddress)
                attempt.hops.append(.init(url: address.text, resolved: resolved, status: nil))
                let (answer, status, received) = try await Connection.open(
                    to: targets,
                    for: address,
                    trust: try trust.context(),
                    timeout: budget.connect
                ) { connection in
                    try await self.answer(on: &connection, first: range, read: read)
                }
                attempt.received += received
                attempt.hops[attempt.hops.count - 1] = .init(
                    url: address.text,
                    resolved: resolved,
                    status: status
                )
                switch answer {
                case .value(let value):
                    attempt.value = value
                    attempt.outcome = .answered
                    return attempt
                case .refused:
                    attempt.outcome = .init(finalStatus: status)
                    return attempt
                case .rangeRefused: range = nil
                case .redirect(let location):
                    redirects += 1
                    address = try address.redirected(to: location)
                }
            } catch {
                attempt.outcome = AddressFacts.Outcome(networkError: error)
                    .afterRedirect(isRedirected: redirects > 0)
                return attempt
            }
        }
        return attempt
    }

    private func answer<Value: Sendable>(
        on connection: inout Connection,
        first range: Range<Int>?,
        read: Reader<Value>
    ) async throws -> (Answer<Value>, status: Int, received: Int) {
        let head = try await connection.get(range)
        let status = Int(head.status.code)
        // A part of a whole whose length is not told says too little.
        if status == 206, head.totalLength == nil {
            return (range == nil ? .refused : .rangeRefused, status, connection.received)
        }
        switch status {
        case 200, 206:
            let value = try await read(&connection, head)
            return (.value(value), status, connection.received)
        case 301, 302, 303, 307, 308:
            guard let location = head.headers.first(name: "Location") else {
                return (.refused, status, connection.received)
            }
            return (.redirect(location), status, connection.received)
        case 416 where range != nil: return (.rangeRefused, status, connection.received)
        default: return (.refused, status, connection.received)
        }
    }
}

extension AddressFacts.Outcome {
    /// What an answer without an image means: asked to try later, or refused for good.
    init(finalStatus status: Int) {
        switch status {
        case 408, 425, 429, 500...599: self = .overloaded(status: status)
        default: self = .refused(status: status)
        }
    }

    /// Whether another attempt may end differently.
    var isWorthAnotherAttempt: Bool {
        switch self {
        case .overloaded: true
        case .noAnswer(let loss): loss != .outsideSandbox && loss != .budgetExceeded
        default: false
        }
    }

    /// The same, said of a redirect where that matters.
    func afterRedirect(isRedirected: Bool) -> AddressFacts.Outcome {
        guard isRedirected, case .notPublic(let address, let block, _) = self else { return self }
        return .notPublic(address: address, block: block, redirected: true)
    }
}
