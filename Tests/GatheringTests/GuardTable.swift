import Addresses
import PreflightModel
import Testing

/// An address that must not be reached, and why somebody might hope that it is.
struct GuardCase: Sendable, CustomTestStringConvertible {
    /// How the guard ends it.
    enum Refusal: Hashable, Sendable {
        /// It leads to this address, which is not public.
        case inner(String)
        case malformed
        case insecure
        case credentials
    }

    /// What stands in the payload, or in `Location`.
    let text: String
    /// What the name in it resolves to.
    let answers: [String: [String]]
    let refusal: Refusal
    let reason: String

    var testDescription: String { "\(text.debugDescription): \(reason)" }

    /// Whether an outcome is this refusal.
    func isRefused(by outcome: AddressFacts.Outcome?, redirected isRedirected: Bool) -> Bool {
        switch (refusal, outcome) {
        case (.inner(let inner), .notPublic(let address, let block, let redirected)?):
            address == inner && !block.isEmpty && redirected == isRedirected
        case (.malformed, .malformed?), (.insecure, .insecure?), (.credentials, .credentials?): true
        default: false
        }
    }
}

extension GuardCase {
    /// A host in an address, which is read as an inner one.
    fileprivate static func host(_ host: String, _ inner: String, _ reason: String) -> GuardCase {
        GuardCase(
            text: "https://\(host)/a.png",
            answers: [:],
            refusal: .inner(inner),
            reason: reason
        )
    }

    /// A host that is no host.
    fileprivate static func noHost(_ host: String, _ reason: String) -> GuardCase {
        whole("https://\(host)/a.png", .malformed, reason)
    }

    /// A whole address.
    fileprivate static func whole(
        _ text: String,
        _ refusal: Refusal,
        _ reason: String
    ) -> GuardCase {
        GuardCase(text: text, answers: [:], refusal: refusal, reason: reason)
    }

    /// A name that resolves to these addresses, of which `inner` is the first that is not public.
    fileprivate static func name(
        _ name: String,
        _ answers: [String],
        inner: String? = nil,
        _ reason: String
    ) -> GuardCase {
        GuardCase(
            text: "https://\(name)/a.png",
            answers: [name.lowercased(): answers],
            refusal: .inner(inner ?? answers[0]),
            reason: reason
        )
    }
}

/// Addresses that must not be reached, written by hand.
enum GuardTable {
    static let all =
        version4 + metadata + version6 + embedded + names + mixed + spellings + schemes

    /// Every name of the table with what it resolves to.
    static let answers = all.reduce(into: [String: [String]]()) { table, row in
        table.merge(row.answers) { first, _ in first }
    }

    // MARK: Version 4

