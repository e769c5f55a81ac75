extension String {
    /// The address as it may be printed, with its query where somebody asked to see that.
    package func printable(showingQueries showsQueries: Bool) -> String {
        showsQueries ? withoutUser : withoutSecrets
    }

    /// The address as it may be printed: what could open something is replaced by `***`.
    ///
    /// Hidden are the user name and password, the values of parameters whose names are known to
    /// carry secrets or to name the signer, every value that begins like a JSON web token, and the
    /// fragment of what can be an address. Names, expiry parameters and everything else stay readable.
    ///
    /// It need not be a well-formed address: backslashes count as slashes, and a missing slash or
    /// scheme, white space in front or a password with an unescaped slash hide nothing. Parameters
    /// and users of an address inside of the address are found at any depth of percent-encoding;
    /// there everything from the first secret to the end of the outer parameter is hidden.
    ///
    /// It is idempotent, linear in the length and never longer than the address: fewer than three
    /// bytes give as many asterisks. A path without `=`, `@` and `#` stays as it is, so a secret
    /// that is a component of the path remains.
    package var withoutSecrets: String {
        // Nothing is hidden without one of these or an escape that may stand for one.
        let marks = Redaction.marks
        let isMarked =
            unsafe utf8.withContiguousStorageIfAvailable { bytes in
                unsafe bytes.contains(where: marks.contains)
            } ?? true
        guard isMarked else { return self }
        return String(decoding: Redaction(Array(utf8)).printable, as: UTF8.self)
    }
}

extension String {
    /// The text with each address in it as it may be printed.
    ///
    /// An address reaches from its scheme to the next white space or quotation mark.
    package var withoutSecretsOfAddresses: String {
        var text = ""
        var rest = self[...]
        while let slashes = rest.firstRange(of: "://") {
            let scheme = rest[..<slashes.lowerBound].reversed().prefix {
                $0.isLetter || $0.isNumber
            }
            let before = rest[..<slashes.lowerBound].dropLast(scheme.count)
            let address = rest[before.endIndex...].prefix {
                !$0.isWhitespace && !"\"'`\u{201c}\u{201d}\u{2018}\u{2019}".contains($0)
            }
            text += before + String(address).withoutSecrets
            rest = rest[address.endIndex...]
        }
        return text + rest
    }
}

/// Finds the ranges of an address that must not be printed, in their order.
private struct Redaction {
    static let marks = ASCIISet("=@#%")

    private let bytes: [UInt8]
    private var hidden: [Range<Int>] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        if let user = UserInfo(bytes).range {
            hide(user)
            start = user.upperBound
        }
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
        hideParameters(start..<end)
        guard end < bytes.count else { return }
        // A name of a file may hold the mark, too: there only what looks like a secret is hidden.
        if bytes[..<end].contains(where: Self.marksOfAddress.contains) {
            hide(end + 1..<bytes.count)
        } else {
            hideParameters(end + 1..<bytes.count)
        }
    }

    private static let marksOfAddress = ASCIISet(":?@%\\=")

    var printable: [UInt8] {
        var printable: [UInt8] = []
        printable.reserveCapacity(bytes.count)
        var start = 0
        for range in hidden {
            printable += bytes[start..<range.lowerBound]
            printable += repeatElement(UInt8(ascii: "*"), count: min(range.count, 3))
            start = range.upperBound
        }
        return printable + bytes[start...]
    }

    private mutating func hide(_ range: Range<Int>) {
        if !range.isEmpty { hidden.append(range) }
    }

    private mutating func hideParameters(_ range: Range<Int>) {
        let mark = bytes[range].firstIndex(of: UInt8(ascii: "?")) ?? range.upperBound
        hideSecrets(in: range.lowerBound..<mark)
        var start = mark
        for index in mark..<range.upperBound where bytes[index] == UInt8(ascii: "&") {
            hideSecrets(in: start..<index)
            start = index
        }
        hideSecrets(in: start..<range.upperBound)
    }

    /// Hides what is secret in one parameter, or in the path.
    private mutating func hideSecrets(in range: Range<Int>) {
        let text = DecodedText(bytes, range)
        var index = 0
        while index < text.bytes.count {
            if text.bytes[index] == UInt8(ascii: "="), text.hasSecretName(before: index) {
                return hide(text.offset(index + 1)..<range.upperBound)
            }
            if let user = text.user(at: index) {
                hide(text.offset(user.lowerBound)..<text.offset(user.upperBound))
                index = user.upperBound
            } else {
                index += 1
            }
        }
    }
}

