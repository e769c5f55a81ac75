import Testing

@testable import Addresses

private let photo = "https://bucket.example.com/photo.png?"

private let s3 = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20130524%2Fs3&"

struct SignedLinkTests {
    @Test(
        arguments: [
            (
                s3 + "X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                    + "&X-Amz-Signature=aeeed9bb",
                .s3, 1_369_440_000, nil
            ),
            (
                "X-Amz-Signature=a&X-Amz-Expires=1&X-Amz-Date=20130524T000000Z", .s3, 1_369_353_601,
                nil
            ),
            ("w=1&AWSAccessKeyId=AKIA&Expires=1141889120&Signature=vj%3D", .s3, 1_141_889_120, nil),
            (
                "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Date=20130524T000000Z"
                    + "&X-Goog-Expires=900&X-Goog-SignedHeaders=host&X-Goog-Signature=24",
                .googleCloudStorage, 1_369_354_500, 1_369_353_600
            ),
            (
                "x-goog-signature=24&x-goog-date=20130524T000000Z&X-GOOG-EXPIRES=900",
                .googleCloudStorage, 1_369_354_500, 1_369_353_600
            ),
            (
                "GoogleAccessId=a%40b.iam.gserviceaccount.com&Expires=1458238630&Signature=VV%2F",
                .googleCloudStorage, 1_458_238_630, nil
            ),
            (
                "sv=2020-08-04&st=2026-01-30T09%3A00%3A00Z&se=2026-01-31T08%3A30%3A15Z&sr=b&sp=r"
                    + "&sig=F%2B6%3D",
                .azureStorage, 1_769_848_215, 1_769_763_600
            ),
            (
                "se=2026-02-07&ske=2026-01-31T08:30:15Z&skt=2026-01-30T09:00Z&st=2026-01-29&sig=F",
                .azureStorage, 1_769_848_215, 1_769_763_600
            ),
            ("sv=2020-08-04&si=readers&sr=c&sig=F", .azureStorage, nil, nil),
            (
                "Expires=1767290400&Signature=nitf~&Key-Pair-Id=K2JC", .cloudFront, 1_767_290_400,
                nil
            ),
            (
                "OSSAccessKeyId=nz&Expires=1141889120&Signature=v", .alibabaCloudOSS, 1_141_889_120,
                nil
            ),
            (
                "x-oss-signature-version=OSS2&x-oss-access-key-id=nz&x-oss-expires=1141889120"
                    + "&x-oss-signature=a8",
                .alibabaCloudOSS, 1_141_889_120, nil
            ),
            (
                "x-oss-credential=a%2Foss&x-oss-date=20231220T083018Z&x-oss-expires=86400"
                    + "&x-oss-signature=2c6&x-oss-signature-version=OSS4-HMAC-SHA256",
                .alibabaCloudOSS, 1_703_147_418, 1_703_061_018
            ),
            (
                "X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Date=20231220T083018Z&X-Tos-Expires=604800"
                    + "&X-Tos-SignedHeaders=host&X-Tos-Signature=2c6",
                .volcengineTOS, 1_703_665_818, nil
            ),
            (
                "q-sign-algorithm=sha1&q-ak=AK&q-sign-time=1557902800;1557910000"
                    + "&q-key-time=1557902800%3B1557909000&q-signature=28",
                .tencentCloudCOS, 1_557_909_000, 1_557_902_800
            ),
            ("q-key-time=1;2&q-signature=28", .tencentCloudCOS, 2, 1),
            ("AccessKeyId=AK&Expires=1532688887&Signature=E", .huaweiCloudOBS, 1_532_688_887, nil),
        ] as [(String, SignedLink.Service, Int?, Int?)]
    )
    func `a signed link tells whose it is and when it ends`(
        query: String,
        service: SignedLink.Service,
        expires: Int?,
        notBefore: Int?
    ) throws {
        let link = try #require(SignedLink(photo + query))
        #expect(link.service == service)
        #expect(link.expires == expires)
        #expect(link.notBefore == notBefore)

        let reversed = query.split(separator: "&").reversed().joined(separator: "&")
        #expect(SignedLink(photo + reversed + "#part") == link)

        let encoded = query.utf8.map { byte in
            "&=%".utf8.contains(byte)
                ? String(decoding: [byte], as: UTF8.self)
                : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        if !query.contains("%") { #expect(SignedLink(photo + encoded.joined()) == link) }
    }

    @Test(arguments: [
        "", "?", "?&", "?=", "?w=100&h=100", "?Expires=1767290400",
        "?Expires=1767290400&Signature=a",
        "?X-Amz-Date=20130524T000000Z&X-Amz-Expires=1",
        "?X-Amz-Date=20130524T000000Z&X-Amz-Signature=a",
        "?X-Amz-Expires=1&X-Amz-Signature=a",
        "?X-Amz-Date=20130524T000000Z&X-Amz-Expires=1&X-Amz-Signature=",
        "?X-Amz-Date=20130524T000000Z&X-Amz-Expires=1&X-Amz-Signature",
        "?x-amz-date=20130524T000000Z&x-amz-expires=1&x-amz-signature=a",
        "?AWSAccessKeyId=a&Expires=1", "?AWSAccessKeyId=a&Signature=a",
        "?awsaccesskeyid=a&expires=1&signature=a", "?GoogleAccessId=a&Expires=1",
        "?X-Goog-Date=20130524T000000Z&X-Goog-Expires=1", "?se=2026-01-31&sp=r", "?sig=a",
        "?sig=a&sv=1",
        "?sig=a&si=b", "?SE=2026-01-31&SIG=a", "?Key-Pair-Id=K&Signature=a",
        "?Key-Pair-Id=K&Policy=e30_",
        "?Policy=e30_&Signature=a", "?OSSAccessKeyId=a&Signature=a", "?x-oss-date=20231220T083018Z",
        "?x-oss-date=20231220T083018Z&x-oss-expires=1", "?q-signature=a", "?q-sign-time=1;2",
        "?X-Tos-Date=20231220T083018Z&X-Tos-Expires=1", "?AccessKeyId=a&Expires=1",
        "#?AccessKeyId=a&Expires=1&Signature=a", "?w=1#&AccessKeyId=a&Expires=1&Signature=a",
        "?AccessKeyId=a&Expires=1#&Signature=a", "/AccessKeyId=a&Expires=1&Signature=a",
        "?AccessKeyId=a;Expires=1;Signature=a", "?u=AccessKeyId=a%26Expires=1%26Signature=a",
    ])
    func `an address that lacks a part is not signed`(rest: String) {
        #expect(SignedLink("https://bucket.example.com/photo.png" + rest) == nil)
    }

    @Test(
        arguments: [
            ("20000229T000000Z", 951_782_400), ("20240229T120000Z", 1_709_208_000),
            ("20230301T000000Z", 1_677_628_800), ("20240228T235959Z", 1_709_164_799),
            ("19691231T235959Z", -1), ("19700101T000000Z", 0),
            ("00010101T000000Z", -62_135_596_800),
            ("19000301T000000Z", -2_203_891_200), ("99991231T235958Z", 253_402_300_798),
            ("20201231T235959Z", 1_609_459_199), ("20230229T000000Z", nil),
            ("19000229T000000Z", nil),
            ("20240230T000000Z", nil), ("20240431T000000Z", nil), ("20240001T000000Z", nil),
            ("20241301T000000Z", nil), ("20240100T000000Z", nil), ("20240101T240000Z", nil),
            ("20240101T236000Z", nil), ("20240101T235960Z", nil), ("00000101T000000Z", nil),
            ("100000101T000000Z", nil), ("20240101T000000", nil), ("20240101T000000z", nil),
            ("20240101t000000Z", nil), ("20240101 000000Z", nil), ("20240101T000000ZZ", nil),
            (" 20240101T000000Z", nil), ("2024-01-01T00:00:00Z", nil), ("+0240101T000000Z", nil),
            ("2024010-T000000Z", nil), ("٢٠٢٤٠١٠١T000000Z", nil), ("20240101", nil), ("", nil),
            ("99991231T235959Z", 253_402_300_799), ("1700000000", nil),
        ] as [(String, Int?)]
    )
    func `a date of signing has one spelling`(date: String, expected: Int?) throws {
        for prefix in ["X-Amz", "X-Goog", "x-oss", "X-Tos"] {
            let isLower = prefix == "x-oss"
            let names = ["Date", "Expires", "Signature"].map { isLower ? $0.lowercased() : $0 }
            let query =
                "\(prefix)-\(names[0])=\(date)&\(prefix)-\(names[1])=0&\(prefix)-\(names[2])=a"
            let link = try #require(SignedLink(photo + query))
            #expect(link.expires == expected)
        }
    }

    @Test(
        arguments: [
            ("2026-01-31", 1_769_817_600), ("2026-01-31T08:30", 1_769_848_200),
            ("2026-01-31T08:30Z", 1_769_848_200), ("2026-01-31T08:30:15", 1_769_848_215),
            ("2026-01-31T08:30:15Z", 1_769_848_215),
            ("2026-01-31T08:30:15.9999999Z", 1_769_848_215),
            ("2026-01-31T08:30:15.1", 1_769_848_215),
            ("2026-01-31T10:00:15%2B01:30", 1_769_848_215),
            ("2026-01-31T10:00:15+01:30", 1_769_848_215),
            ("2026-01-30T08:31:15-23:59", 1_769_848_215),
            ("2026-01-31T10:00+01:30", 1_769_848_200), ("2024-02-29", 1_709_164_800),
            ("2023-02-29", nil), ("2026-02-30T00:00Z", nil), ("2026-01-31T08Z", nil),
            ("2026-01-31Z", nil), ("2026-01-31T", nil), ("2026-01-31T08:30:15.Z", nil),
            ("2026-01-31T08:30:15.12345678Z", nil), ("2026-01-31T08:30:15,1Z", nil),
            ("2026-01-31T08:30.5Z", nil), ("2026-01-31T08:30:15+24:00", nil),
            ("2026-01-31T08:30:15+0100", nil), ("2026-01-31T08:30:15+01", nil),
            ("2026-01-31T08:30:15 01:00", nil), ("2026-01-31T08:30:15Z+01:00", nil),
            ("2026-01-31T08:30:60Z", nil), ("2026-01-31T24:00Z", nil), ("20260131T083015Z", nil),
            ("2026-1-31", nil), ("26-01-31", nil), ("1769848215", nil), ("10000-01-01", nil),
            ("9999-12-31T23:59:59Z", 253_402_300_799), ("9999-12-31T23:59:59-00:01", nil),
            ("0001-01-01T00:00+23:59", -62_135_596_800 - 86_340), ("", nil),
            ("2026-01-31T08%253A30Z", nil),
        ] as [(String, Int?)]
    )
    func `a shared access signature spells its end in several ways`(
        end: String,
        expected: Int?
    ) throws {
        let link = try #require(SignedLink(photo + "sig=a&se=" + end))
        #expect(link.service == .azureStorage)
        #expect(link.expires == expected)
        let started = try #require(SignedLink(photo + "sig=a&se=2026-01-31&st=" + end))
        #expect(started.expires == 1_769_817_600)
    }

    @Test(
        arguments: [
            ("0", 1_369_353_600), ("1", 1_369_353_601), ("604800", 1_369_958_400),
            ("000900", 1_369_354_500),
            ("604801", nil), ("99999999999999999999", nil), ("9223372036854775807", nil),
            ("-1", nil), ("+1", nil), ("1.5", nil), ("1e3", nil), ("", nil), (" 1", nil),
            ("%31", 1_369_353_601),
            ("٣", nil), ("0x10", nil),
        ] as [(String, Int?)]
    )
    func `a duration is at most seven days`(duration: String, expected: Int?) throws {
        let query = "X-Amz-Date=20130524T000000Z&X-Amz-Signature=a&X-Amz-Expires=" + duration
        let link = try #require(SignedLink(photo + query))
        #expect(link.expires == expected)
    }

    @Test(
        arguments: [
            ("0", 0), ("1767290400", 1_767_290_400), ("253402300799", 253_402_300_799),
            ("253402300800", nil), ("1767290400000", nil), ("9223372036854775808", nil),
            ("-1", nil),
            ("1767290400.5", nil), ("2026-01-31", nil), ("", nil),
        ] as [(String, Int?)]
    )
    func `an end in seconds lies before the year 10000`(end: String, expected: Int?) throws {
        for signer in [
            "AWSAccessKeyId", "GoogleAccessId", "OSSAccessKeyId", "AccessKeyId", "Key-Pair-Id",
        ] {
            let link = try #require(SignedLink(photo + "\(signer)=a&Expires=\(end)&Signature=a"))
            #expect(link.expires == expected)
        }
    }

    @Test(arguments: [
        "1", "1;", ";2", "1;2;3", "1,2", "a;b", "1;-2", "1;99999999999999999999", "", ";",
    ])
    func `a span that cannot be read has no end`(span: String) throws {
        let link = try #require(
            SignedLink(photo + "q-sign-time=\(span)&q-key-time=1;2&q-signature=a")
        )
        #expect(link.expires == nil)
        #expect(link.notBefore == nil)
    }

    @Test(
        arguments: [
            (condition(#""DateLessThan":{"AWS:EpochTime":1767290400}"#), 1_767_290_400, nil),
            (
                condition(
                    #"""
                    "IpAddress" : {"AWS:SourceIp":"0.0.0.0/0"}, "DateGreaterThan" :
                    {"AWS:EpochTime":1767200000}, "DateLessThan": { "AWS:EpochTime" :1767290400 }
                    """#
                ), 1_767_290_400, 1_767_200_000
            ),
            (#"{"a":"\"DateLessThan\":{\"AWS:EpochTime\":1}"}"#, nil, nil),
            (condition(#""DateLessThan":{"AWS:EpochTime":"1767290400"}"#), nil, nil),
            (condition(#""DateLessThan":{"AWS:EpochTime":-1}"#), nil, nil),
            (condition(#""DateLessThan":{"AWS:EpochTime":1.5}"#), nil, nil),
            (condition(#""DateLessThan":{"AWS:EpochTime":99999999999999999999}"#), nil, nil),
            (
                condition(
                    #""DateLessThan":{"AWS:EpochTime":1},"DateLessThan":{"AWS:EpochTime":2}"#
                ), 1, nil
            ),
            (#"{"DateLessThan":{"AWS:EpochTime":"#, nil, nil), (#"{"DateLessThan"#, nil, nil),
            ("", nil, nil), ("{}", nil, nil), ("\"\\", nil, nil), ("\u{0}\u{1}é", nil, nil),
        ] as [(String, Int?, Int?)]
    )
    func `a custom policy says when it ends`(policy: String, expires: Int?, notBefore: Int?) throws
    {
        let encoded = base64(policy)
        let rest = "&Signature=a&Expires=1&Key-Pair-Id=K"
        let link = try #require(SignedLink(photo + "Policy=" + encoded + rest))
        #expect(link.service == .cloudFront)
        #expect(link.expires == expires)
        #expect(link.notBefore == notBefore)
        let unpadded = encoded.prefix { $0 != "_" }
        #expect(SignedLink(photo + "Policy=" + unpadded + rest) == link)
    }

    @Test func `a policy that another program encoded is read`() throws {
        let policy =
            "eyJTdGF0ZW1lbnQiOlt7IlJlc291cmNlIjoiaHR0cHM6Ly9kMTExLmNsb3VkZnJvbnQubmV0LyoiLCJDb25kaX"
            + "Rpb24iOnsiRGF0ZUxlc3NUaGFuIjp7IkFXUzpFcG9jaFRpbWUiOjE3NjcyOTA0MDB9fX1dfQ__"
        let link = try #require(SignedLink(photo + "Policy=\(policy)&Signature=a&Key-Pair-Id=K"))
        #expect(link.expires == 1_767_290_400)
    }

    @Test(arguments: ["!!!!", "A", "AAAAA", "e3_0", "%00", "eyJ9\u{1F600}"])
    func `a policy that is not base64 has no end`(policy: String) throws {
        let link = try #require(SignedLink(photo + "Policy=\(policy)&Signature=a&Key-Pair-Id=K"))
        #expect(link == SignedLink(photo + "Policy=&Signature=a&Key-Pair-Id=K"))
        #expect(link.expires == nil)
    }

    @Test func `of parameters with the same name the first one counts`() throws {
        let query = "AccessKeyId=a&Expires=1&Expires=2&Signature=a&Expires=3"
        #expect(SignedLink(photo + query)?.expires == 1)
        #expect(SignedLink(photo + "Signature=&Signature=a&AccessKeyId=a&Expires=1") == nil)
    }

    @Test func `a query with two signatures is read in the newer way`() {
        let old = "AWSAccessKeyId=a&Expires=1&Signature=a&"
        let new = "X-Amz-Date=20130524T000000Z&X-Amz-Expires=1&X-Amz-Signature=a"
        #expect(SignedLink(photo + old + new)?.expires == 1_369_353_601)
    }

    @Test(arguments: [
        "&", "a", "%", "=", "?", "Expires=1&", "X-Amz-Expires=%31&", "&=", "%26", "Policy=e3Jl&",
        "é",
    ])
    func `a megabyte of anything is read`(piece: String) {
        let start = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let link = SignedLink(photo + start + "&AccessKeyId=a&Expires=1&Signature=a")
        #expect(link?.expires == 1)
    }

    @Test func `a hundred thousand parameters are read`() {
        let start = (0..<100_000).map { "parameter\($0)=\($0)" }.joined(separator: "&")
        let link = SignedLink(photo + start + "&AccessKeyId=a&Expires=1&Signature=a")
        #expect(link?.expires == 1)
    }

    @Test(arguments: [9, 900, 9_000])
    func `a policy of any length is read or left alone`(count: Int) {
        let policy = base64(String(repeating: #""DateLessThan":{"#, count: count))
        let link = SignedLink(photo + "Policy=\(policy)&Key-Pair-Id=a&Signature=a")
        #expect(link?.service == .cloudFront)
        #expect(link?.expires == nil)
    }

    @Test func `any cut of a link is read without a trap`() {
        let link =
            photo + s3
            + "X-Amz-Date=20130524T000000Z&X-Amz-Expires=1&X-Amz-Signature=a&se=2026-01-31"
            + "&Policy=" + base64(condition(#""DateLessThan":{"AWS:EpochTime":1}"#))
            + "&Signature=a%3&Key-Pair-Id=%4b&q-sign-time=1;2&q-signature=%"
        for length in 0...link.count {
            _ = SignedLink(String(link.prefix(length)))
            _ = SignedLink("?" + link.suffix(length))
        }
    }
}

private func condition(_ text: String) -> String {
    #"{"Statement":[{"Resource":"https://d1.cloudfront.net/*","Condition":{\#(text)}}]}"#
}

/// Base64 in the alphabet of CloudFront.
private func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-~")
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: 3).map { start in
        let group = bytes[start..<min(start + 3, bytes.count)]
        let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
        let digits = (0...group.count).map { alphabet[bits >> (18 - 6 * $0) & 63] }
        return String(digits) + String(repeating: "_", count: 3 - group.count)
    }
    .joined()
}
