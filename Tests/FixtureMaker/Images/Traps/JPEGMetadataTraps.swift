import SampleImages

/// JPEGs whose metadata hides the frame header, or looks like one.
enum JPEGMetadataTraps {
    static let all: [ImageFixture] = [
        ImageFixture("accepted-megabytes-of-icc-first.jpg", .accepted(), picture(profile)),
        ImageFixture("accepted-megabytes-of-mpf-first.jpg", .accepted(), picture(multiPicture)),
        ImageFixture(
            "rotated-by-exif-after-xmp.jpg",
            .accepted("rotated-by-exif"),
            picture([packet, .exif(Exif(orientation: 6))])
        ),
        ImageFixture(
            "rotated-by-exif-first-of-two-blocks.jpg",
            .accepted("rotated-by-exif"),
            picture([.exif(Exif(orientation: 6)), .exif(Exif(orientation: 1))])
        ),
        ImageFixture(
            "accepted-second-exif-block-rotated.jpg",
            .accepted(),
            picture([.exif(Exif(orientation: 1)), .exif(Exif(orientation: 6))])
        ),
        ImageFixture(
            "accepted-thumbnail-frame-header-in-exif.jpg",
            .accepted(),
            JPEGImage(width: 640, height: 480, exif: Exif(orientation: 1, thumbnail: thumbnail))
        ),
        ImageFixture(
            "accepted-frame-headers-in-comment-and-app13.jpg",
            .accepted(),
            picture([.comment(thumbnail), .application(13, thumbnail)])
        ),
        ImageFixture(
            "accepted-two-images-mpo.jpg",
            .jpeg(640, 480),
            .accepted(),
            MultiPicture(
                first: JPEGImage(width: 640, height: 480),
                second: JPEGImage(width: 320, height: 240)
            ).encoded()
        ),
    ]

    /// A picture with these segments before its tables.
    private static func picture(_ segments: [JPEGSegment]) -> JPEGImage {
        JPEGImage(width: 640, height: 480, segmentsBeforeFrame: segments)
    }

    /// 1.3 MB of zeros in 20 pieces.
    private static let profile: [JPEGSegment] = (1...20).map { piece in
        .profile(piece: piece, of: 20, [UInt8](repeating: 0, count: 65_519))
    }

    /// 1.3 MB of zeros, which is no index of anything.
    private static let multiPicture = [JPEGSegment](
        repeating: .multiPicture([UInt8](repeating: 0, count: 65_529)),
        count: 20
    )

    private static let packet = JPEGSegment.xmp(
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/\
        22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>
        """
    )

    private static let thumbnail = JPEGImage(width: 160, height: 120).encoded()
}
