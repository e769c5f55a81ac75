import Addresses
import Testing

/// Addresses in which every secret stands between `‹` and `›`.
private let marked = [
    // Users
    "https://‹USER:PASSWORD›@host.example/a.png", "https://‹USER›@host.example",
    "//‹USER:PWORD›@host/a",
    " \thttps://‹USER:PWORD›@host/", "https:/‹USER:PWORD›@host/a", "https:‹USER:PWORD›@host/a",
    #"https:\\‹USER:PWORD›@host\a"#, #"https:/\‹USER:PWORD›@host"#, #"\\‹USER:PWORD›@host\a"#,
    "https:///‹USER:PWORD›@host", "HTTPS://‹USER:PWORD›@host:443/a?b=c",
    "https//‹USER:PWORD›@host/a",
    "ht!tps://‹USER:PWORD›@host/a", "‹USER:PWORD›@host/a", "‹US%45R:PWORD›@host/a",
    "https://‹USER:PW@RD›@host/a", "https://‹USER:PWORD›%40host/a", "https://‹USER:PW/ORD›@host/a",
    "https://‹USER:PW?ORD›@host/a", "https://‹USER:PW#ORD›@host/a",
    "https://‹USER:PW%2FORD›@host/a",
    "https://‹ÜSËR:PÄSSWÖRD›@host/é", "ftp://‹USER:PWORD›@[::1]:21/a",
    "s3://‹AKIAKEY:SECRET›@bucket/a",
    "\u{A0}https://‹USER:PWORD›@host/a",
    // Signed links
    "https://b/a?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + "&X-Amz-Credential=‹AKIAIOSF%2Feu-west%2Faws4_request›&X-Amz-Date=20130524T000000Z"
        + "&X-Amz-Expires=86400"
        + "&X-Amz-SignedHeaders=host&X-Amz-Security-Token=‹FwoGZXIvYXdzE%2B%2F%3D›"
        + "&X-Amz-Signature=‹aeeed9bbccd4d02e›&x-id=GetObject",
    "https://b/a?AWSAccessKeyId=‹AKIAEXAMPLE›&Expires=1141889120&Signature=‹vjbyPxyb/dZ+aN==›",
    "https://b/a?X-Goog-Date=20130524T000000Z&x-goog-signature=‹247A2AA4›&X-Goog-Expires=9",
    "https://b/a?GoogleAccessId=‹who%40iam.gserviceaccount.com›&Expires=1&Signature=‹VVUgf+/=›",
    "https://b/a?sv=2020-08-04&st=2026-01-30&se=2026-01-31&sr=b&sp=r&sig=‹F%2B6GRVAZ5Cdj%3D›",
    "https://b/a?skoid=‹11112222-3333›&sktid=‹44445555-6666›&ske=2026-01-31&sig=‹FGRVAZ5C›",
    "https://b/a?color=red&Policy=‹ewoGZXIvYX__›&Signature=‹nitfHRC~-›&Key-Pair-Id=‹K2JCJMDE›",
    "https://b/a?OSSAccessKeyId=‹nz2pc56s›&Expires=1&Signature=‹vjbyPxyb›&security-token=‹CAIS›",
    "https://b/a?x-oss-credential=‹LTAI%2Foss›&x-oss-date=20231220T083018Z&x-oss-expires=86400"
        + "&x-oss-signature=‹2c69afd4›&x-oss-signature-version=OSS4-HMAC-SHA256",
    "https://b/a?X-Tos-Credential=‹AKLT%2Ftos›&X-Tos-Expires=9&X-Tos-Signature=‹2c69afd4›",
    "https://b/a?q-sign-algorithm=sha1&q-ak=‹AKIDqwer›&q-sign-time=1557902800;1557910000"
        + "&q-key-time=1557902800;1557910000&q-header-list=host"
        + "&q-url-param-list=&q-signature=‹28ef0b4c›",
    "https://b/a?AccessKeyId=‹UDSIAMST›&Expires=1532688887&Signature=‹EQmDuOhaL›",
    "https://b/a?hdnts=‹st=1~exp=2~acl=/*~hmac=c0ffee›&w=1",
    "https://b/a?w=200&s=‹0123456789abcdef0123456789abcdef›",
    "https://b/a?s=200&d=mp",
    // Names
    "https://h/?sig=‹ABCD›", "https:/host?sig=‹ABCDEF›", #"https:\host\a?sig=‹ABCDEF›"#,
    "?sig=‹ABCD›&w=1",
    "https://h/?SIG=‹ABCD›&Token=‹ABCD›&access_token=‹ABCD›&accessToken=‹ABCD›&auth=‹ABCD›",
    "https://h/?authorization=‹Bearer ABCD›&key=‹ABCD›&api_key=‹ABCD›&apikey=‹ABCD›",
    "https://h/?x-api-key=‹ABCD›&password=‹ABCD›&secret=‹ABCD›&client_secret=‹ABCD›",
    "https://h/?refresh-token=‹ABCD›&hmac=‹ABCD›&jwt=‹ABCD›&code=‹ABCD›",
    "https://h/?session=‹ABCD›&session_id=‹ABCD›&PHPSESSID=‹ABCD›&policy=‹ABCD›",
    "https://h/?s%69g=‹ABCD›&%74oken=‹ABCD›&auth%5Btoken%5D=‹ABCD›&auth[key]=‹ABCD›",
    "https://h/?sig%3D‹ABCD›",
    "https://h/?+sig=‹ABCD›&sig+=‹ABCD›&sig =‹ABCD›&&&sig=‹ABCD›&amp;sig=‹ABCD›",
    "https://h/?sig=‹AB?CD;EF=GH/IJ%26KL›&w=1", "https://h/?w=1;sig=‹ABCD;EFGH›&h=2",
    "https://h/?sig=‹%%%zz›",
    "https://h/?t=‹eyJhbGciOi.eyJzdWIiOi.c2lnbmF0›&w=1",
    "https://h/?tokens[0]=‹ABCD›&key2=‹ABCD›&signature_1=‹ABCD›",
    "https://h/?sig=‹\u{1F511}\u{1F511}›&naïve=é", "https://h/a;jsessionid=‹ABCDEF›?w=1",
    "sig=‹ABCD›",
    "https://h/token=‹ABCD/EFGH›?w=1", "https://h/a b?sig=‹AB CD›&w=1",
    "https://h?sig=‹ABCD›#‹EFGH›",
    // Fragments
    "https://h/a#‹access_token=ABCD›", "https://h/#‹/path?sig=ABCD#more›",
    "https://‹USER›@h#‹part›",
    // Addresses inside of addresses
    "https://p/?url=https://b/a?sig=‹ABCD›&w=1", "https://p/https://‹USER:PWORD›@b/a?sig=‹ABCD›",
    "https://p/?url=https%3A%2F%2Fb%2Fa%3Fw%3D1%26sig%3D‹ABCD%26more%3Dgone›&w=1",
    "https://p/?url=https%253A%252F%252Fb%252Fa%253FX-Amz-Signature%253D‹ABCD›&w=1",
    "https://p/?url=https%3A%2F%2F‹USER%3APWORD›%40b%2Fa&w=1", "https://p/?u=//‹USER:PWORD›@b/&w=1",
    "https://p/?u=https://‹USER›@b/", "https://h//@user//a:80/b@c",
    // Harmless
    "", "https://h.example/a.png", "https://h/a@2x.png", "https://h:443/@user/a.png",
    "https://[::1]/a@b",
    "https://h/?w=1&h=2&v=0123456789abcdef0123456789abcdef", "https://h/?Expires=1&se=2&st=3&exp=4",
    "https://h/?sig=&token", "https://h/?keyword=cat&author=me&design=flat&signedheaders=host",
    "https://h/?next=https://i/@user/a.png&zipcode=12345", "photos/a@2x.png", "#", "?", "=", "@",
    ":", "//",
    "https://", "https://@h", "https://h/100%&%2", "https://h/?a=b=c&=d", "C:\\photos\\a@2x.png",
    "https://h/?email=me%40host.example", "data:image/png;base64,AAAA",
    "https://h//npm//pkg@1.2/a.png",
]

