import Foundation
import Ledger
import PreflightModel
import Submission
import Synchronization
import Testing
import Validation

/// Faults that the sandbox cannot make.
struct SubmitterTests {
    let folder: TemporaryFolder
    let ledger: SubmissionLedger
    private let id: RequestID

    init() throws {
        folder = try TemporaryFolder()
        ledger = try SubmissionLedger(path: folder.path + "/ledger.sqlite", now: { 0 })
        id = try #require(RequestID("r-1"))
    }

    private func submit(
        to gateway: ScriptedGateway,
        policy: PollPolicy = PollPolicy(first: .zero, longest: .zero, failures: 3),
        download: @escaping Download = downloading(video),
        again: Bool = false,
        ledger: SubmissionLedger? = nil,
        news: News = News()
    ) async throws -> Submitter.Outcome {
        let store = ResultStore(folder: folder.path + "/results", pause: .zero, download: download)
        let submitter = Submitter(
            target: "provider",
            gateway: gateway,
            ledger: ledger ?? self.ledger,
            store: store,
            policy: policy,
            jitter: { 1 },
            tell: { news.add($0) }
        )
        return try await submitter.submit(try GoodPayload.minted(), again: again)
    }

    private func result(_ count: Int = 1) -> Result<JobResult, Refusal> {
        let outputs = (0..<count).map { "https://cdn.runcomfy.net/\($0).mp4" }
        return .success(JobResult(outputs: outputs, error: nil))
    }

    // MARK: Jobs of earlier runs

    @Test(arguments: [JobState.submitted, .running, .completed])
    func `a job that an earlier run left is waited for and not sent again`(
        state: JobState
    ) async throws {
        let unfinished = ScriptedGateway(
            answer: .accepted(id),
            statuses: [.failure(Refusal(.unavailable, "gone"))]
        )
        let first = try await submit(to: unfinished)
        #expect(first.reason == .tryLater)
        let row = try #require(first.report.ledgerID)
        try ledger.record(row, state)

        // In the same process somebody else is still at it, and tells how it ends.
        let meanwhile = ScriptedGateway(answer: .accepted(id), result: result())
        let shared = try await submit(to: meanwhile)
        #expect(shared.reason == nil)
        #expect(shared.report.state == .notSubmitted)
        #expect(shared.report.ledgerID == row)
        #expect(meanwhile.posts == 0 && meanwhile.polls == 0)
        ledger.close()
        let ledger = try SubmissionLedger(path: folder.path + "/ledger.sqlite", now: { 0 })

        let gateway = ScriptedGateway(answer: .lost(reason: "nothing is sent"), result: result())
        let second = try await submit(to: gateway, ledger: ledger)
        #expect(second.report.state == .downloaded)
        #expect(second.report.ledgerID == row)
        #expect(gateway.posts == 0)
        #expect(try ledger.entries().map(\.state) == [.downloaded])
    }

    @Test(arguments: [JobState.sending, .outcomeUnknown, .failed, .cancelled, .downloaded])
    func `a job that is over or unknown is neither waited for nor sent`(
        state: JobState
    ) async throws {
        let first = try await submit(to: ScriptedGateway(answer: .accepted(id), result: result()))
        try ledger.record(try #require(first.report.ledgerID), state)
        let gateway = ScriptedGateway(answer: .accepted(id), result: result())
        _ = try await submit(to: gateway)
        #expect(gateway.posts == 0)
        #expect(gateway.polls == 0)
        #expect(try ledger.entries().map(\.state) == [state])
    }

    @Test func `a last byte is not let go once the answer is in the ledger`() async throws {
        let outcome = try await submit(
            to: ScriptedGateway(releases: false, answer: .refused(Refusal(.input, "no")))
        )
        let row = try #require(outcome.report.ledgerID)
        #expect(throws: LedgerFault.self) { try ledger.recordSending(row) }
        #expect(try ledger.entries().map(\.state) == [.refused])
    }

    // MARK: Losses

    @Test func `a loss before the release was never sent, and may be tried again`() async throws {
        let gateway = ScriptedGateway(releases: false, answer: .lost(reason: "reset"))
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .notSubmitted)
        #expect(outcome.reason == .unavailable)
        #expect(outcome.haltsRun)
        #expect(try ledger.entries().map(\.state) == [.notSent])
        _ = try await submit(to: gateway)
        #expect(gateway.posts == 2)
    }

    @Test func `a loss after the release is unknown, and is not repeated`() async throws {
        let gateway = ScriptedGateway(answer: .lost(reason: "reset"))
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .outcomeUnknown)
        #expect(outcome.reason == .outcomeUnknown)
        #expect(outcome.haltsRun)
        #expect(try ledger.entries().map(\.state) == [.outcomeUnknown])
        #expect(try ledger.entries().first?.detail == "reset")

