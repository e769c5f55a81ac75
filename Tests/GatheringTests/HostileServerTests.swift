import Addresses
import Foundation
import Gathering
import NIOSSL
import PreflightModel
import SampleImages
import Synchronization
import Testing

/// Servers that misbehave: each costs its time and its bytes, and no more.
struct HostileServerTests {
    /// The count of a body of unknown length ends here.
    private static let countLimit = 100_000
    /// What may be on its way when a connection is given up.
    private static let slack = 4 << 20
    /// How long after its deadline each must have ended: half a second, where `PREFLIGHT_EXACT_TIMES`
    /// is set, and more on a machine that is busy with other tests.
    private static let patience =
        ProcessInfo.processInfo.environment["PREFLIGHT_EXACT_TIMES"] == nil
        ? Duration.seconds(45) : .milliseconds(500)

    /// One at a time where `PREFLIGHT_EXACT_MEMORY` is set and nothing else runs, so that what each
    /// costs in memory, its server included, can be told.
    private static let measuresMemory =
        ProcessInfo.processInfo.environment["PREFLIGHT_EXACT_MEMORY"] != nil
    /// What each may cost at its peak, in KiB.
    private static let mostMemory = 32 << 10

    private static let turns = Turns(measuresMemory ? 1 : 4)

    @Test func `there are many of them and each has a name`() {
        #expect(HostileBehaviour.all.count >= 40)
        #expect(Set(HostileBehaviour.all.map(\.name)).count == HostileBehaviour.all.count)
    }

    @Test(.timeLimit(.minutes(measuresMemory ? 20 : 2)), arguments: HostileBehaviour.all)
    func `a hostile server is left in time, after few bytes and for its reason`(
        behaviour: HostileBehaviour
    ) async throws {
        try await Self.meet(behaviour)
    }

    private static func meet(_ behaviour: HostileBehaviour) async throws {
        // Few at a time, so that none of them waits for the others' floods.
        await turns.take()
        defer { turns.give() }
        let tls = behaviour.isTLS ? try await ScriptedHost.tlsContext() : nil
        let budget = FetchBudget(attempt: behaviour.attempt, attempts: 1, pause: .zero)
        try await HostileServer.serving(tls, script: behaviour.script) { server, port in
            let fetcher = try await Scripted.fetcher(port: port, budget: budget)
            let clock = ContinuousClock()
            let memory = measuresMemory ? try PeakMemory() : nil
            let start = clock.now
            let facts = await fetcher.facts(of: Scripted.url, countLimit: Self.countLimit)
            #expect(clock.now - start < behaviour.attempt + Self.patience)
            if let memory {
                let growth = try memory.growth()
                print("memory of \(behaviour.name): \(growth) KiB")
                #expect(growth <= mostMemory)
            }
            #expect(server.sent <= Self.countLimit + Self.slack)
            #expect((facts.address?.received ?? 0) <= Self.countLimit + Self.slack)
            #expect(server.accepts >= 1)
            let ending = HostileBehaviour.Ending(facts)
            #expect(
                behaviour.endings.contains(ending),
                "\(facts.address?.outcome as Any), \(facts.content)"
            )
        }
    }
}

/// Memory cannot be measured on this system.
private struct Unmeasurable: Error {}

/// The memory that this process takes at its peak from a moment on.
private struct PeakMemory {
    private let before: Int

    init() throws {
        // What was freed before must not serve again unseen: the system gets it back.
        typealias Trim = @convention(c) (Int) -> Int32
        guard let trim = unsafe dlsym(nil, "malloc_trim") else { throw Unmeasurable() }
        _ = unsafe unsafeBitCast(trim, to: Trim.self)(0)
        // Forgets the peak so far (proc(5)).
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        before = try Self.kibibytes("VmRSS")
    }

    /// How much more it took at its peak than in the beginning, in KiB.
    func growth() throws -> Int { try Self.kibibytes("VmHWM") - before }

    private static func kibibytes(_ name: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
        return try #require(Int(line.filter(\.isNumber)))
    }
}

/// Lets few at a time go on.
private final class Turns: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ count: Int) { state = Mutex(State(free: count)) }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
