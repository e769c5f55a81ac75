import PreflightModel
import Testing

@testable import Addresses

struct ImageAddressTests {
    @Test(
        arguments: [
            ("https://h.example/a.png", []),
            (
                "http://u:p@127.0.0.1:8080/x.png",
                [
                    .insecure(scheme: "http"), .credentials,
                    .notPublic(address: "127.0.0.1", block: "loopback", redirected: false),
                    .malformed(.port("8080")),
                ]
            ),
            ("https://u@h.example:1/", [.credentials, .malformed(.port("1"))]),
            (
                "http://h.example/a b",
                [
                    .insecure(scheme: "http"), .malformed(.character(code: 0x20, offset: 18)),
                ]
            ),
            (
                "https://[::1]:99/a?b@c:d",
                [
                    .notPublic(address: "::1", block: "loopback", redirected: false),
                    .malformed(.port("99")),
                ]
            ),
            (
                "http://h.example/a%zz",
                [.insecure(scheme: "http"), .malformed(.percentEncoding(offset: 18))]
            ),
            ("https://host_/x@y:1", [.malformed(.hostName)]),
            ("ftp://u@h.example/", [.insecure(scheme: "ftp")]), ("https:", [.malformed(.noHost)]),
            ("", [.malformed(.noScheme)]),
        ] as [(String, [AddressFacts.Outcome])]
    )
    func `all that is wrong with a spelling is told`(
        address: String,
        obstacles: [AddressFacts.Outcome]
    ) {
        #expect(ImageAddress.obstacles(in: address) == obstacles)
    }

