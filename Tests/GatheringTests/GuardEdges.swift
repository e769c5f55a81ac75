import Testing

/// A block of a registry, written by its bytes.
private struct SpecialBlock {
    let prefix: [UInt8]
    let length: Int

    /// A block of version 4.
    init(_ bytes: UInt8..., length: Int) {
        prefix = bytes + [UInt8](repeating: 0, count: 4 - bytes.count)
        self.length = length
    }

    /// A block of version 6, by its first groups.
    init(groups: UInt16..., length: Int) {
        let bytes = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        prefix = bytes + [UInt8](repeating: 0, count: 16 - bytes.count)
        self.length = length
    }

    /// The last address: every bit behind the prefix is set.
    var last: [UInt8] {
        prefix.enumerated().map { index, byte in
            let kept = min(max(length - index * 8, 0), 8)
            return byte | UInt8(0xff >> kept)
        }
    }

    func contains(_ address: [UInt8]) -> Bool {
        address.count == prefix.count && !address.lexicographicallyPrecedes(prefix)
            && !last.lexicographicallyPrecedes(address)
    }
}

/// An address at the edge of a special block.
struct GuardEdge: Sendable, Hashable, CustomTestStringConvertible {
    /// Four bytes or sixteen.
    let bytes: [UInt8]
    /// How it carries an address of version 4.
    let embedding: String

    var testDescription: String { "\(spelling) (\(embedding))" }

    /// Dotted decimal, or eight groups.
    var spelling: String {
        guard bytes.count == 16 else { return bytes.map { "\($0)" }.joined(separator: ".") }
        return groups(bytes).joined(separator: ":")
    }

    /// The same with a dotted end.
    var dottedSpelling: String {
        guard bytes.count == 16 else { return spelling }
        let end = bytes.suffix(4).map { "\($0)" }.joined(separator: ".")
        return (groups(bytes.dropLast(4)) + [end]).joined(separator: ":")
    }

    private func groups(_ bytes: some Collection<UInt8>) -> [String] {
        let bytes = Array(bytes)
        return stride(from: 0, to: bytes.count, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
    }
}

extension GuardEdge {
    // The registry "IANA IPv4 Special-Purpose Address Space", and what is special besides.
    private static let version4 = [
        SpecialBlock(0, length: 8),  // RFC 791, this network
        SpecialBlock(0, 0, 0, 0, length: 32),  // RFC 1122, this host
        SpecialBlock(10, length: 8),  // RFC 1918
        SpecialBlock(100, 64, length: 10),  // RFC 6598, carrier NAT
        SpecialBlock(127, length: 8),  // RFC 1122, loopback
        SpecialBlock(169, 254, length: 16),  // RFC 3927, link-local
        SpecialBlock(172, 16, length: 12),  // RFC 1918
        SpecialBlock(192, 0, 0, length: 24),  // RFC 6890, assignments of the IETF
        SpecialBlock(192, 0, 0, 0, length: 29),  // RFC 7335, continuity of IPv4
        SpecialBlock(192, 0, 0, 8, length: 32),  // RFC 7600, dummy
        SpecialBlock(192, 0, 0, 9, length: 32),  // RFC 7723, port control
        SpecialBlock(192, 0, 0, 10, length: 32),  // RFC 8155, TURN
        SpecialBlock(192, 0, 0, 170, length: 32),  // RFC 8880, discovery of NAT64
        SpecialBlock(192, 0, 0, 171, length: 32),  // RFC 8880, discovery of DNS64
        SpecialBlock(192, 0, 2, length: 24),  // RFC 5737, documentation
        SpecialBlock(192, 31, 196, length: 24),  // RFC 7535, AS112
        SpecialBlock(192, 52, 193, length: 24),  // RFC 7450, AMT
        SpecialBlock(192, 88, 99, length: 24),  // RFC 7526, 6to4 relays
        SpecialBlock(192, 88, 99, 2, length: 32),  // RFC 6751, 6a44 relays
        SpecialBlock(192, 168, length: 16),  // RFC 1918
        SpecialBlock(192, 175, 48, length: 24),  // RFC 7534, AS112
        SpecialBlock(198, 18, length: 15),  // RFC 2544, benchmarking
        SpecialBlock(198, 51, 100, length: 24),  // RFC 5737, documentation
        SpecialBlock(203, 0, 113, length: 24),  // RFC 5737, documentation
        SpecialBlock(224, length: 4),  // RFC 5771, multicast
        SpecialBlock(240, length: 4),  // RFC 1112, reserved
        SpecialBlock(255, 255, 255, 255, length: 32),  // RFC 919, broadcast
        SpecialBlock(168, 63, 129, 16, length: 32),  // the host of an Azure machine
    ]

