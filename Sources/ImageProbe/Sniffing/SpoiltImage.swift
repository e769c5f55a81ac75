internal import PreflightModel

/// Images that something on their way took for text.
enum SpoiltImage {
    /// What became of an image; `nil` for anything else.
    static func format(of prefix: ArraySlice<UInt8>) -> FileFormat? {
        if recodedStarts.contains(where: prefix.starts) { return .recodedImage }
        var rest = prefix
        if rest.starts(with: mark) { rest = rest.dropFirst(mark.count) }
        rest = rest.drop { [0x09, 0x0a, 0x0d, 0x20].contains($0) }
        guard rest.count < prefix.count, rest.count >= Sniffer.shortestPrefix else { return nil }
        return Sniffer.verifiableFormat(of: rest) == nil ? nil : .shiftedImage
    }

    /// The byte order mark of UTF-8.
    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// The first bytes of a JPEG and a PNG as characters of Latin-1 in UTF-8, and as what stands in UTF-8
    /// for bytes that are none.
    private static let recodedStarts: [[UInt8]] = [
        [0xc3, 0xbf, 0xc3, 0x98],
        [0xc2, 0x89, 0x50, 0x4e, 0x47],
        [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd],
        [0xef, 0xbf, 0xbd, 0x50, 0x4e, 0x47],
    ]
}
