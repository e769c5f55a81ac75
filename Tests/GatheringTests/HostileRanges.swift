import SampleImages
import Testing

/// Servers that lie about parts of a file.
extension HostileBehaviour {
    static let ranges: [HostileBehaviour] = [
        .always(
            "sends a part without its range",
            [.image],
            "HTTP/1.1 206 Partial Content\r\nContent-Length: \(image.count)\r\n\r\n",
            image
        ),
        .always(
            "sends several parts",
            [.refused, .violation],
            """
            HTTP/1.1 206 Partial Content\r\nContent-Type: multipart/byteranges; boundary=a\r
            Content-Length: 5\r\n\r\n--a--
            """
        ),
        .always("shifts its range", [.violation], part("bytes 1-100/9000", length: 100), hundred),
        .always("starts late", [.violation], part("bytes 4096-4195/9000", length: 100), hundred),
        .always(
            "has a range of another unit",
            [.violation],
            part("items 0-99/9000", length: 100),
            hundred
        ),
        .always("has a range of no unit", [.violation], part("0-99/9000", length: 100), hundred),
        .always(
            "has a range without numbers",
            [.violation, .refused],
            part("bytes */9000", length: 100),
            hundred
        ),
        .always(
            "has a negative range",
            [.violation],
            part("bytes -1-98/9000", length: 100),
            hundred
        ),
        .always(
            "has a signed range",
            [.violation],
            part("bytes +0-99/9000", length: 100),
            hundred
        ),
        .always(
            "has a range that overflows",
            [.violation],
            part("bytes 18446744073709551616-99/9000", length: 100),
            hundred
        ),
        .always(
            "has a range that runs back",
            [.violation],
            part("bytes 99-0/9000", length: 100),
            hundred
        ),
        .always(
            "says that its part ends later",
            [.violation],
            part("bytes 0-4095/9000", length: 100),
            hundred
        ),
        .always(
            "says that its part ends earlier",
            [.violation, .noImage, .image],
            part("bytes 0-9/9000", length: 100),
            hundred
        ),
        .always(
            "says that the whole is smaller than its part",
            [.violation, .noImage],
            part("bytes 0-99/50", length: 100),
            hundred
        ),
        .always(
            "says that the whole is nothing",
            [.violation, .noImage],
            part("bytes 0-99/0", length: 100),
            hundred
        ),
        .always(
            "says that the whole is negative",
            [.violation, .refused],
            part("bytes 0-99/-1", length: 100),
            hundred
        ),
        .always(
            "does not know the whole",
            [.refused, .violation, .image],
            part("bytes 0-\(image.count - 1)/*", length: image.count),
            image
        ),
        .always(
            "says that the whole overflows",
            [.refused, .violation],
            part("bytes 0-99/99999999999999999999", length: 100),
            hundred
        ),
        .always(
            "says that the whole is the largest",
            [.image, .noImage, .violation, .tooMuch],
            part("bytes 0-4095/9223372036854775807", length: 4096),
            image + [UInt8](repeating: 0, count: 4096 - image.count)
        ),
        .always(
            "sends more than was asked",
            [.noImage],
            part("bytes 0-8999/9000", length: 9000),
            [UInt8](repeating: 0, count: 9000)
        ),
        .answer("sends more than was asked without end", [.violation, .tooMuch]) {
            try await $0.send(part("bytes 0-4095/\(ten)", length: 10_737_418_240))
            try await $0.flood(zeros)
        },
        .always("sends an empty part", [.violation], part("bytes 0-99/9000", length: 0)),
        .answer("sends a byte for every request", [.image, .late, .violation, .tooMuch]) {
            for offset in 0..<100_000 {
                try await $0.request()
                let byte = offset < image.count ? image[offset] : 0
                try await $0.send(part("bytes \(offset)-\(offset)/100000", length: 1))
                try await $0.send([byte])
            }
        },
        .answer("answers each part of a header without end", endless) { connection in
            var request = try await connection.request()
            repeat {
                let bytes = request.firstMatch(of: #/bytes=(\d+)-(\d+)/#)
                guard let bytes, let first = Int(bytes.output.1), let last = Int(bytes.output.2)
                else { return }
                let count = last - first + 1
                try await connection.send(part("bytes \(first)-\(last)/\(ten)", length: count))
                let bodies = (first...last).map(endlessJPEG(at:))
                try await connection.send(bodies)
                request = try await connection.request()
            } while !request.isEmpty
        },
        .answer("changes its mind about the whole", [.violation, .noImage, .image, .lost]) {
            let jpeg = JPEGImage(width: 640, height: 480).padded(to: 90_000, with: .application15)
            try await $0.send(part("bytes 0-4095/90000", length: 4096))
            try await $0.send(Array(jpeg.prefix(4096)))
            try await $0.request()
            try await $0.send(part("bytes 0-49/50", length: 50))
            try await $0.send(Array(jpeg.prefix(50)))
        },
        .answer("closes before the second part", [.lost, .image]) {
            let jpeg = JPEGImage(width: 640, height: 480).padded(to: 90_000, with: .application15)
            try await $0.send(part("bytes 0-4095/90000", length: 4096))
            try await $0.send(Array(jpeg.prefix(4096)))
        },
        .always(
            "refuses every range",
            [.refused],
            "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n"
        ),
        .answer("refuses a range without end", [.refused, .late]) {
            try await $0.send("HTTP/1.1 416 No\r\nContent-Length: \(ten)\r\n\r\n")
            try await $0.flood(zeros)
        },
    ]

    private static let hundred =
        [UInt8](image.prefix(min(100, image.count)))
        + [UInt8](repeating: 0, count: max(0, 100 - image.count))
    private static let endless: Set<Ending> = [.noImage, .tooMuch, .violation, .late]
}
