/// An address of the Internet Protocol, version 4 or 6, as a number.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// Reads four bytes of version 4 or sixteen of version 6, most significant first.
    package init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16: self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
        default: return nil
        }
    }

    /// Reads dotted decimal with four parts and no leading zeros: the one spelling of RFC 3986.
    package init?(dottedDecimal text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part == "0" || part.first != "0",
                part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let byte = UInt8(part)
            else { return nil }
            value = value << 8 | UInt32(byte)
        }
        self = .v4(value)
    }

    /// Reads any spelling that the C library's `inet_aton` takes: one to four parts, each decimal,
    /// octal with a leading 0 or hexadecimal with 0x.
    package init?(anySpelling text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var numbers: [UInt64] = []
        for part in parts {
            guard let number = Self.number(part) else { return nil }
            numbers.append(number)
        }
        let last = numbers.removeLast()
        guard numbers.allSatisfy({ $0 < 256 }), last < UInt64(1) << (8 * (4 - numbers.count)) else {
            return nil
        }
        var value = UInt32(last)
        for (index, number) in numbers.enumerated() { value |= UInt32(number) << (24 - 8 * index) }
        self = .v4(value)
    }

    /// Reads the spellings of RFC 4291, 2.2; a zone is refused.
    package init?(v6 text: some StringProtocol) {
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2, !text.contains(":::") else { return nil }
        var groups: [[UInt16]] = []
        for (index, half) in halves.enumerated() {
            guard let parsed = Self.groups(half, isLast: index == halves.count - 1) else {
                return nil
            }
            groups.append(parsed)
        }
        let count = groups.reduce(0) { $0 + $1.count }
        guard halves.count == 2 ? count <= 7 : count == 8 else { return nil }
        let zeros = [UInt16](repeating: 0, count: 8 - count)
        let all = halves.count == 2 ? groups[0] + zeros + groups[1] : groups[0]
        self = .v6(all.reduce(0) { $0 << 16 | UInt128($1) })
    }

    private static func number(_ text: some StringProtocol) -> UInt64? {
        guard !text.isEmpty, text.first != "+", text.first != "-" else { return nil }
        let lowered = text.lowercased()
        if lowered.hasPrefix("0x") {
            return lowered.count == 2 ? 0 : UInt64(lowered.dropFirst(2), radix: 16)
        }
        if lowered.hasPrefix("0") { return UInt64(lowered, radix: 8) }
        return UInt64(lowered)
    }

    private static func groups(_ text: some StringProtocol, isLast: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if part.contains("."), isLast, index == parts.count - 1,
                case .v4(let value)? = IPAddress(dottedDecimal: part)
            {
                groups += [UInt16(value >> 16), UInt16(value & 0xffff)]
            } else {
                guard (1...4).contains(part.count), part.utf8.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or the shortest spelling of RFC 5952.
    package var description: String {
        switch self {
        case .v4(let value):
            return (0..<4).map { "\(value >> (24 - 8 * UInt32($0)) & 0xff)" }.joined(separator: ".")
        case .v6(let value):
            let groups = (0..<8).map { UInt16(truncatingIfNeeded: value >> (112 - 16 * $0)) }
            guard let zeros = Self.longestZeros(groups) else {
                return Self.joined(groups[...])
            }
            return Self.joined(groups[..<zeros.lowerBound]) + "::"
                + Self.joined(groups[zeros.upperBound...])
        }
    }

    private static func joined(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private static func longestZeros(_ groups: [UInt16]) -> Range<Int>? {
        var longest: Range<Int>?
        var start = 0
        while start < groups.count {
            let end = groups[start...].firstIndex { $0 != 0 } ?? groups.count
            if end - start >= 2, end - start > longest?.count ?? 0 { longest = start..<end }
            start = max(end, start) + 1
        }
        return longest
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
    }
}
