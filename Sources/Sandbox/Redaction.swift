import HTTPTypes
import Hummingbird

/// Keeps the token of one request out of the log, wherever else the client wrote it.
struct Redaction {
    /// What stands behind `Bearer` in the request's `Authorization`.
    let token: String?

    init(of request: Request) {
        let words = (request.headers[.authorization] ?? "").split(whereSeparator: \.isWhitespace)
        let isBearer = words.count == 2 && words[0].lowercased() == "bearer"
        token = isBearer ? String(words[1]) : nil
    }

    /// A text as it may be logged.
    func callAsFunction(_ text: String) -> String {
        token.map { text.replacing($0, with: "[token]") } ?? text
    }
}
