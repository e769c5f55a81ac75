import SampleImages
import Testing

/// Servers that lead on.
extension HostileBehaviour {
    static let redirects: [HostileBehaviour] = [
        .always("redirects to itself", [.redirects], redirect(Scripted.url)),
        .answer("redirects to another address each time", [.redirects]) { connection in
            var path: Substring = "/a.png"
            repeat {
                try await connection.send(redirect(path + "a"))
                path = try await connection.request().split(separator: " ").dropFirst().first ?? ""
            } while !path.isEmpty
        },
        .always(
            "redirects to a long address",
            [.redirects, .violation, .malformed, .tooMuch],
            redirect("/" + letters)
        ),
        .answer("redirects to an address without end", [.violation, .tooMuch]) {
            try await $0.send("HTTP/1.1 302 Found\r\nLocation: /")
            try await $0.flood(letters)
        },
        .answer("sends a redirect without end", [.redirects]) {
            let lines = "Location: /b.png\r\nContent-Length: \(ten)\r\n\r\n"
            try await $0.send("HTTP/1.1 302 Found\r\n" + lines)
            try await $0.flood(zeros)
        },
        .always("redirects to nothing", [.refused, .redirects, .malformed], redirect("")),
        .always("redirects to a fragment", [.redirects, .malformed], redirect("#a")),
        .always("redirects to a bad address", [.malformed], redirect("https://[::1/")),
        .always(
            "redirects to raw bytes",
            [.redirects, .malformed, .violation],
            redirect("/\u{ff}\u{80}")
        ),
        .always(
            "redirects to many addresses",
            [.redirects, .violation, .refused, .malformed],
            "HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
        ),
        .always(
            "offers a choice",
            [.refused],
            "HTTP/1.1 300 Choose\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n"
        ),
        .always(
            "redirects to a proxy",
            [.refused],
            "HTTP/1.1 305 Proxy\r\nLocation: https://a.test/\r\nContent-Length: 0\r\n\r\n"
        ),
    ]

    private static func redirect(_ location: String) -> String {
        "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
    }
}
