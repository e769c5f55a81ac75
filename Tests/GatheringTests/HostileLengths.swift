import SampleImages
import Testing

/// Servers that lie about lengths, and chunks that have none.
extension HostileBehaviour {
    static let lengths: [HostileBehaviour] = [
        .always(
            "has two lengths",
            [.violation],
            ok + "Content-Length: 5\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "has two lengths in one line",
            [.violation],
            ok + "Content-Length: 5, \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "has a length and chunks",
            [.violation, .image],
            measured + "Transfer-Encoding: chunked\r\n\r\n",
            Scripted.chunked(image)
        ),
        .always("has a negative length", [.violation], head(length: "-1"), image),
        .always("has a signed length", [.violation], head(length: "+\(image.count)"), image),
        .always("has a hexadecimal length", [.violation], head(length: "0x10"), image),
        .always("has a length with a point", [.violation], head(length: "10.5"), image),
        .always("has a length of words", [.violation], head(length: "many"), image),
        .always(
            "has a length that overflows",
            [.violation],
            head(length: "18446744073709551617"),
            image
        ),
        .always(
            "has a length of a hundred digits",
            [.violation],
            head(length: String(repeating: "9", count: 100)),
            image
        ),
        .always(
            "has the largest length",
            [.violation, .image, .tooMuch],
            head(length: "9223372036854775807"),
            image
        ),
        .always(
            "has the largest length without a sign",
            [.violation, .image, .tooMuch, .late],
            head(length: "18446744073709551615"),
            image
        ),
        .always("has an empty length", [.violation, .image], head(length: ""), image),
        .always(
            "has an unknown coding",
            [.violation, .noImage, .lost, .late],
            ok + "Transfer-Encoding: gzip, chunked\r\n\r\n",
            Scripted.chunked([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
        ),
        .always("has a chunk of no number", [.violation], chunks, Array("xyz\r\n".utf8)),
        .always("has a negative chunk", [.violation], chunks, Array("-5\r\nabcde\r\n".utf8)),
        .always(
            "has a chunk that overflows",
            [.violation],
            chunks,
            Array("fffffffffffffffff\r\nabcde\r\n".utf8)
        ),
        .always(
            "has a chunk longer than it says",
            [.violation],
            chunks,
            Array("5\r\nabcdefgh\r\n0\r\n\r\n".utf8)
        ),
        .always(
            "says that a chunk is the largest",
            [.late, .tooMuch, .violation],
            chunks,
            Array("7fffffffffffffff\r\nabcde".utf8)
        ),
        .answer(
            "sends the extension of a chunk without end",
            [.violation, .tooMuch]
        ) {
            try await $0.send(chunks + "5;a=")
            try await $0.flood(letters)
        },
        .answer("sends digits of a chunk without end", [.violation, .tooMuch]) {
            try await $0.send(chunks)
            try await $0.flood("0")
        },
        .answer("sends trailers without end", [.violation, .tooMuch, .image]) {
            try await $0.send(chunks)
            try await $0.send(Scripted.chunked(image).dropLast(2))
            try await $0.flood("X-Endless: yes\r\n")
        },
        .answer("sends a trailer without end", [.violation, .tooMuch, .image]) {
            try await $0.send(chunks)
            try await $0.send(Scripted.chunked(image).dropLast(2))
            try await $0.send("X-Endless: ")
            try await $0.flood(letters)
        },
        .answer("sends chunks of a byte without end", [.image, .noImage, .tooMuch]) {
            try await $0.send(chunks)
            try await $0.flood("1\r\na\r\n")
        },
        .answer(
            "sends chunks with long extensions",
            [.image, .noImage, .tooMuch, .violation]
        ) {
            try await $0.send(chunks)
            try await $0.flood("1;\(letters)\r\na\r\n")
        },
        .answer("closes in a chunk", [.lost]) { try await $0.send(chunks + "ff\r\nabc") },
        .answer("closes before the last chunk", [.lost]) {
            try await $0.send(chunks)
            try await $0.send(Scripted.chunked(image).dropLast(5))
        },
    ]

    private static let chunks = ok + "Transfer-Encoding: chunked\r\n\r\n"
}
