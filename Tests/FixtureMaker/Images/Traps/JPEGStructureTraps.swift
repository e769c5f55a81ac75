import SampleImages

/// JPEGs whose segments are rare but right, or wrong.
enum JPEGStructureTraps {
    static let all: [ImageFixture] = [
        rare("fill-bytes-between-markers.jpg", segmentsWithFill),
        rare(
            "restart-interval-first.jpg",
            [.start, .restartInterval(40)] + restarting.dropFirst()
        ),
        rare("no-application-segment.jpg", segments.filter { $0.marker != 0xE0 }),
        rare("frame-header-before-tables.jpg", segmentsWithEarlyFrame),
        rare("stray-bytes-between-segments.jpg", segmentsWithStrayBytes),
        .damaged("height-0-with-dnl.jpg", lateHeight.encoded()),
        .damaged("jpeg-zero-width.jpg", JPEGImage(width: 0, height: 480).encoded()),
        .damaged("no-scan.jpg", jpeg(segments: segments.filter { $0.marker != 0xDA })),
        .damaged("no-frame-header.jpg", jpeg(segments: segments.filter { $0.marker != 0xC0 })),
        .damaged("end-straight-after-start.jpg", jpeg(segments: [.start, .end])),
        .damaged("two-starts.jpg", jpeg(segments: [.start] + segments)),
        .damaged("two-frames-before-tables.jpg", jpeg(segments: segmentsWithTwoFrames)),
        .damaged("frame-header-too-short.jpg", jpeg(segments: segmentsWithShortFrame)),
        .damaged("no-components.jpg", jpeg(segments: segmentsWithoutComponents)),
    ]

    private static let picture = JPEGImage(width: 640, height: 480)
    private static let segments = picture.segments
    private static let frame = segments.filter { $0.marker == 0xC0 }
    private static let restarting =
        JPEGImage(width: 640, height: 480, restartInterval: 40).segments
        .filter { $0.marker != 0xDD }
    private static let lateHeight = JPEGImage(width: 640, height: 480, hasLateHeight: true)

    /// Makes a fixture that every reader must take.
    private static func rare(_ name: String, _ segments: [JPEGSegment]) -> ImageFixture {
        ImageFixture("accepted-" + name, .jpeg(640, 480), .accepted(), jpeg(segments: segments))
    }

    private static let segmentsWithFill = segments.enumerated().map { number, segment in
        var filled = segment
        filled.fillCount = number == 0 ? 0 : 3 * number
        return filled
    }

    private static let segmentsWithEarlyFrame =
        [.start] + frame + segments.dropFirst().filter { $0.marker != 0xC0 }

    /// Bytes that belong to no segment, which libjpeg passes over with a warning.
    private static let segmentsWithStrayBytes = segments.map { segment in
        var segment = segment
        if segment.marker == 0xE0 {
            segment.following = [0x00, 0x20, 0xFF, 0x00]
        }
        return segment
    }

    /// The first header is too small, and stands before everything else.
    private static let segmentsWithTwoFrames =
        [.start, .frame(width: 200, height: 100)] + segments.dropFirst()

    private static let segmentsWithShortFrame = segments.map { segment in
        segment.marker == 0xC0 ? JPEGSegment(0xC0, segment.payload?.dropLast(3)) : segment
    }

    private static let segmentsWithoutComponents = segments.map { segment in
        segment.marker == 0xC0 ? .frame(width: 640, height: 480, componentCount: 0) : segment
    }
}