    static let version4: [GuardCase] = [
        .host("127.0.0.1", "127.0.0.1", "loopback"),
        .host("127.255.255.254", "127.255.255.254", "the last host of loopback"),
        .host("127.1", "127.0.0.1", "two parts"),
        .host("127.0.1", "127.0.0.1", "three parts"),
        .host("2130706433", "127.0.0.1", "one decimal number"),
        .host("0x7f000001", "127.0.0.1", "one hexadecimal number"),
        .host("0X7F000001", "127.0.0.1", "an upper-case prefix and digits"),
        .host("017700000001", "127.0.0.1", "one octal number"),
        .host("0177.0.0.1", "127.0.0.1", "an octal part"),
        .host("0x7f.0x0.0x0.0x1", "127.0.0.1", "four hexadecimal parts"),
        .host("0x7f.1", "127.0.0.1", "a hexadecimal part of two"),
        .host("127.0x1", "127.0.0.1", "a hexadecimal remainder"),
        .host("0177.1", "127.0.0.1", "an octal part of two"),
        .host("0x7f.0.01", "127.0.0.1", "three bases in one address"),
        .host("00000177.0.0.1", "127.0.0.1", "octal with padding"),
        .host("127.000.000.001", "127.0.0.1", "padded to three digits, which are octal"),
        .host("0x0000007f.0.0.1", "127.0.0.1", "hexadecimal with padding"),
        .host("0000000000000000000000000177.0.0.1", "127.0.0.1", "very long padding"),
        .host("127.65535", "127.0.255.255", "a remainder of two bytes"),
        .host("127.16777215", "127.255.255.255", "the largest remainder of three bytes"),
        .host("127.0.0.1:443", "127.0.0.1", "the port that is allowed"),
        .host("0.0.0.0", "0.0.0.0", "unspecified, which connects to this machine"),
        .host("0", "0.0.0.0", "the shortest spelling there is"),
        .host("00", "0.0.0.0", "an octal zero"),
        .host("0x", "0.0.0.0", "a prefix without digits, zero for some readers"),
        .host("0x0", "0.0.0.0", "a hexadecimal zero"),
        .host("0.1", "0.0.0.1", "this network in two parts"),
        .host("10.0.0.1", "10.0.0.1", "private use"),
        .host("10.1", "10.0.0.1", "private use in two parts"),
        .host("167772161", "10.0.0.1", "private use as a number"),
        .host("012.0.0.1", "10.0.0.1", "octal 12 is 10"),
        .host("0xa.1", "10.0.0.1", "hexadecimal a is 10"),
        .host("172.16.0.1", "172.16.0.1", "private use"),
        .host("172.31.255.255", "172.31.255.255", "the last of private use"),
        .host("172.1048577", "172.16.0.1", "the second part hidden in the remainder"),
        .host("192.168.0.1", "192.168.0.1", "private use"),
        .host("192.168.257", "192.168.1.1", "three parts"),
        .host("192.11010305", "192.168.1.1", "two parts"),
        .host("3232235777", "192.168.1.1", "private use as a number"),
        .host("0300.0250.1.1", "192.168.1.1", "private use in octal"),
        .host("100.64.0.1", "100.64.0.1", "carrier NAT"),
        .host("100.127.255.254", "100.127.255.254", "the end of carrier NAT"),
        .host("192.0.0.8", "192.0.0.8", "the dummy address of RFC 7600"),
        .host("192.0.0.9", "192.0.0.9", "port control, anycast"),
        .host("192.0.0.170", "192.0.0.170", "discovery of NAT64"),
        .host("192.0.2.1", "192.0.2.1", "documentation"),
        .host("198.51.100.7", "198.51.100.7", "documentation"),
        .host("203.0.113.7", "203.0.113.7", "documentation"),
        .host("198.18.0.1", "198.18.0.1", "benchmarking"),
        .host("198.19.255.254", "198.19.255.254", "the end of benchmarking"),
        .host("192.88.99.1", "192.88.99.1", "a relay of 6to4"),
        .host("192.31.196.1", "192.31.196.1", "AS112"),
        .host("192.52.193.1", "192.52.193.1", "multicast through tunnels"),
        .host("192.175.48.1", "192.175.48.1", "AS112 for private reverse names"),
        .host("224.0.0.1", "224.0.0.1", "multicast to all hosts here"),
        .host("239.255.255.250", "239.255.255.250", "the multicast of SSDP"),
        .host("240.0.0.1", "240.0.0.1", "reserved"),
        .host("255.255.255.255", "255.255.255.255", "broadcast"),
        .host("4294967295", "255.255.255.255", "broadcast as a number"),
        .host("037777777777", "255.255.255.255", "broadcast in octal"),
    ]

    // MARK: Metadata of clouds