private struct Row: CustomTestStringConvertible {
    let address: String
    let printed: String
    let secrets: [String]
    var testDescription: String { address }

    init(_ marked: String) {
        let parts = marked.split(omittingEmptySubsequences: false) { "‹›".contains($0) }
        address = parts.joined()
        printed = parts.enumerated().map { $0 % 2 == 0 ? String($1) : "***" }.joined()
        secrets = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}

struct RedactionTests {
    @Test(arguments: marked.map(Row.init))
    private func `what is secret is replaced and the rest stays`(row: Row) {
        #expect(row.address.withoutSecrets == row.printed)
        #expect(row.printed.withoutSecrets == row.printed)
    }

    @Test(arguments: marked.map(Row.init))
    private func `no four characters of a secret survive`(row: Row) {
        let printed = row.address.withoutSecrets
        for secret in row.secrets {
            let letters = Array(secret)
            for start in 0..<max(0, letters.count - 3) {
                let piece = String(letters[start..<(start + 4)])
                #expect(!printed.contains(piece), "\(piece) of \(secret) in \(printed)")
            }
        }
    }

    @Test(arguments: marked.map(Row.init))
    private func `a signed link keeps its end`(row: Row) {
        let link = SignedLink(row.address)
        let printed = SignedLink(row.printed)
        #expect(link?.service == printed?.service)
        if !row.address.contains("Policy=") { #expect(link == printed) }
    }

    @Test(arguments: ["https://h/?sig=a&key=bc", "https://a@h/#b", "https://a:@h/"])
    func `a short secret does not make the address longer`(address: String) {
        let printed = address.withoutSecrets
        #expect(printed.utf8.count == address.utf8.count)
        #expect(printed.contains("*"))
        #expect(printed.withoutSecrets == printed)
    }

    @Test(arguments: [
        "ab:%40]*:\\\\key=&@", "//:sig=1.example=%25/https:@@1%401", ":key==%2Fsig=\\&@",
        "sig=abcd\\&http:%40;", "https:https:key=https:?@", "http:a:sig=]?x%40",
        "https://h/x?a//b:@c",
    ])
    func `what looks like a user after the first time is hidden at once`(text: String) {
        let printed = text.withoutSecrets
        #expect(printed.withoutSecrets == printed)
    }

    @Test func `addresses in a text lose their secrets, and nothing else does`() {
        let text =
            "the list \u{201c}https://h.example/a?sig=abc\u{201d} of --x, and ftp://u:p@h/b\nkey=1"
        #expect(
            text.withoutSecretsOfAddresses
                == "the list \u{201c}https://h.example/a?sig=***\u{201d} of --x, and ftp://***@h/b\nkey=1"
        )
        #expect("no address here: //".withoutSecretsOfAddresses == "no address here: //")
        #expect("://".withoutSecretsOfAddresses == "://")
    }

