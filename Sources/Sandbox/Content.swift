import HTTPTypes
import Hummingbird
import NIOCore

/// Bytes that are answered whole or in part.
struct Content: Sendable {
    let length: Int
    let type: String
    let tag: String
    let read: @Sendable (Range<Int>) throws -> [UInt8]

    private static let piece = 64 << 10

    /// The answer to a GET or a HEAD.
    func response(to request: Request) -> Response {
        let ranges = request.method == .get && isCurrent(request.headers[.ifRange])
        let wanted = ByteRange(ranges ? request.headers[.range] : nil, length: length)
        var headers: HTTPFields = [.acceptRanges: "bytes", .eTag: tag, .contentType: type]
        let response: Response
        switch wanted {
        case .whole:
            response = Response(status: .ok, headers: headers, body: body(0..<length))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
            response = Response(status: .partialContent, headers: headers, body: body(range))
        case .unsatisfiable:
            let refusal: HTTPFields = [.acceptRanges: "bytes", .contentRange: "bytes */\(length)"]
            response = Response(status: .rangeNotSatisfiable, headers: refusal)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func isCurrent(_ condition: String?) -> Bool {
        condition == nil || condition == tag
    }

    private func body(_ range: Range<Int>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var next = range.lowerBound
            while next < range.upperBound {
                let bytes = try read(next..<min(next + Self.piece, range.upperBound))
                guard !bytes.isEmpty else {
                    throw SandboxFault(operation: "read a file", cause: "it was cut short")
                }
                try await writer.write(ByteBuffer(bytes: bytes))
                next += bytes.count
            }
            try await writer.finish(nil)
        }
    }
}

extension Content {
    /// The content of a file.
    init(_ file: ServedFile) {
        self.init(length: file.length, type: file.type, tag: file.tag) {
            try file.bytes(in: $0)
        }
    }

    /// A generated video.
    init(video bytes: [UInt8], id: String) {
        self.init(length: bytes.count, type: "video/mp4", tag: "\"\(id)\"") { Array(bytes[$0]) }
    }
}
