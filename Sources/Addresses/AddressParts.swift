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
        withoutFragment = String(text.prefix { $0 != "#" })
        let rest = withoutFragment.dropFirst(scheme.count + 1)
        guard rest.hasPrefix("//") else { throw .malformed(.noHost) }
        let afterSlashes = rest.dropFirst(2)
        let authority = afterSlashes.prefix { $0 != "/" && $0 != "?" }
        let path = afterSlashes.dropFirst(authority.count)
        target = path.hasPrefix("/") ? String(path) : "/" + path
        hasUser = authority.contains("@")
        let hostAndPort =
            authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        let hostEnd = hostAndPort.hasPrefix("[") ? hostAndPort.firstIndex(of: "]") : nil
        let colon = hostAndPort[(hostEnd ?? hostAndPort.startIndex)...].firstIndex(of: ":")
        host = String(hostAndPort[..<(colon ?? hostAndPort.endIndex)])
        port = colon.map { String(hostAndPort[hostAndPort.index(after: $0)...]) }
        if let bracket = path.firstIndex(where: { $0 == "[" || $0 == "]" }) {
            let offset = withoutFragment[..<bracket].count
            throw .malformed(.character(code: path[bracket] == "[" ? 0x5b : 0x5d, offset: offset))
        }
        guard !host.isEmpty else { throw .malformed(.noHost) }
        guard !host.contains("%") else { throw .malformed(.hostName) }
    }

    /// The scheme in lower case, when the text begins with one (RFC 3986, 3.1).
    static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":"), let first = text.first else { return nil }
        let scheme = text[..<colon]
        let isScheme =
            first.isASCII && first.isLetter
            && scheme.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0))
            }
        return isScheme ? scheme.lowercased() : nil
    }

    private static func checkCharacters(of text: String) throws(AddressFacts.Outcome) {
        let host =
            text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
            .dropFirst().first ?? ""
        guard host.unicodeScalars.allSatisfy(\.isASCII) else { throw .malformed(.unicodeHost) }
        let scalars = Array(text.unicodeScalars)
        for (offset, scalar) in scalars.enumerated() {
            if scalar == "%" {
                let digits = scalars.dropFirst(offset + 1).prefix(2)
                guard digits.count == 2, digits.allSatisfy(\.properties.isASCIIHexDigit) else {
                    throw .malformed(.percentEncoding(offset: offset))
                }
            } else {
                guard scalar.isASCII,
                    scalar.properties.isAlphabetic
                        || ("0"..."9").contains(scalar) || allowedMarks.contains(scalar)
                else { throw .malformed(.character(code: scalar.value, offset: offset)) }
            }
        }
    }

    // Unreserved marks, general and sub-delimiters (RFC 3986, 2.2 and 2.3).
    private static let allowedMarks = Set("-._~:/?#[]@!$&'()*+,;=".unicodeScalars)
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
        if scheme == "file" {
            let path = trimmed.dropFirst("file:".count)
            self = .localFile(String(path.hasPrefix("//") ? path.dropFirst(2) : path))
        } else if scheme == "data" {
            self = .inline(String(trimmed))
        } else if let scheme, scheme.count > 1 {
            self = .address(text)
        } else {
            self = trimmed.hasPrefix("//") ? .address(text) : .localFile(text)
        }
    }
}