    static let metadata: [GuardCase] = [
        .host("169.254.169.254", "169.254.169.254", "metadata of AWS, GCP, Azure and many more"),
        .host("2852039166", "169.254.169.254", "metadata as a number"),
        .host("0xa9fea9fe", "169.254.169.254", "metadata in hexadecimal"),
        .host("0xA9.0xFE.0xA9.0xFE", "169.254.169.254", "metadata in four hexadecimal parts"),
        .host("0251.0376.0251.0376", "169.254.169.254", "metadata in four octal parts"),
        .host("025177524776", "169.254.169.254", "metadata in octal"),
        .host("169.254.43518", "169.254.169.254", "metadata in three parts"),
        .host("169.16689662", "169.254.169.254", "metadata in two parts"),
        .host("0xa9.254.0251.254", "169.254.169.254", "metadata in three bases"),
        .host("169.254.170.2", "169.254.170.2", "credentials of AWS ECS tasks"),
        .host("169.254.170.23", "169.254.170.23", "credentials of AWS EKS pods"),
        .host("169.254.169.253", "169.254.169.253", "the resolver of AWS"),
        .host("169.254.169.123", "169.254.169.123", "the clock of AWS"),
        .host("169.254.0.23", "169.254.0.23", "metadata of Tencent"),
        .host("169.254.42.42", "169.254.42.42", "metadata of Scaleway"),
        .host("168.63.129.16", "168.63.129.16", "the host of an Azure machine, in a public block"),
        .host("2822734096", "168.63.129.16", "the host of an Azure machine as a number"),
        .host("0xa8.0x3f.0x81.0x10", "168.63.129.16", "the same in hexadecimal"),
        .host("100.100.100.200", "100.100.100.200", "metadata of Alibaba"),
        .host("0x646464c8", "100.100.100.200", "metadata of Alibaba in hexadecimal"),
        .host("100.96.0.96", "100.96.0.96", "metadata of Volcengine"),
        .host("192.0.0.192", "192.0.0.192", "metadata of Oracle's classic cloud"),
        .host("[fd00:ec2::254]", "fd00:ec2::254", "metadata of AWS in version 6"),
        .host("[FD00:0EC2:0:0:0:0:0:254]", "fd00:ec2::254", "the same written out"),
        .host("[fd00:ec2::253]", "fd00:ec2::253", "the resolver of AWS in version 6"),
        .host("[fd20:ce::254]", "fd20:ce::254", "metadata of GCP in version 6"),
        .host("[fd00:c1::a9fe:a9fe]", "fd00:c1::a9fe:a9fe", "metadata of Oracle in version 6"),
        .host("[fd00:42::42]", "fd00:42::42", "metadata of Scaleway in version 6"),
        .host("[fe80::a9fe:a9fe]", "fe80::a9fe:a9fe", "metadata of OpenStack in version 6"),
        .name("metadata.google.internal", ["169.254.169.254"], "metadata of GCP by name"),
        .name("METADATA.Google.Internal", ["169.254.169.254"], "the same in mixed case"),
        .noHost("metadata", "the short name of GCP's metadata"),
        .name("instance-data.ec2.internal", ["169.254.169.254"], "metadata of AWS by name"),
        .name("metadata.azure.internal", ["169.254.169.254"], "metadata of Azure by name"),
        .name("metadata.tencentyun.com", ["169.254.0.23"], "metadata of Tencent by name"),
        .name("metadata.platformequinix.com", ["192.0.2.9"], "a name that may lead inside"),
        .name("metadata.digitalocean.test", ["169.254.169.254"], "metadata of DigitalOcean"),
        .name("wire.server.test", ["168.63.129.16"], "the host of an Azure machine by name"),
    ]

    // MARK: Version 6

