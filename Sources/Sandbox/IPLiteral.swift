import Foundation

/// Recognises hosts that are IP addresses, in any spelling that a client may understand.
enum IPLiteral {
    /// True when the host is an IP address that is not public, or a broken one.
    static func isForbidden(_ host: String) -> Bool {
        if host.hasPrefix("[") { return isForbiddenV6(host) }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard let last = parts.last, looksNumeric(last) else { return false }
        return v4(parts).map(isForbiddenV4) ?? true
    }

    private static func looksNumeric(_ part: Substring) -> Bool {
        part.hasPrefix("0x") || (!part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber })
    }

    /// The address of one to four parts in decimal, octal or hexadecimal; the last part fills up.
    private static func v4(_ parts: [Substring]) -> UInt32? {
        let numbers = parts.compactMap(number)
        guard numbers.count == parts.count, let last = numbers.last, parts.count <= 4 else {
            return nil
        }
        let leading = numbers.dropLast()
        guard leading.allSatisfy({ $0 <= 255 }), last < 1 << (8 * (5 - numbers.count)) else {
            return nil
        }
        let high = leading.enumerated().reduce(UInt64(0)) { sum, part in
            sum | part.element << (8 * UInt64(3 - part.offset))
        }
        return UInt32(exactly: high | last)
    }

    private static func number(_ part: Substring) -> UInt64? {
        if part.hasPrefix("0x") {
            return part.count == 2 ? 0 : UInt64(part.dropFirst(2), radix: 16)
        }
        return UInt64(part, radix: part.count > 1 && part.hasPrefix("0") ? 8 : 10)
    }

    private static func isForbiddenV4(_ address: UInt32) -> Bool {
        blocks.contains { address >> (32 - $0.bits) == $0.base >> (32 - $0.bits) }
    }

    private static let blocks: [(base: UInt32, bits: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8),
        (0xA9FE_0000, 16), (0xAC10_0000, 12), (0xC000_0000, 24), (0xC000_0200, 24),
        (0xC058_6300, 24), (0xC0A8_0000, 16), (0xC612_0000, 15), (0xC633_6400, 24),
        (0xCB00_7100, 24), (0xE000_0000, 3), (0xA83F_8110, 32),
    ]

    /// Only global unicast is public; 2001::/23, documentation and 6to4 are not.
    private static func isForbiddenV6(_ host: String) -> Bool {
        guard host.hasSuffix("]") else { return true }
        var bytes = [UInt8](repeating: 0, count: 16)
        guard unsafe inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &bytes) == 1 else {
            return true
        }
        let first = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        let second = UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        if first & 0xE000 != 0x2000 || first == 0x2002 { return true }
        if first == 0x3FFF && second < 0x1000 { return true }
        return first == 0x2001 && (second < 0x0200 || second == 0x0DB8)
    }
}
