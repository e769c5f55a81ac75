package import PreflightModel

/// Tells from its first bytes what a file is.
package enum Sniffer {
    /// How many bytes at the beginning are looked at, at most.
    package static let longestPrefix = 4096
    /// How many bytes are enough to know every binary format.
    static let shortestPrefix = 32

    /// The format that the first bytes of a file show.
    package static func format(of prefix: ArraySlice<UInt8>) -> FileFormat {
        let bytes = ArraySlice(Array(prefix))
        for signature in signatures where signature.matches(bytes) { return signature.format }
        return isoMediaFormat(bytes) ?? containerFormat(bytes) ?? textFormat(bytes)
    }

    private struct Signature {
        let format: FileFormat
        let bytes: [UInt8]

        init(_ format: FileFormat, _ bytes: [UInt8]) {
            self.format = format
            self.bytes = bytes
        }

        init(_ format: FileFormat, _ text: StaticString) {
            self.init(format, Array(text.description.utf8))
        }

        func matches(_ prefix: ArraySlice<UInt8>) -> Bool { prefix.starts(with: bytes) }
    }

    private static let signatures = [
        Signature(.png, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        Signature(.jpeg, [0xff, 0xd8]),
        Signature(.gif, "GIF87a"),
        Signature(.gif, "GIF89a"),
        Signature(.tiff, [0x49, 0x49, 0x2a, 0]),
        Signature(.tiff, [0x4d, 0x4d, 0, 0x2a]),
        Signature(.ico, [0, 0, 1, 0]),
        Signature(.ico, [0, 0, 2, 0]),
        Signature(.psd, "8BPS"),
        Signature(.jpegXL, [0xff, 0x0a]),
        Signature(.jpegXL, [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]),
        Signature(.jpeg2000, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]),
        Signature(.jpeg2000, [0xff, 0x4f, 0xff, 0x51]),
        Signature(.webm, [0x1a, 0x45, 0xdf, 0xa3]),
        Signature(.pdf, "%PDF-"),
        Signature(.zip, [0x50, 0x4b, 3, 4]),
        Signature(.zip, [0x50, 0x4b, 5, 6]),
        Signature(.gzip, [0x1f, 0x8b]),
        Signature(.ogg, "OggS"),
        Signature(.mp3, "ID3"),
    ]

    // ISO base media files name their kind after "ftyp" (ISO/IEC 14496-12).
    private static func isoMediaFormat(_ bytes: ArraySlice<UInt8>) -> FileFormat? {
        guard bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
        switch String(decoding: bytes[8..<12], as: UTF8.self) {
        case "avif", "avis": return .avif
        case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1": return .heic
        case "qt  ": return .quickTime
        default: return .mp4
        }
    }

    private static func containerFormat(_ bytes: ArraySlice<UInt8>) -> FileFormat? {
        if bytes.count >= 12, bytes.starts(with: "RIFF".utf8) {
            switch String(decoding: bytes[8..<12], as: UTF8.self) {
            case "WEBP": return .webp
            case "AVI ": return .avi
            case "WAVE": return .wav
            default: return nil
            }
        }
        // "BM", then the reserved fields are zero (BITMAPFILEHEADER).
        if bytes.count >= 14, bytes.starts(with: "BM".utf8), bytes[6..<10].allSatisfy({ $0 == 0 }) {
            return .bmp
        }
        return nil
    }

    private static func textFormat(_ bytes: ArraySlice<UInt8>) -> FileFormat {
        guard isText(bytes) else { return .unknown }
        var text = String(decoding: bytes, as: UTF8.self)[...]
        text = text.drop { $0.isWhitespace || $0 == "\u{feff}" }
        let lowered = text.prefix(1024).lowercased()
        if lowered.hasPrefix("<!doctype html") || lowered.hasPrefix("<html") { return .html }
        if lowered.contains("<svg") && lowered.hasPrefix("<") { return .svg }
        if lowered.hasPrefix("<?xml") { return lowered.contains("<html") ? .html : .xml }
        if lowered.hasPrefix("<") && (lowered.contains("<head") || lowered.contains("<body")) {
            return .html
        }
        if lowered.hasPrefix("{") || lowered.hasPrefix("[") { return .json }
        return .text
    }

    // Text has no NUL and next to no other control characters. A sequence that the prefix cuts off
    // is no defect.
    private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return false }
        let controls = bytes.count { $0 < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].contains($0) }
        guard controls == 0 else { return false }
        let decoded = String(decoding: bytes, as: UTF8.self)
        let strange = decoded.unicodeScalars.count { $0 == "\u{fffd}" }
        return strange <= 1 || strange * 10 < bytes.count
    }
}