    static let version6: [GuardCase] = [
        .host("[::1]", "::1", "loopback"),
        .host("[0:0:0:0:0:0:0:1]", "::1", "loopback written out"),
        .host("[0000:0000:0000:0000:0000:0000:0000:0001]", "::1", "loopback with all zeros"),
        .host("[0::1]", "::1", "a zero before the gap"),
        .host("[::0:1]", "::1", "a zero behind the gap"),
        .host("[0:0::0:1]", "::1", "a gap in the middle"),
        .host("[::0.0.0.1]", "::1", "loopback with a dotted end"),
        .host("[::1]:443", "::1", "the port that is allowed"),
        .host("[::]", "::", "unspecified, which connects to this machine"),
        .host("[0::]", "::", "unspecified with a zero"),
        .host("[::0.0.0.0]", "::", "unspecified with a dotted end"),
        .host("[fe80::1]", "fe80::1", "link-local"),
        .host("[febf::1]", "febf::1", "the end of link-local"),
        .host("[fec0::1]", "fec0::1", "site-local, given up but in use"),
        .host("[fc00::1]", "fc00::1", "unique local"),
        .host("[FDFF:FFFF::1]", "fdff:ffff::1", "unique local in upper case"),
        .host("[ff02::1]", "ff02::1", "multicast to all nodes here"),
        .host("[ff0e::1]", "ff0e::1", "multicast everywhere"),
        .host("[100::1]", "100::1", "discard only"),
        .host("[100:0:0:1::1]", "100:0:0:1::1", "the dummy prefix of RFC 9780"),
        .host("[2001:db8::1]", "2001:db8::1", "documentation"),
        .host("[3fff::1]", "3fff::1", "documentation of RFC 9637"),
        .host("[2001:2::1]", "2001:2::1", "benchmarking"),
        .host("[2001:10::1]", "2001:10::1", "ORCHID"),
        .host("[2001:20::1]", "2001:20::1", "ORCHID, version 2"),
        .host("[2001:1::1]", "2001:1::1", "port control, anycast"),
        .host("[5f00::1]", "5f00::1", "segment routing"),
        .host("[2620:4f:8000::1]", "2620:4f:8000::1", "AS112 for private reverse names"),
        .host("[4000::1]", "4000::1", "not handed out"),
        .host("[1fff::1]", "1fff::1", "just before the public block"),
        .host("[e000::1]", "e000::1", "not handed out"),
    ]

    // MARK: Version 4 within version 6

    static let embedded: [GuardCase] = [
        .host("[::ffff:127.0.0.1]", "::ffff:7f00:1", "mapped loopback"),
        .host("[::ffff:7f00:1]", "::ffff:7f00:1", "mapped loopback in hexadecimal"),
        .host("[::FFFF:7F00:0001]", "::ffff:7f00:1", "mapped loopback in upper case"),
        .host("[0:0:0:0:0:ffff:127.0.0.1]", "::ffff:7f00:1", "mapped loopback written out"),
        .host("[::ffff:169.254.169.254]", "::ffff:a9fe:a9fe", "mapped metadata"),
        .host("[::ffff:a9fe:a9fe]", "::ffff:a9fe:a9fe", "mapped metadata in hexadecimal"),
        .host("[::ffff:10.0.0.1]", "::ffff:a00:1", "mapped private use"),
        .host("[::ffff:168.63.129.16]", "::ffff:a83f:8110", "mapped host of an Azure machine"),
        .host("[::ffff:0.0.0.0]", "::ffff:0:0", "mapped unspecified"),
        .host("[::ffff:8.8.8.8]", "::ffff:808:808", "mapped, even if the inside is public"),
        .host("[::127.0.0.1]", "::7f00:1", "compatible loopback"),
        .host("[::7f00:1]", "::7f00:1", "compatible loopback in hexadecimal"),
        .host("[::10.0.0.1]", "::a00:1", "compatible private use"),
        .host("[::8.8.8.8]", "::808:808", "compatible, even if the inside is public"),
        .host("[::ffff:0:127.0.0.1]", "::ffff:0:7f00:1", "translated loopback"),
        .host("[::ffff:0:a9fe:a9fe]", "::ffff:0:a9fe:a9fe", "translated metadata"),
        .host("[64:ff9b::127.0.0.1]", "64:ff9b::7f00:1", "loopback through NAT64"),
        .host("[64:ff9b::a9fe:a9fe]", "64:ff9b::a9fe:a9fe", "metadata through NAT64"),
        .host("[64:ff9b::8.8.8.8]", "64:ff9b::808:808", "NAT64, even if the inside is public"),
        .host("[64:ff9b:1::10.0.0.1]", "64:ff9b:1::a00:1", "private use through local NAT64"),
        .host("[2002:7f00:1::1]", "2002:7f00:1::1", "loopback through 6to4"),
        .host("[2002:a9fe:a9fe::]", "2002:a9fe:a9fe::", "metadata through 6to4"),
        .host("[2002:0a00:0001::a]", "2002:a00:1::a", "private use through 6to4"),
        .host(
            "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
            "2001:0:4136:e378:8000:63bf:80ff:fffe",
            "loopback behind Teredo, inverted"
        ),
        .host(
            "[2001:0:4136:e378:0:0:5601:5601]",
            "2001:0:4136:e378::5601:5601",
            "metadata behind Teredo, inverted"
        ),
        .host("[2001:0:7f00:1::1]", "2001:0:7f00:1::1", "loopback as the server of Teredo"),
        .host("[::5efe:127.0.0.1]", "::5efe:7f00:1", "loopback through ISATAP"),
        .host("[fe80::5efe:10.0.0.1]", "fe80::5efe:a00:1", "private use through ISATAP here"),
        .host("[fe80::200:5efe:10.0.0.1]", "fe80::200:5efe:a00:1", "ISATAP of a global address"),
        .host(
            "[2606:4700::5efe:10.0.0.1]",
            "2606:4700::5efe:a00:1",
            "ISATAP below a public prefix"
        ),
        .host(
            "[2606:4700::200:5efe:a9fe:a9fe]",
            "2606:4700::200:5efe:a9fe:a9fe",
            "the same for metadata"
        ),
    ]

