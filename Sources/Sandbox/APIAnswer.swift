import HTTPTypes
import Hummingbird
import NIOCore

/// What the model API says to one call, and what the log is told of it.
struct APIAnswer: Sendable {
    /// How the answer reaches the client.
    enum Delivery: Sendable {
        case whole
        /// A page in HTML stands in for it.
        case page
        /// Its JSON ends in the middle.
        case truncated
        /// The connection ends in the middle.
        case cutOff
        /// The connection ends before it.
        case dropped
    }

    var status = HTTPResponse.Status.ok
    var body: JSON
    var headers: HTTPFields = [:]
    var delivery = Delivery.whole
    /// How long the client waits for it.
    var delay = Duration.zero
    var model: String?
    var requestID: String?
    var bodySHA256: String?
    var accepted = false

    /// A refusal in the provider's own form.
    static func refusal(
        _ status: HTTPResponse.Status,
        _ code: Int,
        _ message: String,
        detail: [Complaint] = []
    ) -> APIAnswer {
        var members: [String: JSON] = [
            "error_code": .whole(code), "error_message": .text(message),
        ]
        if !detail.isEmpty {
            members["detail"] = .list(
                detail.map { ["property": .text($0.property), "message": .text($0.message)] }
            )
        }
        return APIAnswer(status: status, body: .object(members))
    }

    static let unauthorized = refusal(.unauthorized, 400_004, "a bearer token is required")
    static let unknown = refusal(.notFound, 404_001, "not found or expired")
    static let unknownModel = refusal(.notFound, 404_001, "no such model")
    static let malformedModel = refusal(.badRequest, 400_001, "this is not a model")
    static let tooLarge = refusal(.contentTooLarge, 413_001, "the body is larger than 1 MiB")
    static let cutShort = refusal(.badRequest, 400_000, "the body ended early")
    static let unlogged = refusal(.internalServerError, 500_001, "the log cannot be written")

    private static let page = Array("<html><body><h1>502 Bad Gateway</h1></body></html>\n".utf8)

    /// The answer as it is sent.
    func response(to context: CallContext) async throws -> Response {
        if delay > .zero { try await Task.sleep(for: delay) }
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        for field in self.headers { headers.append(field) }
        let bytes = try body.bytes()
        switch delivery {
        case .whole: return response(headers, ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .page:
            headers[.contentType] = "text/html"
            return response(headers, ResponseBody(byteBuffer: ByteBuffer(bytes: Self.page)))
        case .truncated:
            let half = bytes.prefix(bytes.count / 2)
            return response(headers, ResponseBody(byteBuffer: ByteBuffer(bytes: half)))
        case .cutOff:
            let half = Array(bytes.prefix(bytes.count / 2))
            return response(headers, context.cutOff(half, announced: bytes.count))
        case .dropped: return await context.drop()
        }
    }

    private func response(_ headers: HTTPFields, _ body: ResponseBody) -> Response {
        Response(status: status, headers: headers, body: body)
    }
}