    // The registry "IANA IPv6 Special-Purpose Address Space", and what is special besides.
    private static let version6 = [
        SpecialBlock(groups: 0, 0, 0, 0, 0, 0, 0, 1, length: 128),  // RFC 4291, loopback
        SpecialBlock(groups: 0, length: 128),  // RFC 4291, unspecified
        SpecialBlock(groups: 0, 0, 0, 0, 0, 0xffff, length: 96),  // RFC 4291, mapped
        SpecialBlock(groups: 0, 0, 0, 0, 0xffff, 0, length: 96),  // RFC 2765, translated
        SpecialBlock(groups: 0x64, 0xff9b, length: 96),  // RFC 6052, NAT64
        SpecialBlock(groups: 0x64, 0xff9b, 1, length: 48),  // RFC 8215, local NAT64
        SpecialBlock(groups: 0x100, length: 64),  // RFC 6666, discard only
        SpecialBlock(groups: 0x100, 0, 0, 1, length: 64),  // RFC 9780, dummy
        SpecialBlock(groups: 0x2001, length: 23),  // RFC 2928, assignments of the IETF
        SpecialBlock(groups: 0x2001, length: 32),  // RFC 4380, Teredo
        SpecialBlock(groups: 0x2001, 1, 0, 0, 0, 0, 0, 1, length: 128),  // RFC 7723
        SpecialBlock(groups: 0x2001, 1, 0, 0, 0, 0, 0, 2, length: 128),  // RFC 8155
        SpecialBlock(groups: 0x2001, 1, 0, 0, 0, 0, 0, 3, length: 128),  // RFC 9665
        SpecialBlock(groups: 0x2001, 2, length: 48),  // RFC 5180, benchmarking
        SpecialBlock(groups: 0x2001, 3, length: 32),  // RFC 7450, AMT
        SpecialBlock(groups: 0x2001, 4, 0x112, length: 48),  // RFC 7535, AS112
        SpecialBlock(groups: 0x2001, 0x10, length: 28),  // RFC 4843, ORCHID
        SpecialBlock(groups: 0x2001, 0x20, length: 28),  // RFC 7343, ORCHIDv2
        SpecialBlock(groups: 0x2001, 0x30, length: 28),  // RFC 9374, drones
        SpecialBlock(groups: 0x2001, 0xdb8, length: 32),  // RFC 3849, documentation
        SpecialBlock(groups: 0x2002, length: 16),  // RFC 3056, 6to4
        SpecialBlock(groups: 0x2620, 0x4f, 0x8000, length: 48),  // RFC 7534, AS112
        SpecialBlock(groups: 0x3fff, length: 20),  // RFC 9637, documentation
        SpecialBlock(groups: 0x5f00, length: 16),  // RFC 9602, segment routing
        SpecialBlock(groups: 0xfc00, length: 7),  // RFC 4193, unique local
        SpecialBlock(groups: 0xfe80, length: 10),  // RFC 4291, link-local
        SpecialBlock(groups: 0xfec0, length: 10),  // RFC 3879, site-local
        SpecialBlock(groups: 0xff00, length: 8),  // RFC 4291, multicast
    ]

    // Of version 6 this alone is handed out (RFC 4291, 2.4).
    private static let handedOut = SpecialBlock(groups: 0x2000, length: 3)

    /// Ways to write an address of version 4 in one of version 6: the bytes before and behind it.
    private static let embeddings: [(name: String, before: [UInt8], after: [UInt8])] = [
        ("mapped", zeros(10) + [0xff, 0xff], []),
        ("compatible", zeros(12), []),
        ("translated", zeros(8) + [0xff, 0xff, 0, 0], []),
        ("NAT64", [0, 0x64, 0xff, 0x9b] + zeros(8), []),
        ("local NAT64", [0, 0x64, 0xff, 0x9b, 0, 1] + zeros(6), []),
        ("6to4", [0x20, 0x02], zeros(9) + [1]),
        ("ISATAP", zeros(10) + [0x5e, 0xfe], []),
        ("ISATAP here", [0xfe, 0x80] + zeros(8) + [0x5e, 0xfe], []),
        ("ISATAP abroad", [0x26, 0x06, 0x47, 0] + zeros(6) + [0x5e, 0xfe], []),
        ("global ISATAP", [0x26, 0x06, 0x47, 0] + zeros(4) + [2, 0, 0x5e, 0xfe], []),
    ]

    // The prefix, a server, no flags and the port 40000, inverted like the client behind them.
    private static let teredo: [UInt8] = [0x20, 1, 0, 0, 65, 54, 227, 120, 0, 0, 0x63, 0xbf]

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    /// Whether the registries leave an address to everybody.
    var isPublic: Bool {
        guard bytes.count == 16 else { return !Self.version4.contains { $0.contains(bytes) } }
        let end = Array(bytes.suffix(4))
        let isISATAP = bytes[8] & 0xfd == 0 && bytes[9] == 0 && bytes[10...11] == [0x5e, 0xfe]
        return Self.handedOut.contains(bytes) && !Self.version6.contains { $0.contains(bytes) }
            && !(isISATAP && Self.version4.contains { $0.contains(end) })
    }

    /// The edges of every block, inside and outside, in every embedding.
    static let all: [GuardEdge] = {
        var edges: [GuardEdge] = []
        for address in edgeAddresses(of: version4) {
            edges.append(GuardEdge(bytes: address, embedding: "plain"))
            for (name, before, after) in embeddings {
                edges.append(GuardEdge(bytes: before + address + after, embedding: name))
            }
            edges.append(GuardEdge(bytes: teredo + address.map { ~$0 }, embedding: "Teredo"))
        }
        let six = edgeAddresses(of: version6)
        edges += six.map { GuardEdge(bytes: $0, embedding: "version 6") }
        return edges
    }()

    private static func edgeAddresses(of blocks: [SpecialBlock]) -> [[UInt8]] {
        var known: Set<[UInt8]> = []
        return blocks.flatMap { block in
            [below(block.prefix), block.prefix, block.last, above(block.last)].compactMap(\.self)
        }.filter { known.insert($0).inserted }
    }

    // One less, or nothing below zero.
    private static func below(_ bytes: [UInt8]) -> [UInt8]? {
        guard let index = bytes.lastIndex(where: { $0 > 0 }) else { return nil }
        var bytes = bytes
        bytes[index] -= 1
        for next in bytes.indices[(index + 1)...] { bytes[next] = 0xff }
        return bytes
    }

    // One more, or nothing above the last.
    private static func above(_ bytes: [UInt8]) -> [UInt8]? {
        guard let index = bytes.lastIndex(where: { $0 < 0xff }) else { return nil }
        var bytes = bytes
        bytes[index] += 1
        for next in bytes.indices[(index + 1)...] { bytes[next] = 0 }
        return bytes
    }
}
