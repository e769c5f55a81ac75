/// An address that its owner signed for a limited time, as its query tells.
///
/// The query is read as it was written, from the first `?` to the first `#`, and its parameters are
/// divided by `&`. Names and values are percent-decoded once; a plus sign stays a plus sign. Names
/// are compared exactly, as the services do, except those of Google that begin with `X-Goog-`: its
/// own tools write them in lower case. Of parameters with the same name the first one counts,
/// although some services refuse such a query. A signature without a value is none.
///
/// The work is linear in the length of the address, whatever it holds, and nothing traps.
package struct SignedLink: Hashable, Sendable {
    /// Whose way of signing it is, with the name that people write.
    ///
    /// The host is not looked at, because services stand behind the names of their customers.
    package enum Service: String, Hashable, Sendable, CaseIterable {
        /// Amazon S3 and what speaks its protocol: Cloudflare R2, MinIO and many others.
        case s3 = "S3"
        case cloudFront = "CloudFront"
        case googleCloudStorage = "Google Cloud Storage"
        case azureStorage = "Azure Storage"
        case alibabaCloudOSS = "Alibaba Cloud OSS"
        case volcengineTOS = "Volcengine TOS"
        case tencentCloudCOS = "Tencent Cloud COS"
        case huaweiCloudOBS = "Huawei Cloud OBS"
    }

    /// Whose way of signing it is.
    package let service: Service
    /// When it ends, in whole seconds since 1970 UTC, rounded down; negative before 1970.
    ///
    /// `nil` when the link is signed, but the end cannot be read: it is not spelled as the service
    /// demands, it is longer than the service allows, it lies after the year 9999 (as a time in
    /// milliseconds does), or it stands only in an access policy that the service stores.
    ///
    /// Temporary credentials may end before, which no address tells.
    package let expires: Int?
    /// When it begins, in the same unit; `nil` when it does not say, or cannot be read.
    package let notBefore: Int?

    /// Recognises a signed link; `nil` for an address that is not signed in a known way.
    package init?(_ address: String) {
        let query = SignedQuery(address)
        guard
            let link = Self.lasting(query) ?? Self.underPolicy(query) ?? Self.ending(query)
                ?? Self.sharedAccess(query) ?? Self.keyTime(query)
        else { return nil }
        self = link
    }

    private init(_ service: Service, expires: Int?, notBefore: Int? = nil) {
        self.service = service
        self.expires = expires.flatMap { $0 <= CivilTime.lastSecond ? $0 : nil }
        self.notBefore = notBefore
    }
}

// MARK: - Formats

extension SignedLink {
    /// A date of signing and a number of seconds from then on.
    ///
    /// * "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)": X-Amz-Expires
    /// * "Signatures" of Google Cloud Storage, V4: X-Goog-Expires; usable from X-Goog-Date on
    /// * "Include a V4 signature in a URL" of Alibaba Cloud OSS: x-oss-expires; valid from
    ///   x-oss-date on, with a tolerance of 15 minutes that is not subtracted here
    /// * "Including a signature in the URL" of TOS: X-Tos-Expires
    ///
    /// All four allow seven days at most.
    private struct Lasting: Sendable {
        let service: Service
        let date, duration, signature: SignedQuery.Name
        var beginsAtDate = false

        static let all = [
            Lasting(
                service: .s3,
                date: .amzDate,
                duration: .amzExpires,
                signature: .amzSignature
            ),
            Lasting(
                service: .googleCloudStorage,
                date: .googDate,
                duration: .googExpires,
                signature: .googSignature,
                beginsAtDate: true
            ),
            Lasting(
                service: .alibabaCloudOSS,
                date: .xOSSDate,
                duration: .xOSSExpires,
                signature: .xOSSSignature,
                beginsAtDate: true
            ),
            Lasting(
                service: .volcengineTOS,
                date: .tosDate,
                duration: .tosExpires,
                signature: .tosSignature
            ),
        ]

        static let longest = 604_800
    }

    private static func lasting(_ query: SignedQuery) -> SignedLink? {
        for format in Lasting.all where query.isSigned(format.signature) {
            guard query.has(format.date), query.has(format.duration) else { continue }
            let start = query[format.date].flatMap(CivilTime.seconds(basic:))
            let duration = query[format.duration].flatMap(CivilTime.number)
            var expires: Int?
            if let start, let duration, duration <= Lasting.longest { expires = start + duration }
            return SignedLink(
                format.service,
                expires: expires,
                notBefore: format.beginsAtDate ? start : nil
            )
        }
        return nil
    }

