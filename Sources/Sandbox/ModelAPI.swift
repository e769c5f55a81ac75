import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// The imitation of the RunComfy Model API.
struct ModelAPI: HTTPResponder {
    typealias Context = CallContext

    let jobs: Jobs
    let judge: InputJudge
    let faults: FaultPlan
    let journal: Journal

    private static let longestBody = 1 << 20

    /// Answers one request, after its line is in the log.
    func respond(to request: Request, context: CallContext) async throws -> Response {
        let answer = try await answer(to: request)
        let redacted = Redaction(of: request)
        let entry = Journal.Entry(
            host: "api",
            method: request.method.rawValue,
            path: redacted(request.uri.path),
            status: answer.status.code,
            model: answer.model.map { redacted($0) },
            requestID: answer.requestID,
            bodySHA256: answer.bodySHA256,
            accepted: answer.accepted
        )
        do {
            try await journal.append(entry, durable: request.method == .post)
        } catch {
            return try await APIAnswer.unlogged.response(to: context)
        }
        return try await answer.response(to: context)
    }

    private func answer(to request: Request) async throws -> APIAnswer {
        guard Redaction(of: request).token != nil else { return .unauthorized }
        let call = APICall(request.method, request.uri.path)
        guard let kind = call?.faultCall,
            let (fault, seconds) = await faults.next(kind, asked: FaultPlan.asked(by: request))
        else { return try await answer(to: request, call) }
        if case .submit(let model) = call, !fault.accepts {
            // Nothing is accepted, and the log is told what was asked for.
            var answer = try await submission(of: request, to: model, refusing: true)
            let (id, digest) = (answer.model, answer.bodySHA256)
            answer = APIAnswer(fault, seconds: seconds, insteadOf: answer)
            answer.model = id
            answer.bodySHA256 = digest
            return answer
        }
        if case .cancel(let id) = call {
            let answer = APIAnswer(body: [:], requestID: id)
            return APIAnswer(fault, seconds: seconds, insteadOf: answer)
        }
        if case .status(let id) = call { await jobs.end(id, by: fault) }
        let answer = try await answer(to: request, call)
        // What was refused anyway is no matter for faults.
        if case .submit = call, !answer.accepted { return answer }
        return APIAnswer(fault, seconds: seconds, insteadOf: answer)
    }

    private func answer(to request: Request, _ call: APICall?) async throws -> APIAnswer {
        switch call {
        case .submit(let model): return try await submission(of: request, to: model)
        case .status(let id): return answer(about: await jobs.poll(id), id) { $0.state }
        case .result(let id): return await result(of: id, request)
        case .cancel(let id): return await cancellation(of: id)
        case .models: return APIAnswer(body: ModelListing(request).body)
        case .model(let id): return description(of: id)
        case nil: return .unknown
        }
    }

    private func submission(
        of request: Request,
        to id: String,
        refusing: Bool = false
    ) async throws -> APIAnswer {
        var answer: APIAnswer
        let body = try await body(of: request)
        switch body {
        case .tooLarge: answer = .tooLarge
        case .cutShort: answer = .cutShort
        case .complete(let bytes):
            answer =
                refusing
                ? APIAnswer(body: [:])
                : await verdict(on: bytes, for: id, at: request.head.authority ?? "")
            answer.bodySHA256 = hexadecimal(SHA256.hash(data: bytes))
        }
        answer.model = id
        return answer
    }

    private func verdict(on body: [UInt8], for id: String, at host: String) async -> APIAnswer {
        guard APICall.isModelID(id) else { return .malformedModel }
        guard let model = Model.named(id) else { return .unknownModel }
        let complaints = judge.complaints(about: body, for: model)
        guard complaints.isEmpty else {
            return .refusal(
                .unprocessableContent,
                422_001,
                "the input is not accepted",
                detail: complaints
            )
        }
        let job = await jobs.accept(model)
        return APIAnswer(body: job.receipt(at: host), requestID: job.id, accepted: true)
    }

    private func result(of id: String, _ request: Request) async -> APIAnswer {
        let withCost = request.uri.queryParameters["include_cost"] == "true"
        return answer(about: await jobs.job(id), id) { $0.result(withCost: withCost) }
    }

    private func cancellation(of id: String) async -> APIAnswer {
        guard let cancelled = await jobs.cancel(id) else { return .unknown }
        let outcome: JSON = cancelled ? "cancelled" : "not_cancellable"
        return APIAnswer(body: ["outcome": outcome, "request_id": .text(id)], requestID: id)
    }

    private func answer(
        about job: Job?,
        _ id: String,
        _ body: (Job) -> JSON
    ) -> APIAnswer {
        guard let job else { return .unknown }
        return APIAnswer(body: body(job), model: job.model.id, requestID: id)
    }

    private func description(of id: String) -> APIAnswer {
        guard let model = Model.named(id) else { return .unknownModel }
        return APIAnswer(body: model.description(withSchema: true), model: id)
    }

    private func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }

    private enum Body {
        case complete([UInt8]), cutShort, tooLarge
    }

    private func body(of request: Request) async throws -> Body {
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        guard (declared ?? 0) <= Self.longestBody else { return .tooLarge }
        do {
            let buffer = try await request.body.collect(upTo: Self.longestBody)
            // A connection that ends in the middle of a body looks like the end of the body here.
            guard declared == nil || declared == buffer.readableBytes else { return .cutShort }
            return .complete(Array(buffer.readableBytesView))
        } catch is NIOTooManyBytesError {
            return .tooLarge
        }
    }
}