    @Test(arguments: [
        "_upt", "x-sig", "api_sig", "access_code", "sas", "digest", "mac", "pin", "tk",
    ])
    func `names of tokens of less known services are known`(name: String) {
        #expect("https://h.example/a?\(name)=abcd&b=c".withoutSecrets.hasSuffix("\(name)=***&b=c"))
    }

    @Test func `links that differ only in their secrets are printed alike`() {
        let printed = ["A", "B"].map { "https://h/a?w=1&sig=\($0)BCDEF".withoutSecrets }
        #expect(printed[0] == printed[1])
        #expect("https://h/b?w=1&sig=ABCDEF".withoutSecrets != printed[0])
    }

    @Test(arguments: 0..<64)
    func `whatever the text, printing is idempotent and never longer`(seed: UInt64) {
        let pieces = [
            "https:", "http:", "a:", "ab:", "/", "//", "\\", "?", "#", "&", "=", "@", ":", "sig",
            "sig=",
            "s", "key=", "%", "%40", "%3D", "%2F", "%25", "40", "3D", "2F", "*", "***", "[", "]",
            " ", ";",
            "eyJ", "x", "1", "é", "\t", "h.example", "0123456789abcdef0123456789abcdef", "+", "\0",
        ]
        var generator = Numbers(state: seed)
        for _ in 0..<400 {
            let count = Int(generator.next() % 14)
            let text = (0..<count).map { _ in pieces[Int(generator.next() % UInt64(pieces.count))] }
                .joined()
            let printed = text.withoutSecrets
            #expect(printed.withoutSecrets == printed, "\(text.debugDescription)")
            #expect(printed.utf8.count <= text.utf8.count, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        "a", "&", "=", "?", "#", "@", "%", "%25", "/", "//", "//a", "//a@", "//@", "\\", ":", "::",
        "sig=",
        "sig=a&", "sig=abcd&", "a=a&", "a=", "=a", "s=", " ", "+=", "%2", "%3D", "%253D", "é",
        "eyJ", "]", "%40",
        "key%3Da", "a=b;", "*",
    ])
    func `a long text of any kind is printed`(piece: String) {
        let text = String(repeating: piece, count: 5_000 / piece.utf8.count)
        for start in ["", "https://", "https://h/?", "https://h/?u=", "https://h:x/"] {
            #expect((start + text).withoutSecrets.utf8.count <= start.utf8.count + text.utf8.count)
        }
    }

    @Test(arguments: ["a", "sig=abcd&", "//a:b@", "%25"])
    func `a megabyte is printed`(piece: String) {
        let text = "https://h/?w=1&" + String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        #expect(text.withoutSecrets.hasPrefix("https://h/?w=1&"))
    }
}

/// The generator SplitMix64.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