    /// The second at which it ends, beside the name of whom signed.
    ///
    /// * "Signing and Authenticating REST Requests" of Amazon S3, version 2: AWSAccessKeyId
    /// * "V2 signing process" of Google Cloud Storage: GoogleAccessId
    /// * "Include a V1 signature in a URL" of Alibaba Cloud OSS: OSSAccessKeyId; its version 2:
    ///   x-oss-access-key-id
    /// * "Create a signed URL using a canned policy" of Amazon CloudFront: Key-Pair-Id
    /// * "Authentication of Signature in a URL" of Huawei Cloud OBS: AccessKeyId
    private struct Ending: Sendable {
        let service: Service
        let signer: SignedQuery.Name
        var end = SignedQuery.Name.expires
        var signature = SignedQuery.Name.signature

        static let all = [
            Ending(service: .s3, signer: .awsAccessKeyID),
            Ending(service: .googleCloudStorage, signer: .googleAccessID),
            Ending(service: .alibabaCloudOSS, signer: .ossAccessKeyID),
            Ending(
                service: .alibabaCloudOSS,
                signer: .xOSSAccessKeyID,
                end: .xOSSExpires,
                signature: .xOSSSignature
            ),
            Ending(service: .cloudFront, signer: .keyPairID),
            Ending(service: .huaweiCloudOBS, signer: .accessKeyID),
        ]
    }

    private static func ending(_ query: SignedQuery) -> SignedLink? {
        for format in Ending.all where query.isSigned(format.signature) {
            guard query.has(format.signer), query.has(format.end) else { continue }
            return SignedLink(
                format.service,
                expires: query[format.end].flatMap(CivilTime.number)
            )
        }
        return nil
    }

    /// A policy that says when it ends and perhaps when it begins.
    ///
    /// "Create a signed URL using a custom policy" of Amazon CloudFront: Policy, Signature and
    /// Key-Pair-Id. An Expires beside the policy does not count.
    private static func underPolicy(_ query: SignedQuery) -> SignedLink? {
        guard query.isSigned(.signature), query.has(.keyPairID), query.has(.policy) else {
            return nil
        }
        let policy = query.value(of: .policy, limit: CloudFrontPolicy.limit)
            .flatMap(CloudFrontPolicy.init)
        return SignedLink(
            .cloudFront,
            expires: policy?.time(of: "DateLessThan"),
            notBefore: policy?.time(of: "DateGreaterThan")
        )
    }

    /// A shared access signature with its times of day.
    ///
    /// "Create a service SAS", "Create an account SAS" and "Create a user delegation SAS" of Azure
    /// Storage: se, st and sig; with a delegated key, whose own times limit the link, ske and skt.
    /// The spellings are those of "Formatting DateTime values". With si and sv the end may stand in
    /// a stored policy.
    private static func sharedAccess(_ query: SignedQuery) -> SignedLink? {
        guard query.isSigned(.sig), query.has(.se) || query.has(.si) && query.has(.sv) else {
            return nil
        }
        let ends = query.times([.se, .ske], CivilTime.seconds(extended:))
        let starts = query.times([.st, .skt], CivilTime.seconds(extended:))
        return SignedLink(
            .azureStorage,
            expires: query.has(.se) ? ends?.min() : nil,
            notBefore: starts?.max()
        )
    }

    /// A span of time for the signature and one for its key.
    ///
    /// "Request Signature" of Tencent Cloud COS: q-sign-time and q-key-time, each `start;end` in
    /// seconds since 1970. What both share counts.
    private static func keyTime(_ query: SignedQuery) -> SignedLink? {
        guard query.isSigned(.qSignature), query.has(.qSignTime) || query.has(.qKeyTime) else {
            return nil
        }
        let names = [SignedQuery.Name.qSignTime, .qKeyTime]
        return SignedLink(
            .tencentCloudCOS,
            expires: query.times(names) { CivilTime.span($0)?.end }?.min(),
            notBefore: query.times(names) { CivilTime.span($0)?.start }?.max()
        )
    }
}

// MARK: - Query

/// The parameters of a query that matter for signed links.
private struct SignedQuery {
    /// The names, as the services document them.
    enum Name: String, CaseIterable {
        case amzDate = "X-Amz-Date"
        case amzExpires = "X-Amz-Expires"
        case amzSignature = "X-Amz-Signature"
        case googDate = "X-Goog-Date"
        case googExpires = "X-Goog-Expires"
        case googSignature = "X-Goog-Signature"
        case tosDate = "X-Tos-Date"
        case tosExpires = "X-Tos-Expires"
        case tosSignature = "X-Tos-Signature"
        case xOSSDate = "x-oss-date"
        case xOSSExpires = "x-oss-expires"
        case xOSSSignature = "x-oss-signature"
        case xOSSAccessKeyID = "x-oss-access-key-id"
        case awsAccessKeyID = "AWSAccessKeyId"
        case googleAccessID = "GoogleAccessId"
        case ossAccessKeyID = "OSSAccessKeyId"
        case accessKeyID = "AccessKeyId"
        case keyPairID = "Key-Pair-Id"
        case expires = "Expires"
        case signature = "Signature"
        case policy = "Policy"
        case se, st, ske, skt, si, sv, sig
        case qSignTime = "q-sign-time"
        case qKeyTime = "q-key-time"
        case qSignature = "q-signature"
    }

