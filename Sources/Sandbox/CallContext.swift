import Hummingbird
import NIOCore

/// A request together with its connection, which a fault may drop.
struct CallContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Drops the connection; whatever is answered afterwards goes nowhere.
    func drop() async -> Response {
        // A connection that is gone already is dropped, too.
        try? await channel.close()
        return Response(status: .internalServerError)
    }

    /// A body that is announced with one length and ends after these bytes, with the connection.
    func cutOff(_ bytes: [UInt8], announced: Int) -> ResponseBody {
        let channel = channel
        return ResponseBody(contentLength: announced) { writer in
            try await writer.write(ByteBuffer(bytes: bytes))
            try await channel.close()
            throw SandboxFault(operation: "go on", cause: "the connection was dropped on purpose")
        }
    }
}