    // MARK: Names

    static let names: [GuardCase] = [
        .host("localhost", "localhost", "the name of this machine"),
        .host("LocalHost", "localhost", "in mixed case"),
        .host("a.localhost", "a.localhost", "below the name of this machine"),
        .host("localhost:443", "localhost", "with the port that is allowed"),
        .noHost("localhost.", "the name of this machine with a trailing dot"),
        .noHost("a.localhost.", "below it with a trailing dot"),
        .noHost("ip6-localhost", "a name of many hosts files"),
        .noHost("kubernetes", "a name without a dot"),
        .name("localhost.localdomain", ["127.0.0.1"], "a name of many hosts files"),
        .name("localtest.me", ["127.0.0.1"], "a public name that leads inside"),
        .name("127.0.0.1.nip.io", ["127.0.0.1"], "a name that spells its address"),
        .name("169-254-169-254.sslip.io", ["169.254.169.254"], "the same with hyphens"),
        .name("customer1.app.localhost.my.example", ["127.0.0.1"], "localhost in the middle"),
        .name("six.preflight.test", ["::1"], "loopback of version 6"),
        .name("mapped.preflight.test", ["::ffff:127.0.0.1"], inner: "::ffff:7f00:1", "mapped"),
        .name("nat64.preflight.test", ["64:ff9b::10.0.0.1"], inner: "64:ff9b::a00:1", "NAT64"),
        .name("sixtofour.preflight.test", ["2002:7f00:1::1"], "6to4"),
        .name("isatap.preflight.test", ["2606:4700::5efe:a00:1"], "ISATAP"),
        .name("any.preflight.test", ["0.0.0.0"], "unspecified"),
        .name("anysix.preflight.test", ["::"], "unspecified of version 6"),
        .name("private.preflight.test", ["192.168.1.1"], "private use"),
        .name("nat.preflight.test", ["100.64.0.1"], "carrier NAT"),
        .name("local.preflight.test", ["fe80::1"], "link-local"),
        .name("unique.preflight.test", ["fd12:3456:789a::1"], "unique local"),
        .name("cast.preflight.test", ["224.0.0.251"], "multicast"),
        .name("all.preflight.test", ["255.255.255.255"], "broadcast"),
        .name("printer.local", ["169.254.7.7"], "a name of multicast DNS"),
        .name("kubernetes.default.svc", ["10.96.0.1"], "the API of a cluster"),
        .name("host.docker.internal", ["192.168.65.254"], "the host of a container"),
        .name("xn--e1afmkfd.example", ["10.0.0.7"], "punycode that leads inside"),
    ]

