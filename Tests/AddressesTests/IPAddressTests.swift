import Testing

@testable import Addresses

/// Reads a literal of either version in its right spelling.
private func address(_ text: String) throws -> IPAddress {
    try #require(IPAddress(dottedDecimal: text) ?? IPAddress(v6: text), "\(text)")
}

struct SpecialBlockTests {
    @Test(arguments: [
        ("0.0.0.0", "0.255.255.255", "", "1.0.0.0"),
        ("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
        ("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"),
        ("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"),
        ("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"),
        ("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"),
        ("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"),
        ("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"),
        ("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"),
        ("192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"),
        ("192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"),
        ("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"),
        ("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"),
        ("192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"),
        ("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"),
        ("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"),
        ("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"),
        ("224.0.0.0", "255.255.255.255", "223.255.255.255", ""),
        ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "", "2000::"),
        (
            "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
            "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"
        ),
        (
            "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"
        ),
        (
            "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"
        ),
        (
            "2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff",
            "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff", "2620:4f:8001::"
        ),
        (
            "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
            "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"
        ),
        (
            "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
            "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ""
        ),
    ])
    func `a block ends where the registry says`(
        first: String,
        last: String,
        before: String,
        after: String
    ) throws {
        #expect(try address(first).specialBlock != nil)
        #expect(try address(last).specialBlock != nil)
        for neighbour in [before, after] where !neighbour.isEmpty {
            #expect(try address(neighbour).specialBlock == nil, "\(neighbour)")
        }
    }

    @Test(arguments: [
        ("127.0.0.1", "loopback"), ("10.1.2.3", "private use"), ("169.254.169.254", "link-local"),
        ("168.63.129.16", "the host of an Azure machine"), ("255.255.255.255", "broadcast"),
        ("224.0.0.1", "multicast"), ("240.0.0.1", "reserved"), ("100.100.100.200", "carrier NAT"),
        ("::1", "loopback"), ("::", "unspecified"), ("fe80::1", "link-local"),
        ("febf::1", "link-local"), ("fec0::1", "site-local"), ("fc00::1", "unique local"),
        ("fdff::1", "unique local"), ("ff02::1", "multicast"), ("2001:0:1::1", "Teredo"),
        ("2002:808:808::1", "6to4"), ("2001:db8::1", "documentation"),
        (
            "fd00:ec2::254",
            "unique local"
        ), ("::ffff:127.0.0.1", "loopback, embedded in IPv6"),
        ("64:ff9b::a00:1", "private use, embedded in IPv6"),
        ("2606:4700::5efe:a00:1", "private use, embedded in IPv6"),
        ("2606:4700::200:5efe:7f00:1", "loopback, embedded in IPv6"),
        (
            "5f00::1",
            "not in the public block 2000::/3"
        ), ("100::1", "not in the public block 2000::/3"),
        ("64:ff9b:1::1", "not in the public block 2000::/3"),
        (
            "fe00::1",
            "not in the public block 2000::/3"
        ),
    ])
    func `a block is named`(text: String, name: String) throws {
        #expect(try address(text).specialBlock == name)
    }

    @Test(arguments: ["::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::8.8.8.8", "::ffff:0:8.8.8.8"])
    func `an embedded address is not public even if the embedded one is`(text: String) throws {
        #expect(try address(text).specialBlock == "not in the public block 2000::/3")
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.9.9.9", "93.184.216.34", "100.63.0.1", "100.128.0.1", "104.16.0.1",
        "128.0.0.1", "151.101.1.1", "168.63.129.17", "172.15.0.1", "172.32.0.1", "185.199.108.153",
        "192.0.1.1", "198.20.0.1", "199.0.0.1", "203.0.112.1", "223.255.255.254",
        "2606:4700:4700::1111", "2001:4860:4860::8888", "2a00:1450:4001:800::200e", "2400:cb00::1",
        "2620:fe::fe", "2600:1901::1", "2001:200::1", "3ffe::1", "2003::1",
        "2606:4700::5efe:808:808", "2606:4700::5eff:a00:1",
    ])
    func `a public address is public`(text: String) throws {
        #expect(try address(text).specialBlock == nil)
    }
}

