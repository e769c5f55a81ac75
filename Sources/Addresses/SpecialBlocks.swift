extension IPAddress {
    /// The block that makes this address unreachable for the provider; `nil` when it is public.
    ///
    /// Sources: the IANA special-purpose registries for IPv4 and IPv6, the multicast blocks, and
    /// 168.63.129.16, the host address of Azure. Of IPv6 only 2000::/3 is public at all.
    package var specialBlock: String? {
        switch self {
        case .v4(let value):
            return Self.v4Blocks.first { value >> (32 - $0.length) == $0.base >> (32 - $0.length) }?
                .name
        case .v6(let value):
            if let v4 = Self.embeddedV4(value), let block = IPAddress.v4(v4).specialBlock {
                return block + ", embedded in IPv6"
            }
            if value >> 125 != 0b001 { return Self.v6Name(value) }
            return Self.v6Blocks.first {
                value >> (128 - $0.length) == $0.base >> (128 - $0.length)
            }?.name
        }
    }

    private struct Block<Value: FixedWidthInteger & Sendable>: Sendable {
        let base: Value
        let length: Int
        let name: String

        init(_ base: Value, _ length: Int, _ name: String) {
            self.base = base
            self.length = length
            self.name = name
        }
    }

    private static let v4Blocks: [Block<UInt32>] = [
        Block(0xffff_ffff, 32, "broadcast"),
        Block(0xa83f_8110, 32, "the host of an Azure machine"),
        Block(0x0000_0000, 8, "this network"),
        Block(0x0a00_0000, 8, "private use"),
        Block(0x6440_0000, 10, "carrier NAT"),
        Block(0x7f00_0000, 8, "loopback"),
        Block(0xa9fe_0000, 16, "link-local"),
        Block(0xac10_0000, 12, "private use"),
        Block(0xc000_0000, 24, "IETF protocol assignments"),
        Block(0xc000_0200, 24, "documentation"),
        Block(0xc01f_c400, 24, "AS112"),
        Block(0xc034_c100, 24, "AMT"),
        Block(0xc058_6300, 24, "6to4 relays"),
        Block(0xc0a8_0000, 16, "private use"),
        Block(0xc0af_3000, 24, "AS112"),
        Block(0xc612_0000, 15, "benchmarking"),
        Block(0xc633_6400, 24, "documentation"),
        Block(0xcb00_7100, 24, "documentation"),
        Block(0xe000_0000, 4, "multicast"),
        Block(0xf000_0000, 4, "reserved"),
    ]

    private static let v6Blocks: [Block<UInt128>] = [
        Block(0x2001 << 112, 32, "Teredo"),
        Block(0x2001_0db8 << 96, 32, "documentation"),
        Block(0x2001 << 112, 23, "IETF protocol assignments"),
        Block(0x2002 << 112, 16, "6to4"),
        Block(0x2620_004f_8000 << 80, 48, "AS112"),
        Block(0x3fff << 112, 20, "documentation"),
    ]

    private static func v6Name(_ value: UInt128) -> String {
        switch value {
        case 0: "unspecified"
        case 1: "loopback"
        default:
            switch value >> 118 {
            case 0b11_1111_1010: "link-local"
            case 0b11_1111_1011: "site-local"
            case let top where top >> 2 == 0xff: "multicast"
            case let top where top >> 3 == 0b111_1110: "unique local"
            default: "not in the public block 2000::/3"
            }
        }
    }

    // Mapped, compatible, translated and NAT64 addresses end in one of version 4, and behind any
    // prefix those of ISATAP (RFC 5214, 6.1).
    private static func embeddedV4(_ value: UInt128) -> UInt32? {
        let prefixes: [UInt128] = [0, 0xffff, 0xffff_0000, 0x0064_ff9b << 64]
        let interface = UInt32(truncatingIfNeeded: value >> 32)
        let isISATAP = interface == 0x0000_5efe || interface == 0x0200_5efe
        guard value > 1, isISATAP || prefixes.contains(value >> 32) else { return nil }
        return UInt32(truncatingIfNeeded: value)
    }
}