    // MARK: Several answers

    static let mixed: [GuardCase] = [
        .name(
            "m1.preflight.test",
            ["1.1.1.1", "127.0.0.1"],
            inner: "127.0.0.1",
            "behind a public one"
        ),
        .name("m2.preflight.test", ["127.0.0.1", "1.1.1.1"], "before a public one"),
        .name(
            "m3.preflight.test",
            ["1.1.1.1", "10.0.0.1", "8.8.8.8"],
            inner: "10.0.0.1",
            "in the middle"
        ),
        .name("m4.preflight.test", ["2606:4700::1111", "::1"], inner: "::1", "all of version 6"),
        .name("m5.preflight.test", ["1.1.1.1", "::1"], inner: "::1", "the inner one of version 6"),
        .name(
            "m6.preflight.test",
            ["2606:4700::1111", "169.254.169.254"],
            inner: "169.254.169.254",
            "the inner one of version 4"
        ),
        .name(
            "m7.preflight.test",
            ["1.1.1.1", "::ffff:1.1.1.1"],
            inner: "::ffff:101:101",
            "the same one, mapped"
        ),
        .name(
            "m8.preflight.test",
            ["1.1.1.1", "8.8.8.8", "9.9.9.9", "0.0.0.0"],
            inner: "0.0.0.0",
            "the last of four"
        ),
        .name(
            "m9.preflight.test",
            ["168.63.129.15", "168.63.129.16"],
            inner: "168.63.129.16",
            "a neighbour of Azure's host"
        ),
    ]

    // MARK: Spellings that readers disagree about

