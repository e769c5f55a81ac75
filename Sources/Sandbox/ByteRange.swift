/// Which bytes of a body a `Range` header asks for.
enum ByteRange: Equatable {
    /// No range, or a header that RFC 9110 lets a server ignore.
    case whole
    case part(Range<Int>)
    case unsatisfiable

    /// Reads `bytes=a-b`, `bytes=a-` and `bytes=-n`; several ranges count as none.
    init(_ header: String?, length: Int) {
        guard let header, let spec = Self.spec(of: header),
            let dash = spec.firstIndex(of: "-")
        else {
            self = .whole
            return
        }
        let first = spec[..<dash]
        let last = spec[spec.index(after: dash)...]
        switch (Self.number(first), Self.number(last)) {
        case (nil, let count?) where first.isEmpty:
            self = Self.nonempty(max(0, length - count)..<length)
        case (let start?, nil) where last.isEmpty:
            self = start < length ? Self.nonempty(start..<length) : .unsatisfiable
        case (let start?, let end?) where start <= end:
            self = start < length ? Self.nonempty(start..<min(end, length - 1) + 1) : .unsatisfiable
        default:
            self = .whole
        }
    }

    private static func nonempty(_ range: Range<Int>) -> ByteRange {
        range.isEmpty ? .unsatisfiable : .part(range)
    }

    private static func spec(of header: String) -> Substring? {
        let parts = header.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        return parts[1]
    }

    /// A number of any length; one that is too big for `Int` is as good as the biggest.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int(text) ?? .max
    }
}
