import HTTPTypes
import Hummingbird

extension APIAnswer {
    /// The answer that stands in for one of the API, or changes it.
    init(_ fault: Fault, seconds: Int?, insteadOf answer: APIAnswer) {
        self = answer
        switch fault {
        case .submit400: self = .refusal(.badRequest, 400_000, "the input cannot be used")
        case .submit401, .status401: self = .unauthorized
        case .submit402: self = .refusal(.init(code: 402), 400_002, "the balance is exhausted")
        case .submit403: self = .refusal(.forbidden, 403_001, "this is not yours")
        case .submit404: self = .unknownModel
        case .submit408: self = .refusal(.requestTimeout, 408_001, "the request took too long")
        case .submit422:
            self = .refusal(
                .unprocessableContent,
                422_001,
                "the input is not accepted",
                detail: [Complaint(property: "duration", message: "must be one of 6, 8")]
            )
        case .submit429, .status429:
            self = .refusal(.tooManyRequests, 429_001, "too many requests")
            if let seconds { headers[.retryAfter] = "\(seconds)" }
        case .submit500, .accepted500, .status500, .result500, .cancel500:
            become(.refusal(.internalServerError, 500_001, "something went wrong"))
        case .submit502, .status502:
            become(.refusal(.badGateway, 502_001, ""))
            delivery = .page
        case .submitRedirected:
            self = APIAnswer(status: .temporaryRedirect, body: [:])
            headers[.location] = "https://\(HostNames.results)/elsewhere"
        case .submitDropped, .acceptedDropped, .statusDropped: delivery = .dropped
        case .submitErrorCode, .acceptedErrorCode:
            body = [
                "error_code": .whole(500_001), "error_message": "something went wrong",
            ]
        case .acceptedCutOff: delivery = .cutOff
        case .acceptedTruncated, .statusTruncated: delivery = .truncated
        case .acceptedNoID: body = ["status": "in_queue"]
        case .acceptedNoJSON: delivery = .page
        case .acceptedSlow: delay = .seconds(seconds ?? 1)
        case .status404, .result404: self = .unknown
        case .statusNoWord: body = ["request_id": .text(answer.requestID ?? "")]
        case .statusUnknownWord:
            body = ["request_id": .text(answer.requestID ?? ""), "status": "contemplating"]
        case .resultNoOutput: body = ["status": "completed", "output": [:]]
        case .resultNotReady: body = ["status": "in_progress"]
        case .resultForeignHost:
            body = ["status": "completed", "output": ["video": "https://example.org/stolen.mp4"]]
        case .cancelRefused: body = ["outcome": "not_cancellable"]
        case .cancelNoOutcome: body = [:]
        case .statusFailed, .statusCancelled, .download403, .download404, .downloadTruncated,
            .downloadShort, .downloadDropped, .downloadChanged, .downloadEmpty,
            .downloadWrongType, .downloadTooLarge, .downloadRedirected, .downloadRedirectedAway,
            .downloadSlow:
            break
        }
    }

    /// Takes the status and the body of another answer; what the log is told stays.
    private mutating func become(_ other: APIAnswer) {
        status = other.status
        body = other.body
    }
}

extension Content {
    /// The answer of the result host that stands in for its own.
    func response(
        to request: Request,
        _ fault: Fault,
        seconds: Int?,
        in context: CallContext
    ) async throws -> Response {
        let bytes = try read(0..<length)
        let half = Array(bytes.prefix(length / 2))
        let headers: HTTPFields = [.acceptRanges: "bytes", .eTag: tag, .contentType: type]
        switch fault {
        case .download403: return Response(status: .forbidden)
        case .download404: return Response(status: .notFound)
        case .downloadTruncated:
            let body = context.cutOff(half, announced: length)
            return Response(status: .ok, headers: [.contentType: type], body: body)
        case .downloadShort:
            return Response(status: .ok, headers: [.contentType: type], body: Self.chunked(half))
        case .downloadDropped, .downloadChanged:
            let isFirst = request.headers[.range] == nil
            guard isFirst else { return response(to: request) }
            var headers = headers
            if fault == .downloadChanged { headers[.eTag] = "\"an older one\"" }
            let body = context.cutOff(half, announced: length)
            return Response(status: .ok, headers: headers, body: body)
        case .downloadEmpty: return Response(status: .ok, headers: headers)
        case .downloadWrongType:
            let page = Array("<html><body>Sign in</body></html>\n".utf8)
            return Response(status: .ok, headers: [.contentType: type], body: Self.chunked(page))
        case .downloadTooLarge:
            let body = context.cutOff(half, announced: 3_000_000_000)
            return Response(status: .ok, headers: [.contentType: type], body: body)
        case .downloadRedirected:
            return Response(status: .found, headers: [.location: request.uri.path + "?again"])
        case .downloadRedirectedAway:
            let elsewhere = "https://\(HostNames.images)\(request.uri.path)"
            return Response(status: .found, headers: [.location: elsewhere])
        case .downloadSlow:
            try await Task.sleep(for: .seconds(seconds ?? 1))
            return response(to: request)
        default: return response(to: request)
        }
    }

    private static func chunked(_ bytes: [UInt8]) -> ResponseBody {
        ResponseBody { writer in
            try await writer.write(.init(bytes: bytes))
            try await writer.finish(nil)
        }
    }
}
