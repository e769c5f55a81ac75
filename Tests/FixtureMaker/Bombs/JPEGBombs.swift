import SampleImages

/// JPEGs that take time and memory from whoever trusts them.
enum JPEGBombs {
    static let all = [
        Bomb(
            "jpeg-200000-empty-comments.jpg",
            .once(start),
            .repeated(JPEGSegment.comment([]).encoded(), 200_000),
            .once(ending)
        ),
        Bomb("jpeg-5000-scans.jpg", .once(beforeScans), scans, .once(end)),
        Bomb(
            "jpeg-5000-scans-with-trailing-bytes.jpg",
            .once(beforeScans),
            scans,
            .once(end + Array("These words come after the end.".utf8))
        ),
        Bomb("jpeg-50-megabytes-of-ff.jpg", .once(start), .repeated([0xFF], 50_000_000)),
        Bomb("jpeg-60000-x-60000.jpg", .once(jpeg(segments: hugeSegments))),
        Bomb(
            "jpeg-exif-of-65535-entries.jpg",
            .once(start),
            .once(JPEGSegment.application(1, exifSignature + HugeExif.cut).encoded()),
            .once(ending)
        ),
        Bomb("jpeg-400-application-segments.jpg", .once(start), applications, .once(ending)),
        Bomb(
            "jpeg-30-megabytes-of-fill-bytes.jpg",
            .once(start),
            .repeated([0xFF], 30_000_000),
            .once(ending)
        ),
        Bomb(
            "jpeg-50-megabytes-without-end.jpg",
            .once(start),
            .once(Array(ending.dropLast(2))),
            .repeated([0], 50_000_000)
        ),
        Bomb(
            "jpeg-50-megabytes-of-ff-behind-the-header.jpg",
            .once(start),
            .once(Array(ending.dropLast(2))),
            .repeated([0xFF], 50_000_000)
        ),
        Bomb(
            "jpeg-50-megabytes-of-restart-markers.jpg",
            .once(start),
            .once(Array(ending.dropLast(2))),
            .repeated([0xFF, 0xD0], 25_000_000)
        ),
        Bomb(
            "jpeg-50-megabytes-of-stuffed-bytes.jpg",
            .once(start),
            .once(Array(ending.dropLast(2))),
            .repeated([0xFF, 0], 25_000_000)
        ),
        Bomb(
            "jpeg-48-megabytes-of-short-runs-of-fill-bytes.jpg",
            .once(start),
            .once(Array(ending.dropLast(2))),
            .repeated([UInt8](repeating: 0xFF, count: 7) + [0], 6_000_000)
        ),
        Bomb(
            "jpeg-33-megabytes-of-mixed-bytes.jpg",
            .once(start),
            .once(Array(ending.dropLast(2))),
            .repeated(mixture, 33)
        ),
        Bomb(
            "jpeg-50-megabytes-of-trailing-bytes.jpg",
            .once(start),
            .once(ending),
            .repeated([0xFF, 0xD8, 0xFF, 0x00], 12_500_000)
        ),
    ]

    private static let segments = JPEGImage(width: 640, height: 480).segments
    private static let start = JPEGSegment.start.encoded()
    private static let end = JPEGSegment.end.encoded()
    /// All but the first marker.
    private static let ending = jpeg(segments: Array(segments.dropFirst()))

    /// A megabyte of pixel bytes, stuffed bytes and restart markers in an order that nobody can guess.
    private static let mixture = {
        var state: UInt32 = 1
        var bytes: [UInt8] = []
        while bytes.count < 1 << 20 {
            state = state &* 1_664_525 &+ 1_013_904_223
            bytes += [[0xFF, 0], [0x55], [0xFF, 0xD0]][Int(state >> 16) % 3]
        }
        return bytes
    }()

    private static let exifSignature = Array("Exif".utf8) + [0, 0]

    /// 26 MB of Exif segments that hold no block.
    private static let applications = Bomb.Piece.repeated(
        JPEGSegment.application(1, exifSignature + [UInt8](repeating: 0, count: 65_527)).encoded(),
        400
    )

    private static let hugeSegments = segments.map { segment in
        segment.marker == 0xC0 ? .frame(width: 60_000, height: 60_000) : segment
    }

    /// A picture of 312,500 blocks up to its first scan, then the code of an end for 16,384 of them.
    private static let beforeScans: [UInt8] = {
        let picture = JPEGImage(width: 5000, height: 4000, colours: .grey, process: .progressive)
        let segments = picture.segments
        let scan = segments.firstIndex { $0.marker == 0xDA } ?? 0
        let endOfBands = [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0xE0]
        return jpeg(segments: segments[...scan] + [JPEGSegment(0xC4, endOfBands)])
    }()

    /// 4,999 scans over all coefficients, of 48 bytes each: they say that there are none.
    private static let scans = Bomb.Piece.repeated(
        JPEGSegment(0xDA, [1, 1, 0, 1, 63, 0], following: [UInt8](repeating: 0, count: 38))
            .encoded(),
        4999
    )
}
