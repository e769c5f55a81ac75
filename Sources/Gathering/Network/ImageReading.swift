internal import ImageProbe
internal import NIOHTTP1
internal import PreflightModel

/// What was read of the image behind an address: as much as its header needs, and no more.
struct ImageReading: Sendable {
    /// The bytes that are asked for first.
    static let firstRange = 0..<HeldBytes.pageSize

    /// What the bytes are.
    let content: MediaFacts.Content
    /// The size in bytes, as far as it is known.
    let size: Int?
    /// The end of the image, as far as it was received; it is never fetched for its own sake.
    let ending: MediaFacts.Ending

    /// Reads from the connection whose first answer began with `head`.
    init(
        _ connection: inout Connection,
        _ head: HTTPResponseHead,
        countLimit: Int
    ) async throws {
        var reader = ImageReader(total: head.totalLength)
        if head.status == .partialContent {
            try await reader.readRanges(from: &connection, head)
            size = reader.bytes.total
        } else {
            let count = try await reader.readStream(from: &connection, countLimit: countLimit)
            size = reader.bytes.total ?? count
        }
        content = reader.content
        ending = reader.ending
    }
}

/// Reads an answer, or several for parts of one file, while the header is decoded.
private struct ImageReader: ~Copyable {
    /// What is held of the file.
    private(set) var bytes: HeldBytes
    private(set) var content = MediaFacts.Content.absent
    private var probe = Probe()

    init(total: Int?) { bytes = HeldBytes(total: total) }

    /// The end, when the bytes that are held show it.
    var ending: MediaFacts.Ending {
        guard case .image(let image) = content, let total = bytes.total else { return .unread }
        var search = EndSearch(of: image, total: total)
        guard case .done(let ending) = search.step(in: bytes) else { return .unread }
        return ending
    }

    mutating func readRanges(
        from connection: inout Connection,
        _ first: HTTPResponseHead
    ) async throws {
        var head = first
        var range = ImageReading.firstRange
        if let total = bytes.total { range = range.clamped(to: 0..<total) }
        while true {
            try await readPart(range, from: &connection, head)
            switch probe.step(in: bytes) {
            case .content(let content):
                self.content = content
                return
            case .needs(let next):
                range = next
                bytes.replace(at: next.lowerBound, with: [])
                head = try await connection.get(next)
            }
        }
    }

    // A server may answer with less than it was asked for; then it is asked for the rest.
    private mutating func readPart(
        _ range: Range<Int>,
        from connection: inout Connection,
        _ first: HTTPResponseHead
    ) async throws {
        var head = first
        while true {
            guard head.status == .partialContent, head.rangeStart == bytes.end else {
                throw AddressFacts.Outcome.noAnswer(.protocolViolation)
            }
            let before = bytes.count
            while let piece = try await connection.body() {
                bytes.append(piece)
                guard bytes.end <= max(range.upperBound, ImageReading.firstRange.upperBound) else {
                    throw AddressFacts.Outcome.noAnswer(.protocolViolation)
                }
            }
            if bytes.end >= range.upperBound { return }
            guard bytes.count > before else {
                throw AddressFacts.Outcome.noAnswer(.protocolViolation)
            }
            head = try await connection.get(bytes.end..<range.upperBound)
        }
    }

    /// Reads a whole answer up to what is needed, and returns how many bytes came.
    ///
    /// Where nothing says the length the rest is counted, up to `countLimit`.
    mutating func readStream(
        from connection: inout Connection,
        countLimit: Int
    ) async throws -> Int {
        var received = 0
        var hasContent = false
        // The last bytes, which tell the end of an image whose whole body was counted.
        var tail: [UInt8] = []
        while true {
            if !hasContent {
                switch probe.step(in: bytes) {
                case .content(let content):
                    self.content = content
                    hasContent = true
                case .needs(let range): bytes.drop(before: range.lowerBound)
                }
            }
            if hasContent, bytes.total != nil || received > countLimit { return received }
            guard let piece = try await connection.body() else {
                bytes.total = received
                if hasContent, !bytes.holds(received - tail.count..<received) {
                    bytes.replace(at: received - tail.count, with: tail)
                }
                continue
            }
            tail = Array((tail + piece.suffix(Tail.length)).suffix(Tail.length))
            if !hasContent, received + piece.count > bytes.end {
                bytes.append(piece.dropFirst(bytes.end - received))
            }
            received += piece.count
        }
    }
}

extension HTTPResponseHead {
    /// The length of the whole file in bytes, where the answer says it.
    var totalLength: Int? {
        if status == .partialContent {
            return headers.first(name: "Content-Range")?.split(separator: "/").last.flatMap {
                Int($0)
            }
        }
        return headers.first(name: "Content-Length").flatMap { Int($0) }
    }

    /// The offset at which a partial answer begins.
    fileprivate var rangeStart: Int? {
        guard let range = headers.first(name: "Content-Range"), range.hasPrefix("bytes ") else {
            return nil
        }
        return Int(range.dropFirst("bytes ".count).prefix { $0 != "-" })
    }
}