struct IPAddressTests {
    @Test(arguments: [
        "127.1", "127.0.1", "2130706433", "0x7f000001", "0X7F.0.0.1", "017700000001", "0177.0.0.1",
        "0x7f.0.0.0x1", "127.0.0.01", "0x7f.1", "127.0x1", "00177.0.0.1", "127.0.0.1",
    ])
    func `every spelling of the C library is read`(text: String) throws {
        #expect(IPAddress(anySpelling: text) == IPAddress(dottedDecimal: "127.0.0.1"))
    }

    @Test(arguments: [
        "", ".", "1.", ".1", "1..2", "256.0.0.1", "1.2.3.256", "1.2.65536", "1.16777216",
        "4294967296", "1.2.3.4.5", "0x100000000", "08", "1.2.3.09", "a.b.c.d", "-1", "+1", "1 ",
        "99999999999999999999", "0xg",
    ])
    func `a number that is no address is refused`(text: String) {
        #expect(IPAddress(anySpelling: text) == nil)
    }

    @Test(arguments: [
        "", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.04", "0x1.2.3.4", "1.2.3.256", "1.2.3.-4",
        "1.2.3.+4", "1.2.3. 4", "1.2..4", "1.2.3.4.", "1.2.3.1000", "１.2.3.4", "1.2.3.٤",
    ])
    func `dotted decimal has one spelling`(text: String) {
        #expect(IPAddress(dottedDecimal: text) == nil)
    }

    @Test(arguments: [
        ("::", "::"), ("::1", "::1"), ("0:0:0:0:0:0:0:1", "::1"), ("1::", "1::"),
        ("2001:DB8::A", "2001:db8::a"), ("2001:0db8:0000:0000:0000:0000:0000:000a", "2001:db8::a"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"), ("::1.2.3.4", "::102:304"),
        ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"), ("::ffff:7f00:1", "::ffff:7f00:1"),
        ("0:0:1:0:0:0:0:0", "0:0:1::"), ("fe80::0:1", "fe80::1"),
    ])
    func `version 6 is read in all spellings and written in one`(
        text: String,
        spelling: String
    )
        throws
    {
        let address = try #require(IPAddress(v6: text))
        #expect(address.description == spelling)
        #expect(IPAddress(v6: spelling) == address)
    }

    @Test(arguments: [
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8", "1::2::3", "1:::2", ":1::2", "1::2:", "12345::", "g::", "-1::", "+1::",
        "::1%eth0", "::1%25eth0", "::1.2.3", "::1.2.3.256", "::01.2.3.4", "::0x7f.0.0.1", "1.2.3.4",
        "1.2.3.4::", "::1.2.3.4:5", "[::1]", " ::1", "::1 ", "1:2:3:4:5:6:7:1.2.3.4", "::１",
    ])
    func `what RFC 4291 does not allow is refused`(text: String) {
        #expect(IPAddress(v6: text) == nil)
    }

    @Test func `descriptions are read back as the same address`() {
        // A fixed sequence (Knuth's constants), so that a failure can be repeated.
        var state: UInt64 = 1
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 16
        }
        for _ in 0..<2000 {
            let groups = (0..<8).map { _ in next() % 3 == 0 ? next() & 0xffff : 0 }
            let v6 = IPAddress.v6(groups.reduce(0) { $0 << 16 | UInt128($1) })
            #expect(IPAddress(v6: v6.description) == v6)
            let v4 = IPAddress.v4(UInt32(truncatingIfNeeded: next()))
            #expect(IPAddress(dottedDecimal: v4.description) == v4)
        }
    }

    @Test func `bytes are read most significant first`() {
        #expect(IPAddress(bytes: [127, 0, 0, 1])?.description == "127.0.0.1")
        let loopback = [UInt8](repeating: 0, count: 15) + [1]
        #expect(IPAddress(bytes: loopback)?.description == "::1")
        #expect(IPAddress(bytes: []) == nil)
        #expect(IPAddress(bytes: [1, 2, 3, 4, 5]) == nil)
    }
}
