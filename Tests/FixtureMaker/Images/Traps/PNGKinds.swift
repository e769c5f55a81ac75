import SampleImages

/// PNGs of every colour type and bit depth that the specification allows.
enum PNGKinds {
    static let all: [ImageFixture] = [
        accepted("grey-2-bit", .grey, 2),
        accepted("grey-4-bit", .grey, 4),
        accepted("grey-8-bit", .grey, 8),
        accepted("grey-16-bit", .grey, 16),
        accepted("palette-1-bit", .palette, 1),
        accepted("palette-2-bit", .palette, 2),
        accepted("palette-4-bit", .palette, 4),
        accepted("palette-8-bit", .palette, 8),
        accepted("interlaced-1-bit", .grey, 1, isInterlaced: true),
        accepted("interlaced-palette", .palette, 2, isInterlaced: true),
        transparent("grey-alpha-8-bit", .greyAlpha, 8),
        transparent("grey-alpha-16-bit", .greyAlpha, 16),
        transparent("rgba-16-bit", .rgba, 16),
        transparent("trns-grey", .grey, 4, transparency: [0, 3]),
        transparent("trns-rgb", .rgb, 8, transparency: [0, 1, 0, 2, 0, 3]),
        transparent("trns-palette-8-bit", .palette, 8, transparency: [255, 0]),
    ]

    /// Makes a fixture of which nothing is to be said.
    private static func accepted(
        _ name: String,
        _ colourType: PNGImage.ColourType,
        _ bitDepth: Int,
        isInterlaced: Bool = false
    ) -> ImageFixture {
        ImageFixture(
            "accepted-\(name).png",
            .accepted(),
            PNGImage(
                width: 640,
                height: 480,
                colourType: colourType,
                bitDepth: bitDepth,
                isInterlaced: isInterlaced
            )
        )
    }

    /// Makes a fixture with an alpha channel or a transparent colour.
    private static func transparent(
        _ name: String,
        _ colourType: PNGImage.ColourType,
        _ bitDepth: Int,
        transparency: [UInt8] = []
    ) -> ImageFixture {
        ImageFixture(
            "transparent-image-\(name).png",
            .accepted("transparent-image"),
            PNGImage(
                width: 640,
                height: 480,
                colourType: colourType,
                bitDepth: bitDepth,
                transparency: transparency
            )
        )
    }
}
