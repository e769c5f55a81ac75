/// The policy of a CloudFront link: JSON in base64, with `-`, `_` and `~` for `+`, `=` and `/`.
///
/// The JSON is only cut into tokens, not judged: a condition is a key, and in its object first
/// `AWS:EpochTime` with digits. The first such place counts; names with escapes are not found.
struct CloudFrontPolicy {
    /// Bytes of the encoded policy: CloudFront takes no address of more than 8,192 bytes, and
    /// each may be percent-encoded.
    static let limit = 3 * 8_192

    private let tokens: [Token]

    private enum Token: Equatable {
        case text([UInt8])
        case word([UInt8])
        case mark(Unicode.Scalar)
    }

    init?(_ encoded: [UInt8]) {
        guard let bytes = Self.decoded(encoded) else { return nil }
        var rest = bytes[...]
        var tokens: [Token] = []
        while let token = Self.token(&rest) { tokens.append(token) }
        self.tokens = tokens
    }

    func time(of condition: String) -> Int? {
        let path: [Token] = [
            .text(Array(condition.utf8)), .mark(":"), .mark("{"),
            .text(Array("AWS:EpochTime".utf8)),
            .mark(":"),
        ]
        let place = tokens.indices.first { tokens[$0...].starts(with: path) }
        guard let index = place.map({ $0 + path.count }), index < tokens.count,
            case .word(let digits) = tokens[index]
        else { return nil }
        return CivilTime.number(digits)
    }

    private static func token(_ rest: inout ArraySlice<UInt8>) -> Token? {
        rest = rest.drop { $0 <= 0x20 }
        guard let first = rest.popFirst() else { return nil }
        if first == UInt8(ascii: "\"") { return .text(text(&rest)) }
        guard isWordByte(first) else { return .mark(Unicode.Scalar(first)) }
        let more = rest.prefix(while: isWordByte)
        rest = rest.dropFirst(more.count)
        return .word([first] + more)
    }

    private static func text(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            text.append(byte)
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { text.append(escaped) }
        }
        return text
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        !#" ":,{}[]"#.utf8.contains(byte) && byte > 0x20
    }

    private static func decoded(_ text: [UInt8]) -> [UInt8]? {
        let padding = text.suffix { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "=") }
        var decoded: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.dropLast(padding.count) {
            guard let value = sextet(byte) else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return count == 6 ? nil : decoded
    }

    private static func sextet(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5a: UInt32(byte) - 0x41
        case 0x61...0x7a: UInt32(byte) - 0x61 + 26
        case 0x30...0x39: UInt32(byte) - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "~"): 63
        default: nil
        }
    }
}

extension Array where Element == UInt8 {
    fileprivate func suffix(while isMeant: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[(lastIndex { !isMeant($0) }.map { $0 + 1 } ?? 0)...]
    }
}
