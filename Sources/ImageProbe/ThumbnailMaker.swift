internal import CImageProbe
package import PreflightModel

/// Makes small copies of pictures with the image libraries.
///
/// A file of which one is made is in memory as a whole.
package enum ThumbnailMaker {
    // What a picture of the largest accepted size needs; an interlaced PNG of it needs all its rows.
    private static let limits = probe_limits(
        bytes: 384 << 20,
        pixels: 48_000_000,
        milliseconds: 2000
    )

    /// A copy of at most 160 x 160 pixels and 6,000 bytes, as the picture is shown; `nil` when the
    /// library refuses the file or a limit forbids it.
    package static func thumbnail(
        of bytes: ArraySlice<UInt8>,
        _ format: FileFormat,
        orientation: Int = 1
    ) -> Thumbnail? {
        var made = probe_thumbnail()
        let file = unsafe [UInt8](unsafeUninitializedCapacity: Int(probe_thumbnail_bytes)) {
            copy,
            count in
            made = unsafe bytes.withUnsafeBufferPointer { buffer in
                guard let base = buffer.baseAddress, let copy = copy.baseAddress else {
                    return probe_thumbnail()
                }
                let make =
                    switch format {
                    case .png: unsafe probe_png_thumbnail
                    case .jpeg: unsafe probe_jpeg_thumbnail
                    default: unsafe probe_webp_thumbnail
                    }
                let number = UInt8(clamping: orientation)
                return unsafe make(base, buffer.count, number, limits, copy)
            }
            count = Int(made.count)
        }
        guard Int(made.outcome) == probe_outcome_read, !file.isEmpty else { return nil }
        return Thumbnail(
            size: PixelSize(width: Int(made.width), height: Int(made.height)),
            bytes: file
        )
    }
}