    @Test(arguments: [
        "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001",
        "0x7f.0.0.1", "0X7F.1", "017700000001", "0177.0.0.1", "0177.0.0.01", "127.0.0.0x1",
        "0.0.0.0", "0", "0x0", "00", "0.0", "10.0.0.1", "10.1", "167772161", "012.0.0.1",
        "0xa.0.0.1", "172.16.0.1", "172.31.255.255", "0xac.0x10.0.1", "192.168.1.1", "192.168.257",
        "3232235777", "0xc0a80101", "030052000401", "0300.0250.1.1", "169.254.169.254",
        "169.254.43518", "2852039166", "0xa9fea9fe", "025177524776", "0251.0376.0251.0376",
        "169.254.170.2", "168.63.129.16", "2822734096", "100.64.0.1", "100.100.100.200",
        "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.255.255.255", "240.0.0.1", "255.255.255.255", "4294967295", "0xffffffff",
        "037777777777", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1",
        "[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]",
        "[::0.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::FFFF:7F00:0001]",
        "[0:0:0:0:0:ffff:127.0.0.1]", "[::127.0.0.1]", "[::ffff:0:127.0.0.1]",
        "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]",
        "[64:ff9b::127.0.0.1]", "[64:ff9b::169.254.169.254]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
        "[2002:a9fe:a9fe::1]", "[2002:808:808::1]", "[2001:0:53aa:64c:0:fbfe:80ff:fffe]",
        "[2001::1]", "[2001:20::1]", "[2001:db8::1]", "[3fff::1]", "[fe80::1]", "[febf::1]",
        "[fec0::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[ff0e::1]", "[100::1]",
        "[5f00::1]", "[4000::1]", "[2620:4f:8000::1]", "[::ffff:8.8.8.8]", "localhost",
        "LOCALHOST", "a.localhost",
    ])
    func `a host that is not public is refused in every spelling`(host: String) {
        let outcome = #expect(throws: AddressFacts.Outcome.self) {
            try ImageAddress("https://\(host)/a.png")
        }
        guard case .notPublic(let address, let block, redirected: false)? = outcome else {
            Issue.record("\(host): \(String(describing: outcome))")
            return
        }
        #expect(!address.isEmpty)
        #expect(!block.isEmpty)
    }

    @Test(arguments: [
        "example.com", "EXAMPLE.com", "a.b.c.example.co.uk", "xn--bcher-kva.example",
        "my_bucket.s3.amazonaws.com", "bucket.s3.eu-central-1.amazonaws.com", "1.example.com",
        "127.0.0.1.nip.io", "1-2-3.example", "0x7f.example", "localhost.example.com", "a.dev",
        "8.8.8.8", "1.1.1.1", "93.184.216.34", "172.32.0.1", "100.128.0.1", "169.255.0.1",
        "192.167.0.1", "223.255.255.255", "[2606:4700:4700::1111]", "[2001:4860:4860::8888]",
        "[2A00:1450:4001:800::200E]", "[2600::]", "[2001:200::1]",
    ])
    func `a host that may be public passes the grammar`(host: String) throws {
        let address = try ImageAddress("https://\(host)/a.png")
        #expect(address.hostName == host.lowercased())
        #expect(address.target == "/a.png")
    }

    @Test(
        arguments: [
            ("", .malformed(.noScheme)), ("example.com/a.png", .malformed(.noScheme)),
            ("//example.com/a.png", .malformed(.noScheme)),
            (
                " https://example.com/",
                .malformed(.noScheme)
            ), ("/a.png", .malformed(.noScheme)),
            ("1https://example.com/", .malformed(.noScheme)),
            (
                "http://example.com/a.png",
                .insecure(scheme: "http")
            ), ("HTTP://example.com/a.png", .insecure(scheme: "http")),
            ("ftp://example.com/", .insecure(scheme: "ftp")),
            (
                "data:image/png;base64,AA",
                .insecure(scheme: "data")
            ), ("https:", .malformed(.noHost)),
            ("https:/example.com/", .malformed(.noHost)),
            ("https:example.com", .malformed(.noHost)),
            ("https://", .malformed(.noHost)), ("https:///a.png", .malformed(.noHost)),
            ("https://?x", .malformed(.noHost)), ("https://#x", .malformed(.noHost)),
            ("https://:443/", .malformed(.noHost)), ("https://user@example.com/", .credentials),
            ("https://user:password@example.com/", .credentials),
            (
                "https://@example.com/",
                .credentials
            ), ("https://example.com@127.0.0.1/", .credentials),
            ("https://a@b@example.com/", .credentials),
            (
                "https://example.com:8443/",
                .malformed(.port("8443"))
            ), ("https://example.com:80/", .malformed(.port("80"))),
            ("https://example.com:0443/", .malformed(.port("0443"))),
            (
                "https://example.com:x/",
                .malformed(.port("x"))
            ),
            (
                "https://example.com:443:443/",
                .malformed(.port("443:443"))
            ), ("https://[2600::]:22/", .malformed(.port("22"))),
        ] as [(String, AddressFacts.Outcome)]
    )
    func `an address outside of the grammar is refused`(
        text: String,
        outcome: AddressFacts.Outcome
    ) {
        #expect(throws: outcome) { try ImageAddress(text) }
    }

    @Test(arguments: [
        ("https://example.com\\@127.0.0.1/", 0x5c, 19), ("https:\\\\example.com/", 0x5c, 6),
        ("https://example.com/a b.png", 0x20, 21), ("https://example.com/a\tb", 0x09, 21),
        ("https://exam\tple.com/", 0x09, 12), ("https://example.com/a\r\nHost: x", 0x0d, 21),
        ("https://example.com/a\nb", 0x0a, 21), ("https://example.com/\u{0}", 0, 20),
        ("https://example.com/é.png", 0xe9, 20), ("https://example.com/🎬.png", 0x1f3ac, 20),
        ("https://example.com/<a>", 0x3c, 20), ("https://example.com/{a}", 0x7b, 20),
        ("https://example.com/a|b", 0x7c, 21), ("https://example.com/a\"b", 0x22, 21),
        ("https://example.com/a^b", 0x5e, 21), ("https://example.com/`", 0x60, 20),
        ("https://example.com/ ", 0x20, 20), ("https://example.com/a.png\n", 0x0a, 25),
        ("https://example.com/a[1].png", 0x5b, 21), ("https://example.com/?a]", 0x5d, 22),
        ("https://example.com/\u{7f}", 0x7f, 20), ("https://example.com/\u{ff0f}", 0xff0f, 20),
    ])
    func `a character that RFC 3986 does not allow is named with its place`(
        text: String,
        code: UInt32,
        offset: Int
    ) {
        let outcome = AddressFacts.Outcome.malformed(.character(code: code, offset: offset))
        #expect(throws: outcome) { try ImageAddress(text) }
    }

    @Test(arguments: [
        ("https://example.com/%", 20), ("https://example.com/%4", 20),
        ("https://example.com/%zz", 20), ("https://example.com/a%2", 21),
        ("https://example.com/%2e%g0", 23), ("https://[fe80::1%eth0]/", 16),
        ("https://example.com/?q=100%", 26), ("https://example.com/%\u{ff11}1", 20),
    ])
    func `a bare per cent sign is refused`(text: String, offset: Int) {
        #expect(throws: AddressFacts.Outcome.malformed(.percentEncoding(offset: offset))) {
            try ImageAddress(text)
        }
    }

    @Test(arguments: [
        "https://bücher.example/a.png", "https://例え.jp/", "https://exam\u{200b}ple.com/",
        "https://１２７.0.0.1/", "https://example。com/", "https://ⓔxample.com/",
        "https://раураl.com/", "https://loc\u{00ad}alhost/",
    ])
    func `a host outside of ASCII is refused`(text: String) {
        let outcome = #expect(throws: AddressFacts.Outcome.self) { try ImageAddress(text) }
        guard case .malformed(.unicodeHost)? = outcome else {
            Issue.record("\(text): \(String(describing: outcome))")
            return
        }
    }

    @Test(arguments: [
        "example", "example.com.", "localhost.", ".example.com", "example..com", "-a.example",
        "a-.example", "a!b.example", "a~b.example", "exa%6dple.com", "%31%32%37.0.0.1",
        "a,b.example",
        "example.com'", "*.example.com", "$.example",
    ])
    func `a host that no name server takes is refused`(host: String) {
        #expect(throws: AddressFacts.Outcome.malformed(.hostName)) {
            try ImageAddress("https://\(host)/")
        }
    }

    @Test func `labels and names have the lengths that DNS has`() throws {
        let label = String(repeating: "a", count: 63)
        #expect(throws: Never.self) { try ImageAddress("https://\(label).example/") }
        #expect(throws: AddressFacts.Outcome.malformed(.hostName)) {
            try ImageAddress("https://\(label)a.example/")
        }
        let longest = Array(repeating: label, count: 3).joined(separator: ".") + "."
        let rest = String(repeating: "b", count: 61)
        #expect(throws: Never.self) { try ImageAddress("https://\(longest)\(rest)/") }
        #expect(throws: AddressFacts.Outcome.malformed(.hostName)) {
            try ImageAddress("https://\(longest)\(rest)b/")
        }
    }

    @Test(arguments: [
        "8.8.8", "134744072", "0x08080808", "010.8.8.8", "8.8.8.08", "8.8.8.8.", "256.1.1.1",
        "1.2.3.4.5", "example.123", "example.0x1", "4294967296", "[8.8.8.8]", "[::1", "[]",
        "[example.com]", "[2600::]x", "[v1.a]", "[1:2:3]",
    ])
    func `a literal that readers disagree about is refused`(host: String) {
        #expect(throws: AddressFacts.Outcome.malformed(.addressLiteral)) {
            try ImageAddress("https://\(host)/")
        }
    }

    @Test(arguments: ["[fe80::1%25eth0]", "[2600::1%25lo]"])
    func `a zone is refused`(host: String) {
        #expect(throws: AddressFacts.Outcome.malformed(.hostName)) {
            try ImageAddress("https://\(host)/")
        }
    }

    @Test(arguments: [
        ("https://example.com", "https://example.com", "/"),
        ("https://example.com/", "https://example.com/", "/"),
        ("https://example.com?x=1", "https://example.com?x=1", "/?x=1"),
        ("https://example.com#f", "https://example.com", "/"),
        ("https://example.com/a?b=c#d?e", "https://example.com/a?b=c", "/a?b=c"),
        ("https://example.com:443/a", "https://example.com:443/a", "/a"),
        ("HTTPS://Example.COM/A?B", "HTTPS://Example.COM/A?B", "/A?B"),
        ("https://example.com/%41/%c3%A9", "https://example.com/%41/%c3%A9", "/%41/%c3%A9"),
        ("https://example.com//a//b", "https://example.com//a//b", "//a//b"),
        (
            "https://example.com/a@b:c!$&'()*+,;=", "https://example.com/a@b:c!$&'()*+,;=",
            "/a@b:c!$&'()*+,;="
        ),
        (
            "https://example.com/?u=https://127.0.0.1/",
            "https://example.com/?u=https://127.0.0.1/",
            "/?u=https://127.0.0.1/"
        ),
    ])
    func `the fragment is removed and the rest is kept`(
        text: String,
        kept: String,
        target: String
    )
        throws
    {
        let address = try ImageAddress(text)
        #expect(address.text == kept)
        #expect(address.target == target)
    }

    @Test func `names are compared in lower case and literals as numbers`() throws {
        #expect(try ImageAddress("https://EXAMPLE.com/").host == .name("example.com"))
        #expect(try ImageAddress("https://8.8.8.8/").host == .literal(.v4(0x0808_0808)))
        let long = try ImageAddress("https://[2600:0:0:0:0:0:0:1]:443/")
        #expect(long.hostName == "[2600::1]")
    }
}