    private var values: [Name: Substring.UTF8View] = [:]

    init(_ address: String) {
        let text = Substring(address).utf8
        let end = text.firstIndex(of: UInt8(ascii: "#")) ?? text.endIndex
        guard let mark = text[..<end].firstIndex(of: UInt8(ascii: "?")) else { return }
        for field in text[mark..<end].dropFirst().split(separator: UInt8(ascii: "&")) {
            let written = field.prefix { $0 != UInt8(ascii: "=") }
            guard let name = Self.name(written), values[name] == nil else { continue }
            values[name] = field[written.endIndex...].dropFirst()
        }
    }

    func has(_ name: Name) -> Bool { values[name] != nil }

    func isSigned(_ signature: Name) -> Bool { values[signature]?.isEmpty == false }

    /// The decoded value, when it is there and short enough for a time.
    subscript(name: Name) -> [UInt8]? { value(of: name, limit: 128) }

    /// The decoded value, when it is there and was written with at most `limit` bytes.
    func value(of name: Name, limit: Int) -> [UInt8]? {
        guard let value = values[name], value.count <= limit else { return nil }
        return Self.decoded(value)
    }

    /// The times under those of the names that are there; `nil` when one of them cannot be read.
    func times(_ names: [Name], _ read: ([UInt8]) -> Int?) -> [Int]? {
        var times: [Int] = []
        for name in names where has(name) {
            guard let time = self[name].flatMap(read) else { return nil }
            times.append(time)
        }
        return times
    }

    private static func name(_ written: Substring.UTF8View) -> Name? {
        guard (1...3 * longestName).contains(written.count) else { return nil }
        let text = String(decoding: decoded(written), as: UTF8.self)
        return names[text] ?? foldedNames[text.lowercased()]
    }

    private static let names = Dictionary(
        uniqueKeysWithValues: Name.allCases.map { ($0.rawValue, $0) }
    )
    private static let foldedNames = Dictionary(
        uniqueKeysWithValues: [Name.googDate, .googExpires, .googSignature].map {
            ($0.rawValue.lowercased(), $0)
        }
    )
    private static let longestName = Name.allCases.map(\.rawValue.utf8.count).max() ?? 0

    /// Resolves `%hh`; what is no such escape stays as it is.
    private static func decoded(_ text: Substring.UTF8View) -> [UInt8] {
        let bytes = Array(text)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = bytes[index + 1].hexDigitValue, let low = bytes[index + 2].hexDigitValue
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }
}

extension UInt8 {
    /// What the byte means as a hexadecimal digit of ASCII.
    var hexDigitValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}

// MARK: - Times

/// Seconds since 1970 UTC from the spellings of services; digits are those of ASCII.
private enum CivilTime {
    /// 9999-12-31T23:59:59Z.
    static let lastSecond = 253_402_300_799

    /// Reads digits and nothing else; `nil` when they do not fit.
    static func number(_ text: some Collection<UInt8>) -> Int? {
        guard text.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }

    /// Reads `start;end`.
    static func span(_ text: [UInt8]) -> (start: Int, end: Int)? {
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard parts.count == 2, let start = number(parts[0]), let end = number(parts[1]) else {
            return nil
        }
        return (start, end)
    }

    /// Reads the basic format of ISO 8601 in its one spelling `YYYYMMDDThhmmssZ`.
    static func seconds(basic text: [UInt8]) -> Int? {
        var reader = Reader(rest: text[...])
        guard let year = reader.digits(4), let month = reader.digits(2), let day = reader.digits(2),
            let days = days(year, month, day), reader.skip("T"),
            let hour = reader.digits(2), let minute = reader.digits(2),
            let second = reader.digits(2), reader.skip("Z"), reader.rest.isEmpty,
            let time = time(hour, minute, second)
        else { return nil }
        return days * 86_400 + time
    }

    /// Reads the extended format of ISO 8601: `YYYY-MM-DD`, then perhaps `Thh:mm` or `Thh:mm:ss`
    /// with up to seven decimals, and then perhaps `Z` or an offset of less than a day.
    ///
    /// Without an offset it is UTC.
    static func seconds(extended text: [UInt8]) -> Int? {
        var reader = Reader(rest: text[...])
        guard let year = reader.digits(4), reader.skip("-"), let month = reader.digits(2),
            reader.skip("-"), let day = reader.digits(2), let days = days(year, month, day)
        else { return nil }
        if reader.rest.isEmpty { return days * 86_400 }
        guard reader.skip("T"), let time = reader.time(), let offset = reader.offset(),
            reader.rest.isEmpty
        else { return nil }
        return days * 86_400 + time - offset
    }

