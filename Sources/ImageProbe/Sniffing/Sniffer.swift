package import PreflightModel

/// Tells from its first bytes what a file is.
package enum Sniffer {
    /// How many bytes at the beginning are looked at, at most.
    package static let longestPrefix = 4096
    /// How many bytes are enough to know a PNG, a JPEG or a WebP.
    static let shortestPrefix = 32

    /// The format that the first bytes of a file show.
    package static func format(of prefix: ArraySlice<UInt8>) -> FileFormat {
        if let format = verifiableFormat(of: prefix) { return format }
        if let format = ISOMedia.format(of: prefix) { return format }
        if let format = Signature.others.first(where: { $0.matches(prefix) })?.format {
            return format
        }
        if let format = Layout.format(of: prefix) { return format }
        if holdsPDF(prefix) { return .pdf }
        if let format = SpoiltImage.format(of: prefix) { return format }
        return TextSniffer.format(of: prefix) ?? .unknown
    }

    /// Within so many bytes readers look for the signature of a PDF (Adobe's implementation notes to
    /// PDF 1.7, 3.4.1).
    private static let longestBeforePDF = 1024

    // Servers put line ends or the headers of a message before it.
    private static func holdsPDF(_ prefix: ArraySlice<UInt8>) -> Bool {
        let start = prefix.prefix(longestBeforePDF)
        guard !start.isEmpty, start.first != UInt8(ascii: "<") else { return false }
        return start.indices.contains { start[$0...].starts(with: "%PDF-".utf8) }
    }

    /// The format, when it is one whose header is decoded.
    ///
    /// Of the signature of a PNG four bytes are enough: what follows them shows whether it was sent
    /// as text, and the walk looks at it.
    static func verifiableFormat(of prefix: ArraySlice<UInt8>) -> FileFormat? {
        guard prefix.count >= 2 else { return nil }
        let start = prefix.startIndex
        switch (prefix[start], prefix[start + 1]) {
        case (0xff, 0xd8): return .jpeg
        case (0x89, 0x50): return prefix.starts(with: [0x89, 0x50, 0x4e, 0x47]) ? .png : nil
        case (0x52, 0x49):
            let isWebP =
                prefix.starts(with: "RIFF".utf8) && prefix.dropFirst(8).starts(with: "WEBP".utf8)
            return isWebP ? .webp : nil
        default: return nil
        }
    }
}
