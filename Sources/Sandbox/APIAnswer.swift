import HTTPTypes
import Hummingbird
import NIOCore

/// What the model API says to one call, and what the log is told of it.
struct APIAnswer: Sendable {
    var status = HTTPResponse.Status.ok
    let body: JSON
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

    /// The answer as it is sent.
    func response() throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try body.bytes()))
        )
    }
}