        let repetition = try await submit(to: gateway)
        #expect(repetition.report.state == .outcomeUnknown)
        #expect(repetition.reason == .outcomeUnknown)
        #expect(gateway.posts == 1)
    }

    @Test(
        arguments: [
            (Refusal.Kind.balance, ExitReason.refused, true),
            (.authentication, .authentication, true), (.input, .findings, false),
            (.later, .tryLater, true),
        ]
    )
    func `a refusal costs nothing and may be tried again`(
        kind: Refusal.Kind,
        reason: ExitReason,
        halts: Bool
    ) async throws {
        let gateway = ScriptedGateway(answer: .refused(Refusal(kind, "the provider's words")))
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .refused)
        #expect(outcome.report.detail == "the provider's words")
        #expect(outcome.reason == reason)
        #expect(outcome.haltsRun == halts)
        #expect(try ledger.entries().map(\.state) == [.refused])
        _ = try await submit(to: gateway)
        #expect(gateway.posts == 2)
    }

    @Test func `the row says sending when the last byte may leave`() async throws {
        let gateway = ObservingGateway(ledger: ledger)
        let store = ResultStore(folder: folder.path + "/results", download: downloading(video))
        let submitter = Submitter(
            target: "provider",
            gateway: gateway,
            ledger: ledger,
            store: store
        )
        _ = try await submitter.submit(try GoodPayload.minted(), again: false)
        #expect(await gateway.seen == [[.intent], [.sending]])
    }

    // MARK: Polling

    @Test func `failing looks are survived up to the limit`() async throws {
        let failure = Result<JobStatus, Refusal>.failure(Refusal(.unavailable, "503"))
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: [
                failure, failure, .success(.running), failure, failure, .success(.completed),
            ],
            result: result()
        )
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .downloaded)
        #expect(gateway.polls == 6)
    }

    @Test func `too many failing looks in a row leave the job running`() async throws {
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: [.success(.running), .failure(Refusal(.unavailable, "503"))]
        )
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .running)
        #expect(outcome.report.requestID == "r-1")
        #expect(outcome.reason == .tryLater)
        #expect(!outcome.haltsRun)
        #expect(gateway.polls == 4)
        #expect(try ledger.entries().map(\.state) == [.running])
        #expect(try ledger.entries().map(\.requestID) == ["r-1"])
    }

    @Test func `a token that is no longer taken ends the run at once`() async throws {
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: [.failure(Refusal(.authentication, "expired"))]
        )
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .running)
        #expect(outcome.reason == .authentication)
        #expect(outcome.haltsRun)
        #expect(gateway.polls == 1)
        #expect(try ledger.entries().map(\.state) == [.submitted])
    }

    @Test func `a job that never ends is left running`() async throws {
        let gateway = ScriptedGateway(answer: .accepted(id), statuses: [.success(.running)])
        let outcome = try await submit(
            to: gateway,
            policy: PollPolicy(
                first: .milliseconds(1),
                longest: .milliseconds(1),
                limit: .milliseconds(20)
            )
        )
        #expect(outcome.report.state == .running)
        #expect(outcome.reason == .tryLater)
        #expect(gateway.polls >= 1)
    }

    @Test(
        arguments: [
            (JobStatus.failed, SubmissionReport.State.failed, JobState.failed),
            (.cancelled, .cancelled, .cancelled),
        ]
    )
    func `a job that ends badly is an end, and not repeated`(
        status: JobStatus,
        state: SubmissionReport.State,
        row: JobState
    ) async throws {
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: [.success(.running), .success(status)],
            result: .success(JobResult(outputs: [], error: "out of memory"))
        )
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == state)
        #expect(outcome.report.detail == (status == .failed ? "out of memory" : nil))
        #expect(outcome.reason == .findings)
        #expect(!outcome.haltsRun)
        #expect(try ledger.entries().map(\.state) == [row])
        #expect(try await submit(to: gateway).report.state == .notSubmitted)
        #expect(gateway.posts == 1)
    }

    @Test func `a word that nobody knows is told and polled on`() async throws {
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: [
                .success(.other("contemplating")), .success(.waiting(position: 4)),
                .success(.running), .success(.completed),
            ],
            result: result()
        )
        let news = News()
        let outcome = try await submit(to: gateway, news: news)
        #expect(outcome.report.state == .downloaded)
        #expect(
            news.words == [
                "jobs.json#1: accepted, request r-1",
                "jobs.json#1: in a state that is not known, \"contemplating\", request r-1",
                "jobs.json#1: queued, position 4, request r-1",
                "jobs.json#1: running, request r-1", "jobs.json#1: completed, request r-1",
                "jobs.json#1: stored \(folder.path)/results/r-1.mp4",
            ]
        )
    }

    @Test func `who asks to wait has not failed`() async throws {
        let later = Result<JobStatus, Refusal>.failure(
            Refusal(.later, "429", retryAfter: .zero)
        )
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: Array(repeating: later, count: 12) + [.success(.completed)],
            result: result()
        )
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .downloaded)
        #expect(gateway.polls == 13)
    }

    @Test func `a job that nobody waits for goes on`() async throws {
        let gateway = ScriptedGateway(answer: .accepted(id), statuses: [.success(.running)])
        let outcome = try await submit(
            to: gateway,
            policy: PollPolicy(first: .zero, longest: .zero, limit: .zero)
        )
        #expect(outcome.report.state == .running)
        #expect(outcome.reason == .tryLater)
        #expect(outcome.report.detail == "the job has not ended yet")
        #expect(gateway.polls == 0)
        #expect(try ledger.entries().map(\.state) == [.submitted])
    }

    @Test func `what is not sent yet when the run is called off does not leave`() async throws {
        let gateway = ScriptedGateway(answer: .accepted(id))
        let submitter = Submitter(
            target: "provider",
            gateway: gateway,
            ledger: ledger,
            store: ResultStore(folder: folder.path + "/results", download: downloading(video)),
            isCalledOff: { true }
        )
        let outcome = try await submitter.submit(try GoodPayload.minted(), again: false)
        #expect(outcome.report.state == .notSubmitted)
        #expect(outcome.haltsRun)
        #expect(gateway.releases == 0)
        #expect(try ledger.entries().map(\.state) == [.notSent])
    }

    @Test func `what was measured is in the ledger`() async throws {
        _ = try await submit(to: ScriptedGateway(answer: .accepted(id), result: result()))
        #expect(try ledger.entries().map(\.measured) == ["[]"])
    }

    @Test func `a goal of the end does not ask for results`() async throws {
        let gateway = ScriptedGateway(
            answer: .accepted(id),
            statuses: [.failure(Refusal(.unavailable, "gone"))]
        )
        let first = try await submit(to: gateway)
        let row = try #require(first.report.ledgerID)
        let entry = try #require(try ledger.entry("\(row)"))
        let submitter = Submitter(
            target: "provider",
            gateway: ScriptedGateway(answer: .lost(reason: "nothing is sent"), result: result()),
            ledger: ledger,
            store: ResultStore(folder: folder.path + "/results", download: downloading(video)),
            policy: PollPolicy(first: .zero, longest: .zero)
        )
        let ended = await submitter.resume(entry, to: .end)
        #expect(ended.report.state == .completed)
        #expect(ended.reason == nil)
        #expect(folder.names(in: "results") == [])
        let completed = try #require(try ledger.entry("\(entry.id)"))
        #expect(completed.state == .completed)
        let stored = await submitter.resume(completed, to: .results)
        #expect(stored.report.state == .downloaded)
        #expect(try ledger.entries().map(\.state) == [.downloaded])
    }

    // MARK: Results

    @Test func `all results of a job are stored`() async throws {
        let gateway = ScriptedGateway(answer: .accepted(id), result: result(3))
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .downloaded)
        #expect(outcome.reason == nil)
        #expect(outcome.report.files.count == 3)
        #expect(folder.names(in: "results") == ["r-1-2.mp4", "r-1-3.mp4", "r-1.mp4"])
        #expect(try ledger.entries().map { $0.results.map(\.path) } == [outcome.report.files])
        #expect(try ledger.entries().map(\.state) == [.downloaded])
    }

    @Test(
        arguments: [
            (Result<JobResult, Refusal>.failure(Refusal(.unavailable, "503")), .tryLater),
            (.success(JobResult(outputs: [], error: nil)), .tryLater),
            (.success(JobResult(outputs: ["https://example.org/a.mp4"], error: nil)), .findings),
        ] as [(Result<JobResult, Refusal>, ExitReason)]
    )
    func `a job whose results cannot be had is completed, not downloaded`(
        result: Result<JobResult, Refusal>,
        reason: ExitReason
    ) async throws {
        let gateway = ScriptedGateway(answer: .accepted(id), result: result)
        let outcome = try await submit(to: gateway)
        #expect(outcome.report.state == .completed)
        #expect(outcome.reason == reason)
        #expect(outcome.report.requestID == "r-1")
        #expect(try ledger.entries().map(\.state) == [.completed])
        #expect(folder.names(in: "results") == [])
    }

    @Test func `a result that breaks off can be fetched later`() async throws {
        let gateway = ScriptedGateway(answer: .accepted(id), result: result())
        let outcome = try await submit(
            to: gateway,
            download: downloading(video, ending: .noAnswer(.connectionLost))
        )
        #expect(outcome.report.state == .completed)
        #expect(try ledger.entries().map(\.state) == [.completed])
        #expect(folder.names(in: "results") == [])
    }
}

/// What was told on the way.
final class News: Sendable {
    private let state = Mutex<[String]>([])

    var words: [String] { state.withLock { $0 } }

    func add(_ news: JobNews) { state.withLock { $0.append(news.words) } }
}

/// A gateway that looks at the ledger before and after the release.
private actor ObservingGateway: Gateway {
    private let ledger: SubmissionLedger
    private(set) var seen: [[JobState]] = []

    init(ledger: SubmissionLedger) { self.ledger = ledger }

    func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer {
        look()
        try? await release()
        look()
        return .lost(reason: "")
    }

    private func look() { seen.append((try? ledger.entries().map(\.state)) ?? []) }

    func status(of id: RequestID) async throws(Refusal) -> JobStatus { .running }

    func result(of id: RequestID) async throws(Refusal) -> JobResult {
        JobResult(outputs: [], error: nil)
    }

    func cancel(_ id: RequestID) async throws(Refusal) -> Cancellation {
        .notCancellable
    }
}
