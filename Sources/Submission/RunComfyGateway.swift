internal import AsyncHTTPClient
internal import Documents
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL
internal import PreflightModel
internal import Synchronization
package import Validation

/// The provider's Model API.
///
/// Each call has a connection of its own: a kept one may be closed just as a request leaves, and
/// then nobody knows whether it arrived. Redirects and proxies are off, and no address in an answer
/// is followed with the token.
package struct RunComfyGateway: Gateway {
    /// The provider's documented base address.
    package static let defaultBase = "https://model-api.runcomfy.net/v1"

    private let base: String
    private let token: String
    private let configuration: HTTPClient.Configuration

    private static let largestAnswer = 1 << 20

    /// Talks to the API at `base` with a token; trusts `additionalRoots` (PEM) besides the
    /// system's.
    package init(base: String = defaultBase, token: String, additionalRoots: String? = nil) throws {
        self.base = base
        self.token = token
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
    }

    package func submit(
        _ payload: consuming ValidatedPayload,
        release: @escaping @Sendable () async throws -> Void
    ) async -> PostAnswer {
        var request = request("/models/\(payload.model)")
        let body = payload.body
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .stream(
            HeldBackBody(bytes: body, release: release),
            length: .known(Int64(body.count))
        )
        do {
            return try await send(request).postAnswer
        } catch {
            return .lost(reason: words(error))
        }
    }

    package func status(of id: RequestID) async throws(Refusal) -> JobStatus {
        let answer = try await get("/requests/\(id)/status")
        guard let word = answer["status"]?.text else {
            throw Refusal(.unavailable, "an answer without a status")
        }
        return JobStatus(word: word)
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
            return words.replacing(token, with: "***")
        }
        return JobResult(outputs: single + lists, error: error)
    }

    package func cancel(_ id: RequestID) async throws(Refusal) -> Bool {
        var request = request("/requests/\(id)/cancel")
        request.method = .POST
        return try await success(request)["outcome"]?.text == "cancelled"
    }

    private func request(_ path: String) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: base + path)
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "User-Agent", value: "preflight")
        request.headers.add(name: "Connection", value: "close")
        return request
    }

    private func get(_ path: String) async throws(Refusal) -> Node {
        try await success(request(path))
    }

    private func success(_ request: HTTPClientRequest) async throws(Refusal) -> Node {
        let answer: APIAnswer
        do {
            answer = try await send(request)
        } catch {
            throw Refusal(.unavailable, words(error))
        }
        if let refusal = answer.refusal { throw refusal }
        guard answer.isSuccess, let node = answer.node else {
            throw Refusal(.unavailable, "status \(answer.status) without a usable answer")
        }
        return node
    }

    private func send(_ request: HTTPClientRequest) async throws -> APIAnswer {
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let response = try await client.execute(request, timeout: .seconds(120))
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            // The answer counts, whatever becomes of the connection.
            try? await client.shutdown()
            return APIAnswer(
                status: Int(response.status.code),
                body: Array(body.readableBytesView),
                secret: token
            )
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private func words(_ error: any Error) -> String {
        String("\(error)".replacing(token, with: "***").prefix(200))
    }
}
