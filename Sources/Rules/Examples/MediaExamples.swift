internal import PreflightModel

extension MediaCase {
    /// What the examples accept: 100 to 200 px, ratios from a half to two, under 1,000 bytes.
    static let exampleRegion = AllowedRegion(
        width: Bounds([Bound(.above, Fraction(100)), Bound(.below, Fraction(200))]),
        height: Bounds([Bound(.above, Fraction(100)), Bound(.below, Fraction(200))]),
        ratio: Bounds(
            [
                Fraction(1, over: 2).map { Bound(.above, $0) },
                Bound(.below, Fraction(2)),
            ].compactMap { $0 }
        ),
        bytes: Bounds([
            Bound(
                .below,
                Fraction(1000),
                generousLimit: Fraction(1024),
                generousIncludesLimit: false
            )
        ])
    )

    /// An opaque picture that everything is right with, but for what is said.
    static func picture(
        _ width: Int = 150,
        _ height: Int = 150,
        bytes: Int = 500,
        format: FileFormat = .png,
        named name: String = "picture.png",
        hasAlpha: Bool = false,
        frames: Int? = nil,
        orientation: Int = 1,
        coding: ImageCoding = .common,
        isCMYK: Bool = false,
        ending: MediaFacts.Ending = .whole,
        pixels: MediaFacts.Pixels = .undecoded,
        reading: LimitReading = .strict
    ) -> MediaCase {
        let image = ImageFacts(
            format: format,
            size: PixelSize(width: width, height: height),
            channels: hasAlpha || isCMYK ? 4 : 3,
            bitsPerChannel: 8,
            hasAlpha: hasAlpha,
            isAnimated: (frames ?? 1) > 1,
            frameCount: frames,
            orientation: orientation,
            coding: coding,
            isCMYK: isCMYK
        )
        let facts = MediaFacts(
            name: name,
            content: .image(image),
            bytes: bytes,
            ending: ending,
            pixels: pixels
        )
        return MediaCase(facts, region: exampleRegion, reading: reading)
    }

    /// A local file whose bytes are `content`.
    static func file(
        _ content: MediaFacts.Content,
        bytes: Int? = 500,
        named name: String = "picture.png"
    ) -> MediaCase {
        MediaCase(
            MediaFacts(name: name, content: content, bytes: bytes),
            region: exampleRegion
        )
    }

    /// An address that ended as `outcome`.
    static func address(
        _ outcome: AddressFacts.Outcome,
        _ url: String = "https://images.example.com/picture.png"
    ) -> MediaCase {
        let attempts = 3
        let facts = MediaFacts(
            name: url,
            address: AddressFacts(outcome: outcome, attempts: attempts),
            content: .absent
        )
        return MediaCase(facts, region: exampleRegion)
    }
}