struct RedirectTests {
    private let base: ImageAddress

    init() throws { base = try ImageAddress("https://Example.com:443/a/b.png?x=1#f") }

    @Test(arguments: [
        ("https://other.example/c.png", "other.example", "/c.png"),
        ("HTTPS://OTHER.example/", "other.example", "/"),
        ("//other.example/c", "other.example", "/c"), ("/c.png?y=2", "example.com", "/c.png?y=2"),
        ("c.png", "example.com", "/a/c.png"), ("?y=2", "example.com", "/a/b.png?y=2"),
        ("./c.png", "example.com", "/a/c.png"), ("../c.png", "example.com", "/c.png"),
        ("../../../c.png", "example.com", "/c.png"), ("/d/./e/../f", "example.com", "/d/f"),
        ("..", "example.com", "/"), (".", "example.com", "/a/"), ("d/..", "example.com", "/a/"),
        ("c?u=../d/./e", "example.com", "/a/c?u=../d/./e"), ("", "example.com", "/a/b.png?x=1"),
        ("#g", "example.com", "/a/b.png?x=1"), ("c#g", "example.com", "/a/c"),
        ("a/http://b", "example.com", "/a/a/http://b"), ("//other.example", "other.example", "/"),
        ("c?u=https://x.example/", "example.com", "/a/c?u=https://x.example/"),
        ("/..%2f", "example.com", "/..%2f"), ("/a//b", "example.com", "/a//b"),
    ])
    func `a reference is resolved by RFC 3986`(
        location: String,
        host: String,
        target: String
    )
        throws
    {
        let next = try base.redirected(to: location)
        #expect(next.hostName == host)
        #expect(next.target == target)
    }

