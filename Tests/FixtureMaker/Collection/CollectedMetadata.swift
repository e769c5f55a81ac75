import SampleImages

/// What a picture of the collection says besides its pixels.
struct CollectedMetadata {
    /// About how many bytes it takes; none without a block.
    let byteCount: Int
    /// Whether it stands before the pixels where the format leaves the choice.
    let isFirst: Bool
    private let orientation: Int

    /// Throws the dice: most have little, and a tenth of all files have much in front.
    init(
        for format: CollectedPicture.Format,
        orientation: Int,
        _ dice: inout Dice
    ) {
        let shares =
            format == .jpg
            ? [(46, 0), (40, 1000), (11, 20_000), (3, 200_000)]
            : [(50, 0), (30, 1000), (15, 20_000), (5, 200_000)]
        let byteCount = dice.pick(weighted: shares)
        self.byteCount = orientation == 1 ? byteCount : max(byteCount, 1000)
        self.orientation = orientation
        isFirst = byteCount <= 1000 || dice.happens(300)
    }

    /// A block with a thumbnail that fills most of it, up to what a segment of a JPEG can hold.
    var exif: Exif? {
        guard byteCount > 0 else { return nil }
        let length = min(byteCount, 60_000)
        let thumbnail = JPEGImage(width: 64, height: 48, colours: .grey)
        return Exif(orientation: orientation, thumbnail: thumbnail.padded(to: length - 86))
    }

    /// A profile for what is more than the block holds.
    var profile: [UInt8]? {
        byteCount > 60_000 ? [UInt8](repeating: 0, count: byteCount - 60_000) : nil
    }

    /// The profile in segments of a JPEG.
    var profileSegments: [JPEGSegment] {
        guard let profile else { return [] }
        let pieces = stride(from: 0, to: profile.count, by: 65_000).map { start in
            Array(profile[start...].prefix(65_000))
        }
        return pieces.enumerated().map { index, piece in
            .profile(piece: UInt8(index + 1), of: UInt8(pieces.count), piece)
        }
    }
}
