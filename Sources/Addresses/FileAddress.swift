/// The path that a `file:` address names (RFC 8089).
package enum FileAddress {
    /// The bytes of the path, when the text is such an address and names no other host.
    package static func path(of text: some Collection<UInt8>) -> [UInt8]? {
        guard text.prefix(5).map({ $0 | 0x20 }).elementsEqual("file:".utf8) else { return nil }
        var rest = Array(text.dropFirst(5))[...]
        if rest.starts(with: "//".utf8) {
            let host = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            let isHere = String(decoding: host, as: UTF8.self).lowercased() == "localhost"
            guard host.isEmpty || isHere else { return nil }
            rest = rest[host.endIndex...]
        }
        // A mark that belongs to the name is percent-encoded.
        return PercentEncoding.decoded(
            rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        )
    }
}

/// Percent-encoding (RFC 3986, 2.1).
package enum PercentEncoding {
    /// Resolves `%hh`; what is no such escape stays as it is.
    package static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(text)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
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