/// A part of an address with all its percent-encodings resolved, and where each byte comes from.
private struct DecodedText {
    private(set) var bytes: [UInt8] = []
    private let start: Int
    private var ends: [Int] = []

    init(_ address: [UInt8], _ range: Range<Int>) {
        start = range.lowerBound
        bytes.reserveCapacity(range.count)
        ends.reserveCapacity(range.count)
        for index in range {
            bytes.append(address[index])
            ends.append(index + 1)
            while let byte = lastEscape {
                bytes.replaceSubrange((bytes.count - 3)..., with: CollectionOfOne(byte))
                ends.replaceSubrange((ends.count - 3)..., with: CollectionOfOne(index + 1))
            }
        }
    }

    /// Where in the address the byte at `index`, or the end, was written.
    func offset(_ index: Int) -> Int { index == 0 ? start : ends[index - 1] }

    /// Whether a name that carries a secret stands before the equals sign at `index`, or something
    /// behind it that is a secret under any name.
    func hasSecretName(before index: Int) -> Bool {
        let written = bytes[max(0, index - 72)..<index]
        let name = written[..<(written.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? 0)]
        let start = name.lastIndex { !SecretName.mayContain($0) }.map { $0 + 1 }
        let value = bytes[(index + 1)...]
        return SecretName.isSecret(name[(start ?? name.startIndex)...], length: value.count)
            || value.starts(with: "eyJ".utf8)
    }

    /// The user of an address whose two slashes end before `index`.
    ///
    /// Without a scheme in front of the slashes only what holds a colon is a user: `//pkg@2` is
    /// common in paths.
    func user(at index: Int) -> Range<Int>? {
        guard index >= 2, Self.isSlash(bytes[index - 1]), Self.isSlash(bytes[index - 2]),
            !Self.isSlash(bytes[index])
        else { return nil }
        let authority = bytes[index...].prefix { !Self.authorityEnds.contains($0) }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at > index else { return nil }
        let before = bytes[..<index].last { !Self.isSlash($0) }
        let hasScheme = before == UInt8(ascii: ":")
        return hasScheme || authority[..<at].contains(UInt8(ascii: ":")) ? index..<at : nil
    }

    private static let authorityEnds = ASCIISet("/\\?#& ")

    private var lastEscape: UInt8? {
        let count = bytes.count
        guard count >= 3, bytes[count - 3] == UInt8(ascii: "%"),
            let high = bytes[count - 2].hexDigitValue, let low = bytes[count - 1].hexDigitValue
        else { return nil }
        return high << 4 | low
    }

    static func isSlash(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: "+")
    }
}

/// The names of parameters whose values must not be printed.
///
/// Capitals, punctuation and digits at the end make no difference: `X-Amz-Signature`, `api_key` and
/// `tokens[0]` are found as `signature`, `key` and `tokens`.
private enum SecretName {
    static func mayContain(_ byte: UInt8) -> Bool {
        byte >= 0x80 || characters.contains(byte)
    }

    private static let characters = ASCIISet.lettersDigits(and: "-_.~[]$*!'")

    static func isSecret(_ written: ArraySlice<UInt8>, length: Int) -> Bool {
        let name = written.filter(\.isASCIILetterOrDigit).map { $0 | 0x20 }
        guard !name.isEmpty else { return false }
        let plain = name[..<(name.lastIndex { $0 > 0x39 }.map { $0 + 1 } ?? 0)]
        if names.contains(Array(name)) || names.contains(Array(plain)) { return true }
        if length >= 32, namesOfDigests.contains(Array(name)) { return true }
        let candidates = plain.last.flatMap { endings[$0] } ?? []
        return candidates.contains { plain.suffix($0.count).elementsEqual($0) }
    }

