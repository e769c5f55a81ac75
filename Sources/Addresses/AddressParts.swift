internal import PreflightModel

/// The parts that RFC 3986 cuts an address into, with every character checked.
struct AddressParts {
    let scheme: String
    let hasUser: Bool
    let host: String
    let port: String?
    let target: String
    let withoutFragment: String

    init(_ text: String) throws(AddressFacts.Outcome) {
        let written = Array(text.utf8)
        guard let colon = Self.schemeEnd(in: written) else { throw .malformed(.noScheme) }
        scheme = String(decoding: written[..<colon], as: UTF8.self).lowercased()
        guard scheme == "https" else { throw .insecure(scheme: scheme) }
        try Self.checkCharacters(of: written, text)
        let bytes = written.prefix { $0 != UInt8(ascii: "#") }
        withoutFragment =
            bytes.count == written.count ? text : String(decoding: bytes, as: UTF8.self)
        let rest = bytes[(colon + 1)...]
        guard rest.starts(with: "//".utf8) else { throw .malformed(.noHost) }
        let afterSlashes = rest.dropFirst(2)
        let authority = afterSlashes.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
        }
        let path = afterSlashes[authority.endIndex...]
        let target = String(decoding: path, as: UTF8.self)
        self.target = path.first == UInt8(ascii: "/") ? target : "/" + target
        let at = authority.lastIndex(of: UInt8(ascii: "@"))
        hasUser = at != nil
        let hostAndPort = at.map { authority[($0 + 1)...] } ?? authority
        let isLiteral = hostAndPort.first == UInt8(ascii: "[")
        let hostEnd = isLiteral ? hostAndPort.firstIndex(of: UInt8(ascii: "]")) : nil
        let portColon = hostAndPort[(hostEnd ?? hostAndPort.startIndex)...]
            .firstIndex(of: UInt8(ascii: ":"))
        let host = hostAndPort[..<(portColon ?? hostAndPort.endIndex)]
        self.host = String(decoding: host, as: UTF8.self)
        port = portColon.map { String(decoding: hostAndPort[($0 + 1)...], as: UTF8.self) }
        if let bracket = path.firstIndex(where: {
            $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        }) {
            throw .malformed(.character(code: UInt32(path[bracket]), offset: bracket))
        }
        guard !host.isEmpty else { throw .malformed(.noHost) }
        guard !host.contains(UInt8(ascii: "%")) else { throw .malformed(.hostName) }
    }

    /// The scheme in lower case, when the text begins with one.
    static func scheme(of text: String) -> String? {
        schemeEnd(in: text.utf8).map { text[..<$0].lowercased() }
    }

    /// Where the colon stands behind a scheme (RFC 3986, 3.1).
    private static func schemeEnd<Bytes: Collection<UInt8>>(in bytes: Bytes) -> Bytes.Index? {
        let characters = schemeCharacters
        guard bytes.first?.isASCIILetter == true,
            let end = bytes.firstIndex(where: { !characters.contains($0) }),
            bytes[end] == UInt8(ascii: ":")
        else { return nil }
        return end
    }

    private static let schemeCharacters = ASCIISet.lettersDigits(and: "+-.")

    // Unreserved marks, general and sub-delimiters (RFC 3986, 2.2 and 2.3).
    private static let addressCharacters = ASCIISet.lettersDigits(and: "-._~:/?#[]@!$&'()*+,;=")

    private static func checkCharacters(
        of bytes: [UInt8],
        _ text: String
    ) throws(AddressFacts.Outcome) {
        let host = bytes.drop { $0 != UInt8(ascii: "/") }.drop { $0 == UInt8(ascii: "/") }
            .prefix {
                $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
            }
        guard host.allSatisfy({ $0 < 0x80 }) else {
            let name = String(decoding: host, as: UTF8.self)
            throw .malformed(.unicodeHost(punycode: Punycode.hostName(name)))
        }
        let allowed = addressCharacters
        var escapeLeft = 0
        var offset = 0
        for byte in bytes {
            if escapeLeft > 0 {
                guard byte.hexDigitValue != nil else { break }
                escapeLeft -= 1
            } else if byte == UInt8(ascii: "%") {
                escapeLeft = 2
            } else if !allowed.contains(byte) {
                throw .malformed(.character(code: text.unicodeScalar(at: offset), offset: offset))
            }
            offset += 1
        }
        guard escapeLeft == 0 else {
            throw .malformed(.percentEncoding(offset: offset - 3 + escapeLeft))
        }
    }
}

extension String {
    /// The scalar that begins at a byte before which all is ASCII.
    fileprivate func unicodeScalar(at offset: Int) -> UInt32 {
        unicodeScalars[utf8.index(startIndex, offsetBy: offset)].value
    }
}

extension String {
    /// The address with its user name and password left out, as it may be printed.
    package var withoutUser: String {
        guard let slashes = firstRange(of: "//") else { return self }
        let authority = self[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard let at = authority.lastIndex(of: "@") else { return self }
        return self[..<slashes.upperBound] + "***" + self[at...]
    }
}

/// What a text in a media property is meant as.
package enum MediaReference: Hashable, Sendable {
    /// An address, well-formed or not.
    case address(String)
    /// A path of this machine.
    case localFile(String)
    /// The bytes themselves, as a `data:` address.
    case inline(String)

    /// Tells addresses from paths: what begins with a scheme of two letters or more, or means to.
    package init(_ text: String) {
        // Most are spelled so, with nothing in front.
        if text.utf8.starts(with: "https://".utf8) {
            self = .address(text)
            return
        }
        let trimmed = text.trimmingPrefix { $0.isWhitespace }
        let scheme = AddressParts.scheme(of: String(trimmed))
        if let path = FileAddress.path(of: trimmed.utf8) {
            self = .localFile(String(decoding: path, as: UTF8.self))
        } else if scheme == "data" {
            self = .inline(String(trimmed))
        } else if let scheme, scheme.count > 1 {
            self = .address(text)
        } else {
            self = trimmed.hasPrefix("//") ? .address(text) : .localFile(text)
        }
    }
}
