import Foundation

/// An address of a medium that the provider would be willing to fetch.
struct MediaAddress: Sendable {
    /// Why an address is refused.
    struct Defect: Error {
        let message: String
    }

    /// In lower case, without a final dot.
    let host: String
    let port: Int?
    /// Still percent-encoded, without query and fragment.
    let path: String

    init(_ text: String) throws(Defect) {
        guard Self.isPlain(text),
            let parts = URLComponents(string: text, encodingInvalidCharacters: false)
        else { throw Defect(message: "must be a valid URL") }
        guard parts.scheme?.lowercased() == "https" else {
            throw Defect(message: "must be an https URL")
        }
        guard !Self.authority(of: text).contains("@") else {
            throw Defect(message: "must not hold a user name or a password")
        }
        guard var host = parts.encodedHost?.lowercased(), !host.contains("%") else {
            throw Defect(message: "must name a host")
        }
        if host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty else { throw Defect(message: "must name a host") }
        guard !IPLiteral.isForbidden(host), host != "localhost", !host.hasSuffix(".localhost")
        else { throw Defect(message: "must be publicly reachable") }
        guard (1...65_535).contains(parts.port ?? 443) else {
            throw Defect(message: "must name a port from 1 to 65535")
        }
        self.host = host
        port = parts.port
        path = parts.percentEncodedPath
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !#""<>\^`{|}"#.utf8.contains($0) }
    }

    private static func authority(of text: String) -> Substring {
        guard let start = text.range(of: "//")?.upperBound else { return "" }
        return text[start...].prefix { !"/?#".contains($0) }
    }
}
