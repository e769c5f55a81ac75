/// The size of a PNG, JPEG or WebP image, read from the first bytes of its file.
struct ImageHeader: Equatable {
    /// How many bytes of a file are looked at.
    static let longest = 1 << 20

    let width: Int
    let height: Int

    /// Fails unless the bytes begin a well-formed header that names a size above zero.
    init?(_ bytes: [UInt8]) {
        let reader = HeaderReader(bytes: bytes)
        guard let size = Self.png(reader) ?? Self.jpeg(reader) ?? Self.webp(reader),
            size.0 > 0, size.1 > 0
        else { return nil }
        (width, height) = size
    }

    private typealias Size = (Int, Int)

    private static func png(_ reader: HeaderReader) -> Size? {
        guard reader.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0),
            reader.big32(at: 8) == 13, reader.has("IHDR", at: 12),
            let depth = reader.byte(at: 24), let colour = reader.byte(at: 25),
            pngDepths[colour]?.contains(depth) == true,
            reader.byte(at: 26) == 0, reader.byte(at: 27) == 0,
            let interlace = reader.byte(at: 28), interlace < 2, reader.byte(at: 32) != nil,
            let width = reader.big32(at: 16), let height = reader.big32(at: 20)
        else { return nil }
        return (width, height)
    }

    private static let pngDepths: [Int: [Int]] = [
        0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
    ]

    private static func jpeg(_ reader: HeaderReader) -> Size? {
        guard reader.has([0xFF, 0xD8], at: 0) else { return nil }
        var place = 2
        while reader.byte(at: place) == 0xFF, let marker = reader.byte(at: place + 1) {
            switch marker {
            case 0xFF:
                place += 1
            case 0x01, 0xD0...0xD7:
                place += 2
            case 0xD8...0xDA, 0x00:
                return nil
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
                return frame(reader, at: place + 2)
            default:
                guard let length = reader.big16(at: place + 2), length >= 2 else { return nil }
                place += 2 + length
            }
        }
        return nil
    }

    private static func frame(_ reader: HeaderReader, at place: Int) -> Size? {
        guard let length = reader.big16(at: place), let parts = reader.byte(at: place + 7),
            parts > 0, length == 8 + 3 * parts, reader.byte(at: place + length - 1) != nil,
            let height = reader.big16(at: place + 3), let width = reader.big16(at: place + 5)
        else { return nil }
        return (width, height)
    }

    private static func webp(_ reader: HeaderReader) -> Size? {
        guard reader.has("RIFF", at: 0), reader.has("WEBP", at: 8) else { return nil }
        if reader.has("VP8 ", at: 12) {
            guard let tag = reader.byte(at: 20), tag & 1 == 0,
                reader.has([0x9D, 0x01, 0x2A], at: 23),
                let width = reader.little(2, at: 26), let height = reader.little(2, at: 28)
            else { return nil }
            return (width & 0x3FFF, height & 0x3FFF)
        }
        if reader.has("VP8L", at: 12) {
            guard reader.byte(at: 20) == 0x2F, let bits = reader.little(4, at: 21),
                bits >> 29 == 0
            else { return nil }
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        }
        guard reader.has("VP8X", at: 12), reader.little(4, at: 16) == 10,
            let width = reader.little(3, at: 24), let height = reader.little(3, at: 27)
        else { return nil }
        return (width + 1, height + 1)
    }
}

/// Numbers and tags at places in a file's first bytes; nil beyond their end.
private struct HeaderReader {
    let bytes: [UInt8]

    func byte(at place: Int) -> Int? {
        bytes.indices.contains(place) ? Int(bytes[place]) : nil
    }

    func big16(at place: Int) -> Int? {
        guard let high = byte(at: place), let low = byte(at: place + 1) else { return nil }
        return high << 8 | low
    }

    func big32(at place: Int) -> Int? {
        guard let high = big16(at: place), let low = big16(at: place + 2) else { return nil }
        return high << 16 | low
    }

    func little(_ count: Int, at place: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    func has(_ tag: [UInt8], at place: Int) -> Bool {
        place <= bytes.count && bytes[place...].starts(with: tag)
    }

    func has(_ tag: String, at place: Int) -> Bool {
        has(Array(tag.utf8), at: place)
    }
}