    private static func time(_ hour: Int, _ minute: Int, _ second: Int) -> Int? {
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// Days since 1970-01-01 in the Gregorian calendar, for the years 1 to 9999.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        guard year >= 1, (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let before = year - 1
        let daysBeforeYear = before * 365 + before / 4 - before / 100 + before / 400
        let daysBeforeMonth = lengths[..<(month - 1)].reduce(0, +)
        // 719,162 days lie between 0001-01-01 and 1970-01-01.
        return daysBeforeYear + daysBeforeMonth + day - 1 - 719_162
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func digits(_ count: Int) -> Int? {
            let digits = rest.prefix(count)
            guard digits.count == count, let number = CivilTime.number(digits) else { return nil }
            rest = rest.dropFirst(count)
            return number
        }

        mutating func skip(_ byte: Unicode.Scalar) -> Bool {
            guard rest.first == UInt8(ascii: byte) else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func time() -> Int? {
            guard let hour = digits(2), skip(":"), let minute = digits(2) else { return nil }
            guard skip(":") else { return CivilTime.time(hour, minute, 0) }
            guard let second = digits(2) else { return nil }
            if skip(".") {
                let decimals = rest.prefix { (0x30...0x39).contains($0) }
                guard (1...7).contains(decimals.count) else { return nil }
                rest = rest.dropFirst(decimals.count)
            }
            return CivilTime.time(hour, minute, second)
        }

        /// Seconds east of UTC.
        mutating func offset() -> Int? {
            if rest.isEmpty || skip("Z") { return 0 }
            let sign = skip("-") ? -1 : 1
            guard sign < 0 || skip("+"), let hour = digits(2), skip(":"), let minute = digits(2),
                let offset = CivilTime.time(hour, minute, 0)
            else { return nil }
            return sign * offset
        }
    }
}

// MARK: - CloudFront policies

/// The policy of a CloudFront link: JSON in base64, with `-`, `_` and `~` for `+`, `=` and `/`.
///
/// The JSON is only cut into tokens, not judged: a condition is a key, and in its object first
/// `AWS:EpochTime` with digits. The first such place counts; names with escapes are not found.
private struct CloudFrontPolicy {
    /// Bytes of the encoded policy: CloudFront takes no address of more than 8,192 bytes, and
    /// each may be percent-encoded.
    static let limit = 3 * 8_192

    private let tokens: [Token]

    private enum Token: Equatable {
        case text([UInt8])
        case word([UInt8])
        case mark(Unicode.Scalar)
    }

    init?(_ encoded: [UInt8]) {
        guard let bytes = Self.decoded(encoded) else { return nil }
        var rest = bytes[...]
        var tokens: [Token] = []
        while let token = Self.token(&rest) { tokens.append(token) }
        self.tokens = tokens
    }

    func time(of condition: String) -> Int? {
        let path: [Token] = [
            .text(Array(condition.utf8)), .mark(":"), .mark("{"),
            .text(Array("AWS:EpochTime".utf8)),
            .mark(":"),
        ]
        let place = tokens.indices.first { tokens[$0...].starts(with: path) }
        guard let index = place.map({ $0 + path.count }), index < tokens.count,
            case .word(let digits) = tokens[index]
        else { return nil }
        return CivilTime.number(digits)
    }

    private static func token(_ rest: inout ArraySlice<UInt8>) -> Token? {
        rest = rest.drop { $0 <= 0x20 }
        guard let first = rest.popFirst() else { return nil }
        if first == UInt8(ascii: "\"") { return .text(text(&rest)) }
        guard isWordByte(first) else { return .mark(Unicode.Scalar(first)) }
        let more = rest.prefix(while: isWordByte)
        rest = rest.dropFirst(more.count)
        return .word([first] + more)
    }

    private static func text(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            text.append(byte)
            if byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() { text.append(escaped) }
        }
        return text
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        !#" ":,{}[]"#.utf8.contains(byte) && byte > 0x20
    }

    private static func decoded(_ text: [UInt8]) -> [UInt8]? {
        let padding = text.suffix { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "=") }
        var decoded: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.dropLast(padding.count) {
            guard let value = sextet(byte) else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return count == 6 ? nil : decoded
    }

    private static func sextet(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5a: UInt32(byte) - 0x41
        case 0x61...0x7a: UInt32(byte) - 0x61 + 26
        case 0x30...0x39: UInt32(byte) - 0x30 + 52
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "~"): 63
        default: nil
        }
    }
}

extension Array where Element == UInt8 {
    fileprivate func suffix(while isMeant: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        self[(lastIndex { !isMeant($0) }.map { $0 + 1 } ?? 0)...]
    }
}
