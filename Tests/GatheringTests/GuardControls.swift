import Testing

/// An address that must be reached, and where.
struct GuardControl: Sendable, CustomTestStringConvertible {
    let text: String
    /// What the name in it resolves to.
    let answers: [String: [String]]
    /// Where the first connection goes.
    let target: String
    let reason: String

    var testDescription: String { "\(text): \(reason)" }

    private static func literal(_ address: String, _ reason: String) -> GuardControl {
        let host = address.contains(":") ? "[\(address)]" : address
        return GuardControl(
            text: "https://\(host)/a.png",
            answers: [:],
            target: address,
            reason: reason
        )
    }

    private static func name(
        _ text: String,
        _ name: String,
        _ answers: [String],
        _ reason: String
    ) -> GuardControl {
        GuardControl(text: text, answers: [name: answers], target: answers[0], reason: reason)
    }

    /// Every name with what it resolves to.
    static let answers = all.reduce(into: [String: [String]]()) { table, row in
        table.merge(row.answers) { first, _ in first }
    }

    static let all: [GuardControl] = [
        .literal("1.0.0.0", "the first public address"),
        .literal("1.1.1.1", "a resolver"),
        .literal("8.8.8.8", "a resolver"),
        .literal("9.255.255.255", "before private use"),
        .literal("11.0.0.0", "behind private use"),
        .literal("93.184.215.14", "a web host"),
        .literal("100.63.255.255", "before carrier NAT"),
        .literal("100.128.0.0", "behind carrier NAT"),
        .literal("104.16.0.1", "a content network"),
        .literal("126.255.255.255", "before loopback"),
        .literal("128.0.0.0", "behind loopback"),
        .literal("140.82.112.3", "a web host"),
        .literal("151.101.1.1", "a content network"),
        .literal("168.63.129.15", "before the host of an Azure machine"),
        .literal("168.63.129.17", "behind the host of an Azure machine"),
        .literal("169.253.255.255", "before link-local"),
        .literal("169.255.0.0", "behind link-local"),
        .literal("172.15.255.255", "before private use"),
        .literal("172.32.0.0", "behind private use"),
        .literal("185.199.108.153", "a web host"),
        .literal("191.255.255.255", "before the assignments of the IETF"),
        .literal("192.0.1.0", "between two special blocks"),
        .literal("192.0.3.0", "behind documentation"),
        .literal("192.31.195.255", "before AS112"),
        .literal("192.88.98.255", "before the relays of 6to4"),
        .literal("192.88.100.0", "behind the relays of 6to4"),
        .literal("192.167.255.255", "before private use"),
        .literal("192.169.0.0", "behind private use"),
        .literal("198.17.255.255", "before benchmarking"),
        .literal("198.20.0.0", "behind benchmarking"),
        .literal("198.51.101.1", "behind documentation"),
        .literal("203.0.112.255", "before documentation"),
        .literal("203.0.114.0", "behind documentation"),
        .literal("223.255.255.254", "the last before multicast"),
        .literal("2000::", "the first public address"),
        .literal("2001:200::1", "behind the assignments of the IETF"),
        .literal("2001:4860:4860::8888", "a resolver"),
        .literal("2001:db7:ffff::1", "before documentation"),
        .literal("2001:db9::", "behind documentation"),
        .literal("2003::1", "behind 6to4"),
        .literal("2400:cb00:2048:1::6810:1", "a content network"),
        .literal("2600:1f18::1", "a cloud"),
        .literal("2606:4700:4700::1111", "a resolver"),
        .literal("2606:2800:21f:cb07:6820:80da:af6b:8b2c", "a web host"),
        .literal("2606:4700::5efe:808:808", "ISATAP of a public address"),
        .literal("2606:4700::5eff:a00:1", "nearly ISATAP"),
        .literal("2620:4f:7fff::1", "before AS112"),
        .literal("2620:4f:8001::1", "behind AS112"),
        .literal("2620:fe::fe", "a resolver"),
        .literal("2a00:1450:4001:800::200e", "a web host"),
        .literal("2a04:4e42::645", "a content network"),
        .literal("3ffe:ffff::1", "before documentation"),
        .literal("3fff:1000::", "behind documentation"),
        .literal("3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "the last public address"),
        .name("https://c1.preflight.test/", "c1.preflight.test", ["93.184.215.14"], "a name"),
        .name("https://C2.Preflight.TEST/", "c2.preflight.test", ["1.0.0.1"], "upper case"),
        .name(
            "https://c3.preflight.test/",
            "c3.preflight.test",
            ["2606:4700::1111", "1.1.1.1"],
            "both versions"
        ),
        .name("https://c4.preflight.test:443/", "c4.preflight.test", ["1.0.0.4"], "the port 443"),
        .name("HTTPS://c5.preflight.test/", "c5.preflight.test", ["1.0.0.5"], "an upper scheme"),
        .name(
            "https://c6.preflight.test/?u=https://127.0.0.1/",
            "c6.preflight.test",
            ["1.0.0.6"],
            "an inner address in the query"
        ),
        .name(
            "https://c7.preflight.test#@127.0.0.1/",
            "c7.preflight.test",
            ["1.0.0.7"],
            "an inner address in the fragment"
        ),
        .name(
            "https://c8.preflight.test/@127.0.0.1",
            "c8.preflight.test",
            ["1.0.0.8"],
            "an at sign in the path"
        ),
        .name(
            "https://c9.preflight.test/%0d%0aHost:%20127.0.0.1",
            "c9.preflight.test",
            ["1.0.0.9"],
            "an encoded line break stays encoded"
        ),
        .name(
            "https://127.0.0.1.c10.preflight.test/",
            "127.0.0.1.c10.preflight.test",
            ["1.0.0.10"],
            "an inner address in front of a name"
        ),
        .name(
            "https://localhost.c11.preflight.test/",
            "localhost.c11.preflight.test",
            ["1.0.0.11"],
            "localhost in front of a name"
        ),
        .name(
            "https://xn--bcher-kva.example/",
            "xn--bcher-kva.example",
            ["1.0.0.12"],
            "a name in punycode"
        ),
        .name(
            "https://my_bucket.preflight.test/",
            "my_bucket.preflight.test",
            ["1.0.0.13"],
            "a bucket with an underscore"
        ),
        .name("https://1.c14.preflight.test//a//b", "1.c14.preflight.test", ["1.0.0.14"], "digits"),
    ]
}
