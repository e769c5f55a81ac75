import HTTPTypes
import Hummingbird

/// Serves the image host and the result host, told apart by the `Host` header.
struct FileHost: HTTPResponder {
    typealias Context = CallContext

    let folders: ServedFolders
    let jobs: Jobs
    let faults: FaultPlan
    let journal: Journal

    /// Answers one request, after its line is in the log.
    func respond(to request: Request, context: CallContext) async throws -> Response {
        let host = Host(request.head.authority)
        let leaked = request.headers.contains(.authorization)
        let response =
            leaked
            ? Response(status: .badRequest) : try await response(to: request, at: host, context)
        let redacted = Redaction(of: request)
        var entry = Journal.Entry(
            host: host.rawValue,
            method: request.method.rawValue,
            path: redacted(request.uri.path),
            status: response.status.code
        )
        if host == .results {
            entry.requestID = requestID(in: request.uri.path).map { redacted($0) }
        }
        if leaked { entry.tokenLeaked = true }
        do {
            try await journal.append(entry, durable: false)
        } catch {
            return Response(status: .internalServerError)
        }
        return response
    }

    private func response(
        to request: Request,
        at host: Host,
        _ context: CallContext
    ) async throws -> Response {
        guard host != .other else { return Response(status: .misdirectedRequest) }
        guard request.method == .get || request.method == .head else {
            return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        guard let content = await content(at: request.uri.path, of: host) else {
            return Response(status: .notFound)
        }
        guard host == .results,
            let (fault, seconds) = await faults.next(
                .download,
                asked: FaultPlan.asked(by: request)
            )
        else { return content.response(to: request) }
        return try await content.response(to: request, fault, seconds: seconds, in: context)
    }

    private func content(at path: String, of host: Host) async -> Content? {
        guard host == .results else { return folders.file(at: path).map(Content.init) }
        guard let id = requestID(in: path), await jobs.job(id)?.status == .completed else {
            return nil
        }
        return Content(video: Video.bytes(for: id), id: id)
    }

    private func requestID(in path: String) -> String? {
        guard path.hasPrefix("/"), path.hasSuffix(".mp4") else { return nil }
        return String(path.dropFirst().dropLast(4))
    }

    private enum Host: String {
        case images, results, other

        init(_ authority: String?) {
            let name = authority?.split(separator: ":").first?.lowercased()
            switch name {
            case HostNames.images: self = .images
            case HostNames.results: self = .results
            default: self = .other
            }
        }
    }
}
