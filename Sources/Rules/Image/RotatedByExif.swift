package import PreflightModel

/// An image that is shown turned or mirrored because of its metadata.
package enum RotatedByExif: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, image.orientation != 1 else { return nil }
        return Defect(
            found: .orientation(
                image.orientation,
                stored: image.size,
                displayed: image.displayedSize
            ),
            accepted: .upright,
            remedy: .rotatePixels
        )
    }

    package static let about = RuleDescription(
        name: "rotated-by-exif",
        summary: "the image is rotated by its metadata",
        reason: "A reader that ignores the metadata sees the picture lying on its side.",
        evidence: Evidence(.heuristic, "not every decoder applies the orientation"),
        objection: .finding(.note)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a quarter turn", .picture(150, 120, orientation: 6)),
        .good("upright", .picture(orientation: 1)),
    ]
}