    static let spellings: [GuardCase] = [
        .noHost("127.0.0.1.", "a trailing dot"),
        .noHost("127.0.0.1..", "two trailing dots"),
        .noHost(".127.0.0.1", "a leading dot"),
        .noHost("127..0.1", "an empty part"),
        .noHost("0x7f000001.", "a number with a trailing dot"),
        .noHost("256.256.256.256", "parts that overflow"),
        .noHost("127.0.0.257", "a last part that overflows"),
        .noHost("127.0.65536", "a remainder that overflows"),
        .noHost("4294967297", "a number that overflows to 0.0.0.1"),
        .noHost("6425673729", "a number that overflows to loopback"),
        .noHost("0x17f000001", "hexadecimal that overflows to loopback"),
        .noHost("340282366920938463463374607431768211457", "a number that overflows 128 bits"),
        .noHost("127.0.0.0.1", "five parts"),
        .noHost("127.0.0.09", "an octal part with a nine"),
        .host("127.0.0.0x", "127.0.0.0", "a prefix without digits as the last part"),
        .noHost("-127.0.0.1", "a negative part"),
        .noHost("127.0.0.-1", "a negative end"),
        .name("127.0.0.1e0", ["127.0.0.1"], "an exponent, which makes it a name"),
        .noHost("8.8.2056", "a public one in three parts"),
        .noHost("134744072", "a public one as a number"),
        .noHost("010.8.8.8", "8 for some readers, 10 for others"),
        .noHost("[::1", "no closing bracket"),
        .noHost("::1", "no brackets"),
        .noHost("[[::1]]", "two brackets"),
        .noHost("[::1]x", "something behind the bracket"),
        .noHost("[127.0.0.1]", "version 4 in brackets"),
        .noHost("[localhost]", "a name in brackets"),
        .noHost("[v1.127.0.0.1]", "an address of the future"),
        .noHost("[::1%25lo]", "a zone"),
        .noHost("[::1%lo]", "a zone with a bare per cent sign"),
        .noHost("[fe80::1%25eth0]", "a zone of a link"),
        .noHost("[fe80::1%25]", "an empty zone"),
        .noHost("[::ffff:127.1]", "a short dotted end"),
        .noHost("[::ffff:0x7f.0.0.1]", "a hexadecimal dotted end"),
        .noHost("[::ffff:0177.0.0.1]", "an octal dotted end"),
        .noHost("[::127.0.0.1:1]", "a dotted part that is not last"),
        .noHost("[0:0:0:0:0:0:0:0:1]", "nine groups"),
        .noHost("[::00001]", "a group of five digits"),
        .noHost("[0::0::1]", "two gaps"),
        .noHost("%31%32%37.0.0.1", "encoded digits"),
        .noHost("127%2e0%2e0%2e1", "encoded dots"),
        .noHost("%6c%6f%63%61%6c%68%6f%73%74", "an encoded name"),
        .noHost("127.0.0.1%00.example.com", "an encoded NUL"),
        .noHost("127.0.0.1%2f.example.com", "an encoded slash"),
        .noHost("127.0.0.1%23.example.com", "an encoded number sign"),
        .noHost("127.0.0.1%20.example.com", "an encoded space"),
        .noHost("%5b::1%5d", "encoded brackets"),
        .noHost("%2531%2532%2537.0.0.1", "digits that are encoded twice"),
        .noHost("１２７.0.0.1", "full-width digits"),
        .noHost("①②⑦.0.0.①", "digits in circles"),
        .noHost("١٢٧.0.0.1", "Arabic digits"),
        .noHost("𝟭𝟮𝟳.0.0.1", "mathematical digits"),
        .noHost("127。0。0。1", "ideographic full stops"),
        .noHost("127．0．0．1", "full-width full stops"),
        .noHost("127｡0｡0｡1", "half-width full stops"),
        .noHost("ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "letters in circles"),
        .noHost("localho\u{17f}t", "a long s"),
        .noHost("loc\u{ad}alhost", "a soft hyphen"),
        .noHost("local\u{200b}host", "a space of no width"),
        .noHost("loca\u{2113}host", "a script l"),
        .noHost("[::\u{ff11}]", "a full-width digit in version 6"),
        .noHost("127.0.0.1\u{2044}example.com", "a fraction slash"),
        .noHost("127.0.0.1\u{ff0f}example.com", "a full-width slash"),
        .noHost("example.com\u{2100}127.0.0.1", "a sign that decomposes into a slash"),
        .noHost("127.0\t.0.1", "a tab, which browsers leave out"),
        .noHost("127.0\n.0.1", "a line feed, which browsers leave out"),
        .noHost("127.0\r.0.1", "a carriage return, which browsers leave out"),
        .noHost("127.0.0.1 ", "a space behind"),
        .noHost(" 127.0.0.1", "a space before"),
        .noHost("127.0.0.1\u{0}", "a NUL behind"),
        .noHost("example.com\u{0}.127.0.0.1", "a NUL in the middle"),
        .noHost("127.0.0.1\\.example.com", "a backslash"),
        .noHost("example.com\\@127.0.0.1", "a backslash before user info"),
        .noHost("example.com\r\nHost: localhost", "a header in the host"),
        .noHost("example.com\u{85}127.0.0.1", "a next line"),
        .whole("https://example.com/\r\nHost: localhost\r\n", .malformed, "a header in the path"),
        .whole("https://example.com/a\tb", .malformed, "a tab in the path"),
        .whole("https:\\\\127.0.0.1\\a.png", .malformed, "backslashes for slashes"),
        .whole("https:/127.0.0.1/a.png", .malformed, "one slash"),
        .whole("https:127.0.0.1/a.png", .malformed, "no slash"),
        .whole("https:///127.0.0.1/a.png", .malformed, "three slashes"),
        .whole("//127.0.0.1/a.png", .malformed, "no scheme"),
        .whole("127.0.0.1/a.png", .malformed, "no scheme and no slashes"),
        .whole(" https://127.0.0.1/a.png", .malformed, "a space before the scheme"),
        .whole("ht\ttps://127.0.0.1/a.png", .malformed, "a tab in the scheme"),
        .whole("https\u{ff1a}//127.0.0.1/a.png", .malformed, "a full-width colon"),
        .whole(
            "https://127.0.0.1#@example.com/",
            .inner("127.0.0.1"),
            "a fragment with an at sign"
        ),
        .whole("https://127.0.0.1?@example.com/", .inner("127.0.0.1"), "a query with an at sign"),
        .whole("https://[::1]?.example.com/", .inner("::1"), "a query that looks like a domain"),
        .whole("https://127.0.0.1@example.com/", .credentials, "user info that looks like a host"),
        .whole("https://example.com@127.0.0.1/", .credentials, "a host that looks like user info"),
        .whole("https://example.com:443@[::1]/", .credentials, "user info with a port"),
        .whole("https://@127.0.0.1/", .credentials, "empty user info"),
        .whole("https://:@127.0.0.1/", .credentials, "empty user and password"),
        .whole("https://a@example.com@127.0.0.1/", .credentials, "two at signs"),
        .whole("https://example.com&@127.0.0.1/", .credentials, "an ampersand in user info"),
        .whole("https://example.com%23@127.0.0.1/", .credentials, "an encoded number sign"),
        .whole("https://example.com:22/", .malformed, "the port of SSH"),
        .whole("https://example.com:80/", .malformed, "the port of HTTP"),
        .whole("https://example.com:6379/", .malformed, "the port of Redis"),
        .whole("https://example.com:65979/", .malformed, "a port that overflows to 443"),
        .whole("https://example.com:0443/", .malformed, "a padded port"),
        .whole("https://example.com:+443/", .malformed, "a signed port"),
        .whole("https://example.com:-1/", .malformed, "a negative port"),
        .whole("https://example.com:/", .malformed, "an empty port"),
        .whole("https://example.com:443:22/", .malformed, "two ports"),
        .whole("https://[2606:4700::1111]:22/", .malformed, "a port behind a bracket"),
        .whole("https://example.com:４４３/", .malformed, "a full-width port"),
    ]

    // MARK: Schemes

    static let schemes: [GuardCase] = [
        .whole("http://127.0.0.1/", .insecure, "http to loopback"),
        .whole("HTTP://example.com/", .insecure, "http in upper case"),
        .whole("file:///etc/passwd", .insecure, "a local file"),
        .whole("FILE://localhost/etc/passwd", .insecure, "a local file with a host"),
        .whole("ftp://127.0.0.1/", .insecure, "FTP"),
        .whole("gopher://127.0.0.1:6379/_INFO", .insecure, "gopher, which speaks to Redis"),
        .whole("dict://127.0.0.1:11211/stat", .insecure, "dict, which speaks to Memcached"),
        .whole("ldap://127.0.0.1/", .insecure, "LDAP"),
        .whole("tftp://127.0.0.1/a", .insecure, "TFTP"),
        .whole("smb://127.0.0.1/c", .insecure, "a Windows share"),
        .whole("ws://127.0.0.1/", .insecure, "a web socket"),
        .whole("wss://127.0.0.1/", .insecure, "a web socket with TLS"),
        .whole("unix:/run/docker.sock", .insecure, "a socket of this machine"),
        .whole("https+unix://%2Frun%2Fdocker.sock/", .insecure, "the same with https in front"),
        .whole("jar:https://127.0.0.1!/a", .insecure, "an archive"),
        .whole("url:https://127.0.0.1/", .insecure, "a prefix that some readers drop"),
        .whole("view-source:https://127.0.0.1/", .insecure, "a prefix of browsers"),
        .whole("javascript:fetch('https://127.0.0.1')", .insecure, "a program"),
        .whole("php://filter/resource=a", .insecure, "a stream of PHP"),
        .whole("httpss://127.0.0.1/", .insecure, "one letter more"),
    ]
}
