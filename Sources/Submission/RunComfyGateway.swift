internal import Addresses
internal import AsyncHTTPClient
internal import Documents
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
package import PreflightModel
package import Validation

/// The provider's Model API.
///
/// Each submission has a connection of its own: a kept one may be closed just as a request leaves, and
/// then nobody knows whether it arrived. Questions share connections. Redirects and proxies are off,
/// and no address in an answer is followed with the token.
package struct RunComfyGateway: Gateway {
    /// The provider's documented base address.
    package static let defaultBase = "https://model-api.runcomfy.net/v1"

    package let base: String
    private let token: String
    private let configuration: HTTPClient.Configuration
    private let questions: KeptClient
    private let grace: Duration
    private let now: @Sendable () -> Int

    private static let largestAnswer = 1 << 20
    private static let largestCatalogue = 32 << 20

    /// How long an answer to a submission is waited for after the run was called off.
    package static let usualGrace = Duration.seconds(5)

    /// Talks to the API at `base` with a token; trusts `additionalRoots` (PEM) besides the system's.
    ///
    /// `now` gives the seconds since 1970 by which dates in answers are read.
    package init(
        base: String = defaultBase,
        token: String,
        additionalRoots: String? = nil,
        grace: Duration = usualGrace,
        now: @escaping @Sendable () -> Int
    ) throws {
        self.base = base
        self.token = token
        self.grace = grace
        self.now = now
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if let additionalRoots {
            tls.additionalTrustRoots = [
                .certificates(try NIOSSLCertificate.fromPEMBytes(Array(additionalRoots.utf8)))
            ]
        }
        // The provider's own clients connect within 10 s and wait 100 s for an answer to a POST.
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10), read: .seconds(100)),
            decompression: .disabled
        )
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        self.configuration = configuration
        questions = KeptClient(configuration)
    }

    package func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer {
        var request = request("/models/\(payload.model)")
        let body = payload.body
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "Connection", value: "close")
        request.body = .stream(
            HeldBackBody(bytes: body, release: release),
            length: .known(Int64(body.count))
        )
        let post = request
        // Not a child: whoever calls the run off still wants to know whether the job was accepted.
        let sending = Task {
            let client = KeptClient(configuration)
            do {
                return try await answer(to: post, by: client).postAnswer
            } catch {
                return PostAnswer.lost(reason: words(error))
            }
        }
        return await withTaskCancellationHandler {
            await sending.value
        } onCancel: {
            Task {
                try? await Task.sleep(for: grace)
                sending.cancel()
            }
        }
    }

    package func status(of id: RequestID) async throws(Refusal) -> JobStatus {
        let answer = try await get("/requests/\(id)/status")
        guard let word = answer["status"]?.text else {
            throw Refusal(.unavailable, "an answer without a status")
        }
        let position = answer["queue_position"]?.number.flatMap { Int(exactly: $0.numerator) }
        return JobStatus(word: word, position: position)
    }

    package func result(of id: RequestID) async throws(Refusal) -> JobResult {
        let answer = try await get("/requests/\(id)/result")
        let output = answer["output"]
        let single = ["video", "image"].compactMap { output?[$0]?.text }
        let lists = ["videos", "images"].flatMap { output?[$0]?.elements ?? [] }.compactMap(\.text)
        let error = answer["error"].flatMap { error -> String? in
            if case .null = error.value { return nil }
            let words =
                error.text ?? String(decoding: CanonicalJSON.bytes(of: error), as: UTF8.self)
            return String(words.prefix(300))
        }
        return JobResult(outputs: single + lists, error: error)
    }

    package func cancel(_ id: RequestID) async throws(Refusal) -> Cancellation {
        var request = request("/requests/\(id)/cancel")
        request.method = .POST
        switch try await success(request)["outcome"]?.text {
        case "cancelled", "canceled": return .cancelled
        case "not_cancellable": return .notCancellable
        case let word?: return .unclear(String(word.prefix(60)))
        case nil: return .unclear("no outcome")
        }
    }

    /// The request that a submission of a payload would be, without its token.
    package static func description(
        of model: String,
        body: [UInt8],
        base: String
    ) -> String {
        """
        POST \(base)/models/\(model)
        Authorization: Bearer ***
        Content-Type: application/json
        Content-Length: \(body.count)

        \(String(decoding: body, as: UTF8.self))
        """
    }

    /// One page of the provider's catalogue, with the schemas of its models.
    package func models(from offset: Int, count: Int) async throws(Refusal) -> Node {
        let query = "include_schema=true&limit=\(count)&offset=\(offset)"
        return try await success(request("/models?\(query)"), upTo: Self.largestCatalogue)
    }

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "preflight")
        return request
    }

    private func get(_ path: String) async throws(Refusal) -> Node {
        try await success(request(path))
    }

    private func success(
        _ request: HTTPClientRequest,
        upTo limit: Int = largestAnswer
    ) async throws(Refusal) -> Node {
        let answer: APIAnswer
        do {
            answer = try await self.answer(to: request, by: questions, upTo: limit)
        } catch {
            throw Refusal(.unavailable, words(error))
        }
        if let refusal = answer.refusal { throw refusal }
        guard answer.isSuccess, let node = answer.node else {
            throw Refusal(.unavailable, "status \(answer.status) without a usable answer")
        }
        return node
    }

    private func answer(
        to request: HTTPClientRequest,
        by client: KeptClient,
        upTo limit: Int = largestAnswer
    ) async throws -> APIAnswer {
        let response = try await client.value.execute(request, timeout: .seconds(120))
        let body = try await response.body.collect(upTo: limit)
        return APIAnswer(
            status: Int(response.status.code),
            body: Array(body.readableBytesView),
            secret: token,
            retryAfter: response.headers.first(name: "Retry-After"),
            now: now
        )
    }

    private func words(_ error: any Error) -> String {
        let words: String =
            switch error as? HTTPClientError {
            case .cancelled: "interrupted before an answer came"
            case .remoteConnectionClosed: "the connection was closed before an answer came"
            case .connectTimeout: "no connection in time"
            case .readTimeout, .deadlineExceeded: "no answer in time"
            default:
                error is CancellationError ? "interrupted before an answer came" : "\(error)"
            }
        return String(words.replacing(token, with: "***").prefix(200))
    }
}

/// A client that is shut down when nobody needs it any more.
private final class KeptClient: Sendable {
    let value: HTTPClient

    init(_ configuration: HTTPClient.Configuration) {
        value = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    // It closes its connections by itself, after this.
    deinit { value.shutdown { _ in } }
}
