import SampleImages
import Testing

/// Servers whose heads are none.
extension HostileBehaviour {
    static let heads: [HostileBehaviour] = [
        .answer("closes in the status line", [.lost]) { try await $0.send("HTTP/1.1 20") },
        .answer("closes after the status line", [.lost]) { try await $0.send(ok) },
        .answer("closes in a header", [.lost]) { try await $0.send(ok + "Content-Le") },
        .answer("closes after the head", [.lost]) { try await $0.send(head()) },
        .answer("resets in a header", [.lost]) {
            try await $0.send(ok + "Content-Le")
            try await $0.reset()
        },
        .answer("sends a byte at a time of the head", [.late]) {
            try await $0.drip(Array(head().utf8))
        },
        .answer("stops in the head", [.late]) {
            try await $0.send(ok + "X: y\r\n")
            try await $0.hold()
        },
        .answer("sends a header every moment", [.late]) {
            try await $0.send(ok)
            for number in 0..<1000 {
                try await $0.send("X-\(number): y\r\n")
                try await Task.sleep(for: .milliseconds(50))
            }
        },
        .answer("sends a header without end", [.violation, .tooMuch]) {
            try await $0.send(ok + "X-Endless: ")
            try await $0.flood(letters)
        },
        .answer("sends the name of a header without end", [.violation, .tooMuch]) {
            try await $0.send(ok)
            try await $0.flood(letters)
        },
        .answer("sends headers without end", [.violation, .tooMuch]) {
            try await $0.send(ok)
            try await $0.flood("X-Endless: yes\r\n")
        },
        .answer("sends long headers without end", [.violation, .tooMuch]) {
            try await $0.send(ok)
            try await $0.flood("X-Endless: \(letters)\r\n")
        },
        .answer("continues a header without end", [.violation, .tooMuch]) {
            try await $0.send(ok + "X-Endless: a\r\n")
            try await $0.flood(" b\r\n")
        },
        .answer("sends a reason phrase without end", [.violation, .tooMuch]) {
            try await $0.send("HTTP/1.1 200 ")
            try await $0.flood(letters)
        },
        .answer("sends digits of a status without end", [.violation]) {
            try await $0.send("HTTP/1.1 ")
            try await $0.flood("2")
        },
        .answer("sends line breaks without end", [.violation, .tooMuch]) {
            try await $0.flood("\r\n")
        },
        .answer(
            "sends informational answers without end",
            [.violation, .tooMuch]
        ) {
            try await $0.flood("HTTP/1.1 100 Continue\r\n\r\n")
        },
        .answer("sends early hints without end", [.violation, .tooMuch]) {
            try await $0.flood("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")
        },
        .answer("sends an informational answer every moment", [.late, .tooMuch, .violation]) {
            for _ in 0..<1000 {
                try await $0.send("HTTP/1.1 102 Processing\r\n\r\n")
                try await Task.sleep(for: .milliseconds(50))
            }
        },
        .answer("sends two early hints and an image", [.image]) {
            try await $0.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
            try await $0.send("HTTP/1.1 103 Early Hints\r\nLink: </b>\r\n\r\n" + head())
            try await $0.send(image)
            try await $0.hold()
        },
        .always("has a status of letters", [.violation], "HTTP/1.1 abc OK\r\n\r\n"),
        .always("has a status of four digits", [.violation], "HTTP/1.1 2000 OK\r\n\r\n"),
        .always("has a status of one digit", [.violation], "HTTP/1.1 2 OK\r\n\r\n"),
        .always("has a negative status", [.violation], "HTTP/1.1 -20 OK\r\n\r\n"),
        .always(
            "has the status 999",
            [.violation, .refused],
            "HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"
        ),
        .always(
            "has the status 000",
            [.violation, .refused],
            "HTTP/1.1 000 No\r\nContent-Length: 0\r\n\r\n"
        ),
        .always("has no version", [.violation], "HTTP 200 OK\r\n\r\n"),
        .always("has a version of the future", [.violation], "HTTP/3.7 200 OK\r\n\r\n"),
        .always("is no HTTP", [.violation], "ICY 200 OK\r\nContent-Length: 0\r\n\r\n"),
        .always("speaks HTTP/0.9", [.violation], "", image),
        .always(
            "speaks HTTP/2",
            [.violation],
            "",
            [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100, 0, 0, 4, 8, 0, 0, 0, 0, 0, 0x7f]
        ),
        .always("sends a preface", [.violation], "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        .answer("speaks HTTP/1.0", [.image]) {
            try await $0.send("HTTP/1.0 200 OK\r\n\r\n")
            try await $0.send(image)
        },
        .always(
            "switches protocols unasked",
            [.violation, .refused, .lost, .late],
            """
            HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n
            """
        ),
        .always("asks instead of answering", [.violation], "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        .always(
            "ends lines with a line feed alone",
            [.violation, .image],
            "HTTP/1.1 200 OK\nContent-Length: \(image.count)\n\n",
            image
        ),
        .always(
            "has a carriage return in a header",
            [.violation],
            ok + "X: a\rb\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "has a NUL in a header",
            [.violation],
            ok + "X: a\u{0}b\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "has a space before a colon",
            [.violation, .image],
            ok + "Content-Length : \(image.count)\r\n\r\n",
            image
        ),
        .always("has a header without a name", [.violation], ok + ": a\r\n\r\n"),
        .always("has a header without a colon", [.violation], ok + "Content-Length\r\n\r\n"),
    ]
}