    /// Those that must be the whole name.
    ///
    /// Beside the plain ones: the signer in links of Azure and Tencent Cloud, the tokens of Akamai
    /// and Cloudflare, and the signatures of Discord, Facebook and nginx.
    private static let names = Set(
        [
            "ak", "assertion", "authcode", "bearer", "code", "cookie", "hdnea", "hdntl", "hdnts",
            "digest", "hm", "mac", "md5", "oh", "otp", "pass", "pin", "pw", "qak", "saoid", "sas",
            "sduoid", "sid", "sign", "sk", "skoid", "sktid", "suoid", "ticket", "tk", "tokens",
            "upt", "verify",
        ].map { Array($0.utf8) }
    )

    /// Those that are secret at the end of any name, by their last letter.
    private static let endings = Dictionary(
        grouping: [
            "accesscode", "accessid", "apikeys", "auth", "authorization", "credential",
            "credentials", "hmac", "jwt", "key", "keyid", "pairid", "passcode", "passphrase",
            "passwd", "password", "policy", "pwd", "secret", "sessid", "session", "sessionid",
            "sig", "signature", "token",
        ].map { Array($0.utf8) }
    ) { $0[$0.count - 1] }

    /// Those that name a digest when the value is as long as one; imgix signs with `s`.
    private static let namesOfDigests = Set(["h", "hash", "s", "st", "t"].map { Array($0.utf8) })
}

/// The place of the user name and password at the top of an address.
private struct UserInfo {
    let range: Range<Int>?

    init(_ bytes: [UInt8]) {
        let first = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        let start = Self.authority(bytes, from: first)
        let end = bytes[(start ?? first)...].firstIndex(where: Self.ends.contains) ?? bytes.count
        let authority = bytes[(start ?? first)..<end]
        if let at = Self.lastAt(authority) {
            let isMeant = start != nil || authority[..<at].contains(UInt8(ascii: ":"))
            range = isMeant ? authority.startIndex..<at : nil
        } else if let start, Self.hasStrangePort(authority),
            let at = Self.lastAt(bytes[end...])
        {
            range = start..<at
        } else {
            range = nil
        }
    }

    private static let ends = ASCIISet("/\\?#")
    private static let pathEnds = ASCIISet("?#=&@%")
    private static let schemeBytes = ASCIISet.lettersDigits(and: "+-.")

    /// Where the authority begins, when slashes or the scheme tell.
    private static func authority(_ bytes: [UInt8], from first: Int) -> Int? {
        let scheme = bytes[first...].prefix(while: schemeBytes.contains)
        if scheme.count > 1, scheme.endIndex < bytes.count,
            bytes[scheme.endIndex] == UInt8(ascii: ":")
        {
            let run = bytes[(scheme.endIndex + 1)...].prefix {
                DecodedText.isSlash($0) || $0 <= 0x20
            }
            let isWeb = ["http", "https"].contains(
                String(decoding: scheme, as: UTF8.self).lowercased()
            )
            return isWeb || run.contains(where: DecodedText.isSlash) ? run.endIndex : nil
        }
        let end = bytes[first...].firstIndex(where: pathEnds.contains) ?? bytes.count
        let slashes = (first..<end).first {
            $0 + 1 < end && DecodedText.isSlash(bytes[$0]) && DecodedText.isSlash(bytes[$0 + 1])
        }
        return slashes.map { bytes[$0...].firstIndex { !DecodedText.isSlash($0) } ?? bytes.count }
    }

    /// The last at sign, plain or percent-encoded.
    private static func lastAt(_ authority: ArraySlice<UInt8>) -> Int? {
        authority.indices.last {
            authority[$0] == UInt8(ascii: "@") || authority[$0...].starts(with: "%40".utf8)
        }
    }

    /// Whether what looks like a port is no number: then it is the beginning of a password.
    private static func hasStrangePort(_ authority: ArraySlice<UInt8>) -> Bool {
        let literal = authority.first == UInt8(ascii: "[") ? UInt8(ascii: "]") : nil
        let host = authority.lastIndex { $0 == literal } ?? authority.startIndex
        guard let colon = authority[host...].firstIndex(of: UInt8(ascii: ":")) else { return false }
        return !authority[(colon + 1)...].allSatisfy { (0x30...0x39).contains($0) }
    }
}
