import Documents
import Foundation
import Ledger
import PreflightModel
import Rules
import Schemas
import Submission
import Synchronization
import Validation

/// Payloads that passed every check.
enum GoodPayload {
    static let model = ModelID("bytedance/seedance-1-0/pro/fast/text-to-video")

    /// The token for a text.
    static func minted(_ text: String = "a fox in the snow") throws -> ValidatedPayload {
        let json = #"{"text":"\#(text)","duration":5,"resolution":"480p"}"#
        let node = try JSONReader.read(Array(json.utf8))
        let facts = PayloadFacts(
            subject: "jobs.json#1",
            file: "jobs.json",
            job: .success(Job(node, at: .root, defaultModel: model)),
            media: [],
            measured: 0
        )
        switch Validator(catalogue: try Catalogue()).mint(facts) {
        case .minted(let token): return token
        case .refused(let report):
            throw Refused(report: report)
        }
    }

    private struct Refused: Error { let report: SubjectReport }
}

/// A provider whose faults are chosen.
final class ScriptedGateway: Gateway {
    private struct State {
        var posts = 0
        var releases = 0
        var polls = 0
        var statuses: [Result<JobStatus, Refusal>]
    }

    private let isReleasing: Bool
    private let answer: PostAnswer
    private let outcome: Result<JobResult, Refusal>
    private let state: Mutex<State>

    /// Answers every POST alike, after the release or instead of it.
    ///
    /// The last of `statuses` is repeated.
    init(
        releases: Bool = true,
        answer: PostAnswer,
        statuses: [Result<JobStatus, Refusal>] = [.success(.completed)],
        result: Result<JobResult, Refusal> = .failure(Refusal(.unavailable, "no result"))
    ) {
        isReleasing = releases
        self.answer = answer
        outcome = result
        state = Mutex(State(statuses: statuses))
    }

    /// How often the last byte was let go.
    var releases: Int { state.withLock { $0.releases } }
    var posts: Int { state.withLock { $0.posts } }
    var polls: Int { state.withLock { $0.polls } }

    func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer {
        state.withLock { $0.posts += 1 }
        guard isReleasing else { return answer }
        do {
            try await release()
            state.withLock { $0.releases += 1 }
            return answer
        } catch {
            return .lost(reason: "\(error)")
        }
    }

    func status(of id: RequestID) async throws(Refusal) -> JobStatus {
        let next = state.withLock { state in
            state.polls += 1
            return state.statuses.count > 1 ? state.statuses.removeFirst() : state.statuses[0]
        }
        return try next.get()
    }

    func result(of id: RequestID) async throws(Refusal) -> JobResult { try outcome.get() }

    func cancel(_ id: RequestID) async throws(Refusal) -> Cancellation {
        .notCancellable
    }
}

/// Bytes that stand for a video: the boxes of an MP4 file without any content.
let video: [UInt8] =
    [0, 0, 0, 20] + Array("ftypisom".utf8) + [0, 0, 2, 0] + Array("isom".utf8) + [0, 0, 0, 8]
    + Array("moov".utf8)

/// A download that gives these bytes, in two pieces, whatever part of them is asked for.
func downloading(
    _ bytes: [UInt8],
    ending outcome: AddressFacts.Outcome = .answered
) -> Download {
    { _, sink in
        do {
            try sink(.start(offset: 0, length: nil, entityTag: nil))
            try sink(.bytes(Array(bytes.prefix(5))))
            try sink(.bytes(Array(bytes.dropFirst(5))))
            return outcome
        } catch {
            return .noAnswer(.connectionLost)
        }
    }
}
