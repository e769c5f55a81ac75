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
        guard let scheme = Self.scheme(of: text) else { throw .malformed(.noScheme) }
        self.scheme = scheme
        guard scheme == "https" else { throw .insecure(scheme: scheme) }
        try Self.checkCharacters(of: text)
        // From here on every character is one byte.
        let bytes = Substring(text).utf8.prefix { $0 != UInt8(ascii: "#") }
        withoutFragment = String(Substring(bytes))
        let rest = bytes.dropFirst(scheme.utf8.count + 1)
        guard rest.starts(with: "//".utf8) else { throw .malformed(.noHost) }
        let afterSlashes = rest.dropFirst(2)
        let authority = afterSlashes.prefix {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?")
        }
        let path = afterSlashes[authority.endIndex...]
        target = (path.first == UInt8(ascii: "/") ? "" : "/") + Substring(path)
        let at = authority.lastIndex(of: UInt8(ascii: "@"))
        hasUser = at != nil
        let hostAndPort = at.map { authority[$0...].dropFirst() } ?? authority
        let isLiteral = hostAndPort.first == UInt8(ascii: "[")
        let hostEnd = isLiteral ? hostAndPort.firstIndex(of: UInt8(ascii: "]")) : nil
        let colon = hostAndPort[(hostEnd ?? hostAndPort.startIndex)...]
            .firstIndex(of: UInt8(ascii: ":"))
        let host = hostAndPort[..<(colon ?? hostAndPort.endIndex)]
        self.host = String(Substring(host))
        port = colon.map { String(Substring(hostAndPort[$0...].dropFirst())) }
        if let bracket = path.firstIndex(where: {
            $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
        }) {
            let offset = bytes.distance(from: bytes.startIndex, to: bracket)
            throw .malformed(.character(code: UInt32(path[bracket]), offset: offset))
        }
        guard !host.isEmpty else { throw .malformed(.noHost) }
        guard !host.contains(UInt8(ascii: "%")) else { throw .malformed(.hostName) }
    }

    /// The scheme in lower case, when the text begins with one (RFC 3986, 3.1).
    static func scheme(of text: String) -> String? {
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes.first?.isASCIILetter == true,
            bytes[..<colon].allSatisfy({ $0.isASCIILetterOrDigit || "+-.".utf8.contains($0) })
        else { return nil }
        return text[..<colon].lowercased()
    }

    private static func checkCharacters(of text: String) throws(AddressFacts.Outcome) {
        let host = text.utf8.drop { $0 != UInt8(ascii: "/") }.drop { $0 == UInt8(ascii: "/") }
            .prefix { !"/?#".utf8.contains($0) }
        guard host.allSatisfy({ $0 < 0x80 }) else { throw .malformed(.unicodeHost) }
        var escapeLeft = 0
        var offset = 0
        for byte in text.utf8 {
            if escapeLeft > 0 {
                guard byte.hexDigitValue != nil else { break }
                escapeLeft -= 1
            } else if byte == UInt8(ascii: "%") {
                escapeLeft = 2
            } else if !byte.mayStandInAddress {
                throw .malformed(.character(code: text.unicodeScalar(at: offset), offset: offset))
            }
            offset += 1
        }
        guard escapeLeft == 0 else {
            throw .malformed(.percentEncoding(offset: offset - 3 + escapeLeft))
        }
    }
}

extension UInt8 {
    var isASCIILetter: Bool { (0x61...0x7a).contains(self | 0x20) }
    var isASCIILetterOrDigit: Bool { isASCIILetter || (0x30...0x39).contains(self) }

    // Unreserved marks, general and sub-delimiters (RFC 3986, 2.2 and 2.3).
    fileprivate var mayStandInAddress: Bool {
        isASCIILetterOrDigit || "-._~:/?#[]@!$&'()*+,;=".utf8.contains(self)
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
