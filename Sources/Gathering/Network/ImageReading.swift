internal import ImageProbe
internal import NIOHTTP1
internal import PreflightModel

/// Reads from an answer as much as the header of an image needs, and no more.
struct ImageReading: Sendable {
    /// The bytes that are asked for first.
    static let firstRange = 0..<PartialBytes.pageSize

    /// How many bytes at the end show the end marker of any format.
    private static let tailLength = 16

    /// What was read.
    private(set) var bytes: PartialBytes
    private(set) var content = MediaFacts.Content.absent
    /// Bytes that were counted where nothing says the length.
    private var counted: Int?

    /// Reads from the connection whose first answer began with `head`.
    init(
        _ connection: inout Connection,
        _ head: HTTPResponseHead,
        countLimit: Int
    ) async throws {
        bytes = PartialBytes(total: head.totalLength)
        if head.status == .partialContent {
            try await readRanges(from: &connection, head)
        } else {
            try await readStream(from: &connection, countLimit: countLimit)
        }
    }

    /// The size in bytes, as far as it is known.
    var size: Int? { bytes.total ?? counted }

    /// The end of the image, as far as it was received.
    ///
    /// It is never fetched for its own sake.
    var ending: MediaFacts.Ending {
        guard case .image(let image) = content, let total = bytes.total else { return .unread }
        var search = EndSearch(format: image.format, headerEnd: image.headerEnd, total: total)
        while case .read(let range) = search.step {
            guard let held = try? bytes.bytes(at: range.lowerBound, count: range.count) else {
                return .unread
            }
            search.take(held)
        }
        guard case .done(let ending) = search.step else { return .unread }
        return ending
    }

    private mutating func readRanges(
        from connection: inout Connection,
        _ first: HTTPResponseHead
    ) async throws {
        var head = first
        var range = Self.firstRange
        while true {
            guard head.status == .partialContent, head.rangeStart == range.lowerBound else {
                throw AddressFacts.Outcome.noAnswer(.protocolViolation)
            }
            var piece: [UInt8] = []
            while let more = try await connection.body() {
                piece += more
                guard piece.count <= range.count else {
                    throw AddressFacts.Outcome.noAnswer(.protocolViolation)
                }
            }
            // Fewer bytes than asked for, and no word on the length: this was the end.
            if piece.count < range.count, bytes.total == nil {
                bytes.total = range.lowerBound + piece.count
            }
            bytes.add(piece, at: range.lowerBound)
            switch Probe.step(bytes) {
            case .content(let content):
                self.content = content
                return
            case .needs(let next):
                guard !piece.isEmpty else {
                    throw AddressFacts.Outcome.noAnswer(.protocolViolation)
                }
                range = next
                head = try await connection.get(next)
            }
        }
    }

    private mutating func readStream(
        from connection: inout Connection,
        countLimit: Int
    ) async throws {
        var offset = 0
        var needed = Self.firstRange
        var hasContent = false
        // The last bytes, which tell the end of an image whose whole body was counted.
        var tail: [UInt8] = []
        while true {
            if !hasContent {
                switch Probe.step(bytes) {
                case .content(let content):
                    self.content = content
                    hasContent = true
                case .needs(let next): needed = next
                }
            }
            if hasContent, bytes.total != nil || offset > countLimit { break }
            guard let piece = try await connection.body() else {
                bytes.total = offset
                if hasContent { bytes.add(tail, at: offset - tail.count) }
                continue
            }
            tail = Array((tail + piece.suffix(Self.tailLength)).suffix(Self.tailLength))
            if !hasContent, offset + piece.count > needed.lowerBound {
                let start = max(offset, bytes.prefixCount == offset ? offset : needed.lowerBound)
                bytes.add(Array(piece.dropFirst(start - offset)), at: start)
            }
            offset += piece.count
        }
        counted = offset
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
