internal import PreflightModel

/// The parameters of a query that matter for signed links.
struct SignedQuery {
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
        // Most addresses have no query.
        guard address.utf8.hasByte(UInt8(ascii: "?")) else { return }
        let text = Substring(address).utf8
        let end = text.firstIndex(of: UInt8(ascii: "#")) ?? text.endIndex
        guard let mark = text[..<end].firstIndex(of: UInt8(ascii: "?")) else { return }
        for field in text[mark..<end].dropFirst().split(separator: UInt8(ascii: "&")) {
            let written = field.prefix { $0 != UInt8(ascii: "=") }
            guard let name = Self.name(written), values[name] == nil else { continue }
            values[name] = field[written.endIndex...].dropFirst()
        }
    }

    var isEmpty: Bool { values.isEmpty }

    func has(_ name: Name) -> Bool { values[name] != nil }

    func isSigned(_ signature: Name) -> Bool { values[signature]?.isEmpty == false }

    /// The decoded value, when it is there and short enough for a time.
    subscript(name: Name) -> [UInt8]? { value(of: name, limit: 128) }

    /// The decoded value, when it is there and was written with at most `limit` bytes.
    func value(of name: Name, limit: Int) -> [UInt8]? {
        guard let value = values[name], value.count <= limit else { return nil }
        return PercentEncoding.decoded(value)
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
        let text = String(decoding: PercentEncoding.decoded(written), as: UTF8.self)
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
}