    @Test(arguments: [
        ("/a b.png", "/a%20b.png"), ("é.png?ü=\"<>", "/a/%C3%A9.png?%C3%BC=%22%3C%3E"),
        ("//other.example/a|b", "/a%7Cb"), ("https://example.com/ {}", "/%20%7B%7D"),
    ])
    func `what a redirect leaves unescaped is escaped`(location: String, target: String) throws {
        #expect(try base.redirected(to: location).target == target)
    }

    @Test(
        arguments: [
            ("b\u{fc}cher.example", "xn--bcher-kva.example"),
            ("M\u{dc}NCHEN.de", "xn--mnchen-3ya.de"),
            ("\u{4f8b}\u{3048}.jp", "xn--r8jz45g.jp"),
            ("\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example", "xn--e1afmkfd.example"),
            ("a\u{ff11}.example", nil), ("bu\u{308}cher.example", nil), ("u@\u{fc}.example", nil),
            ("\u{fc}.example:443", nil), ("\u{fc}..example", nil),
        ] as [(String, String?)]
    )
    func `a host outside of ASCII is named as name servers know it`(
        host: String,
        punycode: String?
    ) {
        let outcome = AddressFacts.Outcome.malformed(.unicodeHost(punycode: punycode))
        #expect(throws: outcome) { try ImageAddress("https://\(host)/a.png") }
    }

