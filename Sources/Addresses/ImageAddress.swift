package import PreflightModel

/// An https address that passed the grammar: RFC 3986 with an ASCII host, no user, no other port.
package struct ImageAddress: Hashable, Sendable {
    /// Whom the address names.
    package enum Host: Hashable, Sendable {
        /// A name to be resolved, in lower case.
        case name(String)
        /// A literal address in its one right spelling.
        case literal(IPAddress)
    }

    /// The address as it was written, without a fragment.
    package let text: String
    /// Whom it names.
    package let host: Host
    /// What is asked for: path and query, beginning with a slash.
    package let target: String

    /// The host as it stands in `Host` and in a certificate.
    package var hostName: String {
        switch host {
        case .name(let name): name
        case .literal(let address):
            if case .v6 = address { "[\(address)]" } else { "\(address)" }
        }
    }

    /// Reads an address; what it throws is how fetching it would end.
    package init(_ text: String) throws(AddressFacts.Outcome) {
        try self.init(AddressParts(text))
    }

    /// All that keeps an address from being asked, told by its spelling alone, in the order in which it
    /// would be met; none for one that can be asked.
    package static func obstacles(in text: String) -> [AddressFacts.Outcome] {
        var obstacles: [AddressFacts.Outcome] = []
        var text = text
        var added = 0
        while obstacles.count < mostObstacles {
            do throws(AddressFacts.Outcome) {
                _ = try ImageAddress(text)
                break
            } catch {
                // A character stands where it stood before the scheme grew.
                let obstacle: AddressFacts.Outcome =
                    switch error {
                    case .malformed(.character(let code, let offset)):
                        .malformed(.character(code: code, offset: offset - added))
                    case .malformed(.percentEncoding(let offset)):
                        .malformed(.percentEncoding(offset: offset - added))
                    default: error
                    }
                obstacles.append(obstacle)
                guard let mended = mended(text, without: error) else { break }
                if case .insecure = error { added = mended.utf8.count - text.utf8.count }
                text = mended
            }
        }
        return obstacles
    }

    /// A scheme, a user, a host and a port.
    private static let mostObstacles = 4

    /// The address as it would be without an obstacle; `nil` where nothing behind it can be told.
    private static func mended(_ text: String, without obstacle: AddressFacts.Outcome) -> String? {
        if case .insecure("http") = obstacle { return "https" + text.dropFirst("http".count) }
        guard let slashes = text.firstRange(of: "//") else { return nil }
        let scheme = text[..<slashes.upperBound]
        let authority = text[slashes.upperBound...].prefix { !"/?#".contains($0) }
        let rest = text[authority.endIndex...]
        let host = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() } ?? authority
        switch obstacle {
        case .credentials: return String(scheme + host + rest)
        case .notPublic, .malformed(.addressLiteral), .malformed(.hostName):
            let literal = host.hasPrefix("[") ? host.firstIndex(of: "]") : nil
            let port = host[(literal ?? host.startIndex)...].drop { $0 != ":" }
            return String(scheme + "host.example" + port + rest)
        default: return nil
        }
    }

    /// Reads the target of a redirect that this address answered with.
    package func redirected(to location: String) throws(AddressFacts.Outcome) -> ImageAddress {
        try ImageAddress(target(of: location))
    }

    /// The target of a redirect that this address answered with, which is yet to be judged (RFC 3986,
    /// 5.2).
    ///
    /// What may not stand in a path or query and cannot be meant otherwise is percent-encoded, as
    /// clients do: nobody who uses the address can mend it.
    package func target(of location: String) -> String {
        let location = Self.encoded(location)
        if AddressParts.scheme(of: location) != nil { return location }
        if location.hasPrefix("//") { return "https:" + location }
        let origin = "https://" + hostName
        let reference = location.prefix { $0 != "#" }
        guard !reference.isEmpty else { return text }
        let path = target.prefix { $0 != "?" }
        if reference.hasPrefix("?") { return origin + path + reference }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        let merged = reference.hasPrefix("/") ? reference : folder + reference
        let query = merged.drop { $0 != "?" }
        let plain = Self.withoutDots(merged.dropLast(query.count))
        return origin + plain + query
    }

    // The host is left as it is written. Backslashes and control characters are read in different ways.
    private static func encoded(_ location: String) -> String {
        let bytes = Array(location.utf8)
        guard bytes.contains(where: { $0 >= 0x80 || encodedMarks.contains($0) }) else {
            return location
        }
        var start = 0
        if let slashes = location.firstRange(of: "//"),
            location[..<slashes.lowerBound].allSatisfy({ !"/?#".contains($0) })
        {
            let authority = location.utf8.distance(
                from: location.startIndex,
                to: slashes.upperBound
            )
            let ends = ASCIISet("/?#")
            start = bytes[authority...].firstIndex(where: ends.contains) ?? bytes.count
        }
        let encoded = bytes[start...].flatMap { byte -> [UInt8] in
            guard byte >= 0x80 || encodedMarks.contains(byte) else { return [byte] }
            return Array("%".utf8) + [byte].hexadecimal.uppercased().utf8
        }
        return String(decoding: bytes[..<start] + encoded, as: UTF8.self)
    }

    private static let encodedMarks = ASCIISet(" \"<>^`{|}")

    // RFC 3986, 5.2.4, for a path that begins with a slash.
    private static func withoutDots(_ path: Substring) -> String {
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for segment in segments {
            switch segment {
            case ".": continue
            case "..": _ = kept.popLast()
            default: kept.append(segment)
            }
        }
        if segments.last == "." || segments.last == ".." { kept.append("") }
        return "/" + kept.joined(separator: "/")
    }

    private init(_ parts: AddressParts) throws(AddressFacts.Outcome) {
        guard parts.scheme == "https" else { throw .insecure(scheme: parts.scheme) }
        guard !parts.hasUser else { throw .credentials }
        host = try Self.host(parts.host)
        if let port = parts.port, port != "443" { throw .malformed(.port(port)) }
        target = parts.target
        text = parts.withoutFragment
    }

    private static func host(_ text: String) throws(AddressFacts.Outcome) -> Host {
        if text.hasPrefix("[") {
            guard text.hasSuffix("]"), let address = IPAddress(v6: text.dropFirst().dropLast())
            else { throw .malformed(.addressLiteral) }
            return .literal(try publicOnly(address))
        }
        if looksNumeric(text.lastLabel) {
            guard let address = IPAddress(anySpelling: text) else {
                throw .malformed(.addressLiteral)
            }
            let literal = Host.literal(try publicOnly(address))
            guard IPAddress(dottedDecimal: text) != nil else { throw .malformed(.addressLiteral) }
            return literal
        }
        let hasCapitals = text.utf8.contains { (0x41...0x5a).contains($0) }
        let name = hasCapitals ? text.lowercased() : text
        if name == "localhost" || name.hasSuffix(".localhost") {
            throw .notPublic(address: name, block: "loopback", redirected: false)
        }
        guard isHostName(name) else { throw .malformed(.hostName) }
        return .name(name)
    }

    private static func publicOnly(_ address: IPAddress) throws(AddressFacts.Outcome) -> IPAddress {
        guard let block = address.specialBlock else { return address }
        throw .notPublic(address: "\(address)", block: block, redirected: false)
    }

    private static func looksNumeric(_ label: Substring.UTF8View) -> Bool {
        guard let first = label.first, (0x30...0x39).contains(first) else { return false }
        return label.allSatisfy { (0x30...0x39).contains($0) }
            || label.prefix(2).map { $0 | 0x20 }.elementsEqual("0x".utf8)
    }

    // RFC 1123 and, for buckets that have one, the underscore.
    private static func isHostName(_ name: String) -> Bool {
        guard name.utf8.count <= 253 else { return false }
        let (dot, dash) = (UInt8(ascii: "."), UInt8(ascii: "-"))
        let characters = hostCharacters
        var labels = 1
        var length = 0
        var last = dash
        for byte in name.utf8 {
            if byte == dot {
                guard length > 0, last != dash else { return false }
                (labels, length) = (labels + 1, 0)
            } else {
                guard characters.contains(byte), length > 0 || byte != dash, length < 63 else {
                    return false
                }
                length += 1
            }
            last = byte
        }
        return labels > 1 && length > 0 && last != dash
    }

    private static let hostCharacters = ASCIISet.lettersDigits(and: "-_")
}

extension String {
    /// What stands behind the last dot that something stands behind.
    fileprivate var lastLabel: Substring.UTF8View {
        let dot = UInt8(ascii: ".")
        var end = utf8.endIndex
        while end > utf8.startIndex, utf8[utf8.index(before: end)] == dot {
            end = utf8.index(before: end)
        }
        let start = utf8[..<end].lastIndex(of: dot).map { utf8.index(after: $0) }
        return self[(start ?? startIndex)..<end].utf8
    }
}
