internal import CImageProbe
package import PreflightModel

/// Decodes every pixel with the image libraries, for who wants certainty.
///
/// A file that is decoded is in memory as a whole.
package enum PixelDecoder {
    /// The longest file that is decoded, in bytes: twice the largest accepted file.
    package static let longestFile = 64 << 20

    // The largest accepted picture has fewer than 6,000 x 6,000 pixels; a progressive JPEG of that
    // size keeps 16 bits of each of four components between its scans: 288 MB.
    private static let mostBytes: UInt64 = 384 << 20
    private static let mostPixels: UInt64 = 48_000_000

    /// What came of decoding `bytes`, the whole of an image whose header was read.
    ///
    /// It is given up after so many milliseconds.
    package static func pixels(
        of bytes: ArraySlice<UInt8>,
        _ format: FileFormat,
        within milliseconds: UInt32 = 30_000
    ) -> MediaFacts.Pixels {
        let limits = probe_limits(
            bytes: mostBytes,
            pixels: mostPixels,
            milliseconds: milliseconds
        )
        let result = unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return probe_result() }
            return switch format {
            case .png: unsafe probe_png_pixels(base, buffer.count, limits)
            case .jpeg: unsafe probe_jpeg_pixels(base, buffer.count, limits)
            default: unsafe probe_webp_pixels(base, buffer.count, limits)
            }
        }
        switch Int(result.outcome) {
        case probe_outcome_read: return .whole
        case probe_outcome_out_of_memory: return .unfinished(.memory)
        case probe_outcome_out_of_time: return .unfinished(.time)
        default: return .lost(words: result.text)
        }
    }
}
