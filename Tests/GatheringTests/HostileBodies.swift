import SampleImages
import Testing

/// Servers whose bodies are too long, too short or too slow.
extension HostileBehaviour {
    static let bodies: [HostileBehaviour] = [
        .answer("sends 10 GB of an image", [.image]) {
            try await $0.send(head(length: ten))
            try await $0.send(image)
            try await $0.flood(zeros)
        },
        .answer("sends 10 GB of an image without a length", [.image]) {
            try await $0.send(ok + "Connection: close\r\n\r\n")
            try await $0.send(image)
            try await $0.flood(zeros)
        },
        .answer("sends 10 GB of nothing", [.noImage]) {
            try await $0.send(head(length: ten))
            try await $0.flood(zeros)
        },
        .answer("sends 10 GB of nothing without a length", [.noImage]) {
            try await $0.send(ok + "Connection: close\r\n\r\n")
            try await $0.flood(zeros)
        },
        .answer("sends a page without end", [.noImage]) {
            try await $0.send(ok + "Content-Type: text/html\r\nConnection: close\r\n\r\n")
            try await $0.send("<!DOCTYPE html><html><body>")
            try await $0.flood("<p>sign in</p>")
        },
        .answer(
            "sends a JPEG whose header has no end",
            [.noImage, .tooMuch, .violation]
        ) {
            try await $0.send(head(length: ten))
            try await $0.send([0xff, 0xd8])
            try await $0.flood([0xff, 0xef, 0x40, 0] + zeros.prefix(0x3ffe))
        },
        .answer(
            "sends a PNG whose header has no end",
            [.image, .noImage, .tooMuch, .violation]
        ) {
            try await $0.send(head(length: ten))
            try await $0.send(image.prefix(33).map(\.self))
            try await $0.flood([0, 0, 0, 4] + Array("teXt".utf8) + [0, 0, 0, 0, 0, 0, 0, 0])
        },
        .answer("sends a WebP whose header has no end", [.noImage, .tooMuch, .violation]) {
            try await $0.send(head(length: ten))
            try await $0.send(Array("RIFF".utf8) + [0xfe, 0xff, 0xff, 0xff])
            try await $0.send("WEBP")
            try await $0.flood(Array("ABCD".utf8) + [4, 0, 0, 0, 0, 0, 0, 0])
        },
        .always(
            "says gzip and sends it",
            [.noImage],
            head("Content-Encoding: gzip", "Content-Type: image/png", length: "20"),
            [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        ),
        .answer("sends a bomb of gzip", [.noImage]) {
            // Ten bytes of a head, and a stream whose zeros unpack to a thousand times as many.
            try await $0.send(head("Content-Encoding: gzip", length: ten))
            try await $0.send([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])
            try await $0.send(Array(ZeroStream(count: 10_737_418_240_000).head.dropFirst(2)))
            try await $0.flood(zeros)
        },
        .always(
            "says brotli and sends it",
            [.noImage],
            head("Content-Encoding: br", length: "9"),
            [0x5b, 0xff, 0xff, 0xff, 0xff, 0x1f, 0, 0, 3]
        ),
        .answer("sends a byte at a time of the body", [.late]) {
            try await $0.send(head())
            try await $0.drip(image)
        },
        .answer("stops in the header of the image", [.late]) {
            try await $0.send(head())
            try await $0.send(image.prefix(12).map(\.self))
            try await $0.hold()
        },
        .answer("closes in the header of the image", [.lost]) {
            try await $0.send(head())
            try await $0.send(image.prefix(12).map(\.self))
        },
        .answer("cuts the connection in the header of the image", [.lost]) {
            try await $0.send(head())
            try await $0.send(image.prefix(12).map(\.self))
            try await $0.cut()
        },
        .answer("resets in the header of the image", [.lost]) {
            try await $0.send(head())
            try await $0.send(image.prefix(12).map(\.self))
            try await $0.reset()
        },
        .answer("ends its side in the header of the image", [.lost, .late]) {
            try await $0.send(head())
            try await $0.send(image.prefix(12).map(\.self))
            try await $0.halfClose()
        },
        .answer("cuts a body without a length", [.lost]) {
            try await $0.send(ok + "Connection: close\r\n\r\n")
            try await $0.send(image.prefix(100).map(\.self))
            try await $0.cut()
        },
        .answer("ends its side after a whole body", [.image]) {
            try await $0.send(ok + "Connection: close\r\n\r\n")
            try await $0.send(image)
            try await $0.halfClose()
        },
        .always("sends more than it said", [.image, .violation], head(), image + zeros),
        .answer("sends more than it said without end", [.image, .violation]) {
            try await $0.send(head())
            try await $0.send(image)
            try await $0.flood(zeros)
        },
        .always("sends two answers for one", [.image], head(), image + Array(head().utf8) + image),
        .always("says that nothing comes", [.noImage], head(length: "0"), image),
        .always(
            "sends a body with 204",
            [.refused],
            "HTTP/1.1 204 No Content\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "sends a body with 304",
            [.refused],
            "HTTP/1.1 304 Not Modified\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "sends a body with 205",
            [.refused],
            "HTTP/1.1 205 Reset Content\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .answer("sends 404 without end", [.refused]) {
            try await $0.send("HTTP/1.1 404 Not Found\r\nContent-Length: \(ten)\r\n\r\n")
            try await $0.flood(zeros)
        },
        .answer("sends 403 without a length and without end", [.refused]) {
            try await $0.send("HTTP/1.1 403 Forbidden\r\n\r\n")
            try await $0.flood("<p>robots</p>")
        },
        .answer("sends 503 without end", [.busy]) {
            let lines = "Retry-After: 999999999999999999999\r\nContent-Length: \(ten)\r\n\r\n"
            try await $0.send("HTTP/1.1 503 Later\r\n" + lines)
            try await $0.flood(zeros)
        },
        .always(
            "wants to be asked again in the past",
            [.busy],
            "HTTP/1.1 429 Later\r\nRetry-After: -1\r\nContent-Length: 0\r\n\r\n"
        ),
    ]
}