    @Test func `a reference without a path keeps the path of an address without one`() throws {
        let bare = try ImageAddress("https://example.com")
        #expect(try bare.redirected(to: "c.png").target == "/c.png")
        #expect(try bare.redirected(to: "?q").target == "/?q")
    }

    @Test(
        arguments: [
            ("http://example.com/a.png", .insecure(scheme: "http")),
            ("HTTP://other.example/", .insecure(scheme: "http")),
            ("file:///etc/passwd", .insecure(scheme: "file")),
            ("javascript:alert(1)", .insecure(scheme: "javascript")),
            ("//user@other.example/", .credentials), ("https://u:p@other.example/", .credentials),
            ("https://other.example:8443/", .malformed(.port("8443"))),
            (
                "//127.0.0.1/",
                .notPublic(address: "127.0.0.1", block: "loopback", redirected: false)
            ),
            (
                "https://2130706433/",
                .notPublic(address: "127.0.0.1", block: "loopback", redirected: false)
            ),
            (
                "https://[::ffff:10.0.0.1]/",
                .notPublic(
                    address: "::ffff:a00:1",
                    block: "private use, embedded in IPv6",
                    redirected: false
                )
            ),
            ("///evil", .malformed(.noHost)),
        ] as [(String, AddressFacts.Outcome)]
    )
    func `each hop is judged like the first`(location: String, outcome: AddressFacts.Outcome) {
        #expect(throws: outcome) { try base.redirected(to: location) }
    }

    @Test(arguments: ["c\\d", "/\r\nX: y", "/%", "/a[0]", "//a b/c", "//\u{e9}.example.org/a.png"])
    func `a location outside of the grammar is refused`(location: String) {
        let outcome = #expect(throws: AddressFacts.Outcome.self) {
            try base.redirected(to: location)
        }
        guard case .malformed? = outcome else {
            Issue.record("\(location): \(String(describing: outcome))")
            return
        }
    }
}

struct MediaReferenceTests {
    @Test(arguments: [
        "https://example.com/a.png", "HTTP://example.com/a.png", "//example.com/a.png",
        "s3://bucket/key", " https://example.com/a.png",
        "\nhttps://example.com/", "example.com:443/a.png", "https:",
    ])
    func `what begins with a scheme is an address`(text: String) {
        #expect(MediaReference(text) == .address(text))
    }

    @Test(arguments: ["data:image/png;base64,AA", "DATA:,a", " data:image/png,"])
    func `what begins with data is the image itself`(text: String) {
        guard case .inline(let address) = MediaReference(text) else {
            Issue.record("\(text)")
            return
        }
        #expect(address == text.drop { $0 == " " })
    }

    @Test(arguments: [
        "a.png", "./a.png", "../a.png", "/tmp/a.png", "C:\\pictures\\a.png", "c:/a.png",
        "folder/a:b.png", "a b.png", "", "é:a.png", "~/a.png", "\\\\host\\a.png",
    ])
    func `anything else is a path`(text: String) {
        #expect(MediaReference(text) == .localFile(text))
    }

    @Test(arguments: [
        ("file:///tmp/a.png", "/tmp/a.png"), ("FILE:///tmp/a.png", "/tmp/a.png"),
        ("file://localhost/tmp/a%20b.png", "/tmp/a b.png"), ("file:/tmp/a.png", "/tmp/a.png"),
        ("file:a.png", "a.png"), (" file:///a.png", "/a.png"),
    ])
    func `a file address names its path`(text: String, path: String) {
        #expect(MediaReference(text) == .localFile(path))
    }
}
