internal import PreflightModel

/// Formats without a signature of their own, which are known by numbers that fit together.
enum Layout {
    /// What the numbers at the beginning show; `nil` when they fit nothing.
    static func format(of prefix: ArraySlice<UInt8>) -> FileFormat? {
        let bytes = FirstBytes(prefix)
        if isIcon(bytes) { return .ico }
        if isFlash(bytes) { return .flash }
        if isTransportStream(bytes) { return .mpeg }
        if isPCX(bytes) { return .pcx }
        if isSGI(bytes) { return .sgi }
        if isTGA(bytes) { return .tga }
        if isProgram(bytes) { return .program }
        return nil
    }

    // Icons and cursors: zero, kind 1 or 2, then the number of pictures, which is not zero.
    private static func isIcon(_ bytes: FirstBytes) -> Bool {
        bytes.little16(at: 0) == 0 && [1, 2].contains(bytes.little16(at: 2))
            && bytes.little16(at: 4) > 0 && bytes[9] == 0
    }

    // Three letters, the first for the compression, then a version; text has none so small.
    private static func isFlash(_ bytes: FirstBytes) -> Bool {
        [0x46, 0x43, 0x5a].contains(bytes[0]) && bytes[1] == 0x57 && bytes[2] == 0x53
            && (1...0x1f).contains(bytes[3])
    }

    // Packets of 188 bytes, each after a mark (ISO/IEC 13818-1, 2.4.3), of discs with 4 bytes before.
    private static func isTransportStream(_ bytes: FirstBytes) -> Bool {
        [(0, 188), (4, 192)].contains { start, step in
            (0..<3).allSatisfy { bytes[start + $0 * step] == 0x47 }
        }
    }

    // A mark, a version, the one compression, bits of a sample, and a window that is none too small.
    private static func isPCX(_ bytes: FirstBytes) -> Bool {
        bytes[0] == 0x0a && [0, 2, 3, 4, 5].contains(bytes[1]) && bytes[2] == 1
            && [1, 2, 4, 8].contains(bytes[3]) && bytes.little16(at: 4) <= bytes.little16(at: 8)
            && bytes.little16(at: 6) <= bytes.little16(at: 10) && bytes[64] == 0
    }

    // A mark, the compression, bytes of a sample, and how many dimensions there are.
    private static func isSGI(_ bytes: FirstBytes) -> Bool {
        bytes[0] == 0x01 && bytes[1] == 0xda && (0...1).contains(bytes[2])
            && (1...2).contains(bytes[3]) && bytes[4] == 0 && (1...3).contains(bytes[5])
    }

    // Truevision TGA 2.0, 2: a kind of picture, a palette that is there or not as the kind wants it, a
    // size, and bits of a pixel.
    private static func isTGA(_ bytes: FirstBytes) -> Bool {
        let hasPalette = bytes[1] == 1
        let kinds = hasPalette ? [1, 9] : [2, 3, 10, 11]
        let paletteFits =
            hasPalette
            ? [15, 16, 24, 32].contains(bytes[7]) && (1...256).contains(bytes.little16(at: 5))
            : (3..<8).allSatisfy { bytes[$0] == 0 }
        return (0...1).contains(bytes[1]) && kinds.contains(bytes[2]) && paletteFits
            && bytes.little16(at: 12) > 0 && bytes.little16(at: 14) > 0
            && [8, 15, 16, 24, 32].contains(bytes[16]) && (0...0x3f).contains(bytes[17])
    }

    // Of DOS and Windows: two letters, then how much of the last of its pages of 512 bytes is used.
    private static func isProgram(_ bytes: FirstBytes) -> Bool {
        bytes[0] == 0x4d && bytes[1] == 0x5a && (0..<512).contains(bytes.little16(at: 2))
    }
}

/// Bytes by their place in a file; what is not there is -1, which is no number of a format.
private struct FirstBytes {
    private let prefix: ArraySlice<UInt8>

    init(_ prefix: ArraySlice<UInt8>) { self.prefix = prefix }

    subscript(_ offset: Int) -> Int {
        let place = prefix.startIndex + offset
        return place < prefix.endIndex ? Int(prefix[place]) : -1
    }

    func little16(at offset: Int) -> Int {
        self[offset + 1] < 0 ? -1 : self[offset + 1] << 8 | self[offset]
    }
}
