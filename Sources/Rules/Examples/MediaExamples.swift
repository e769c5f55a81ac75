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
        return MediaCase(facts, by: MediaTerms(region: exampleRegion, reading: reading))
    }

    /// A local file whose bytes are `content`.
    static func file(
        _ content: MediaFacts.Content,
        bytes: Int? = 500,
        named name: String = "picture.png"
    ) -> MediaCase {
        MediaCase(
            MediaFacts(name: name, content: content, bytes: bytes),
            by: MediaTerms(region: exampleRegion)
        )
    }

    /// An address that answered with a PNG and this header.
    static func answered(_ answer: AddressFacts.Answer) -> MediaCase {
        reached(AddressFacts(outcome: .answered, attempts: 1, answer: answer))
    }

    /// A pre-signed address that answered with a PNG.
    static func signed(
        secondsLeft: Int,
        _ outcome: AddressFacts.Outcome = .answered
    ) -> MediaCase {
        let signature = AddressFacts.Signature(
            service: "Amazon S3",
            expires: 2_000_000_000,
            secondsLeft: secondsLeft
        )
        return reached(AddressFacts(outcome: outcome, attempts: 1, signature: signature))
    }

    /// A PNG that is written into a payload.
    static func inline(declaring type: String = "image/png") -> MediaCase {
        let facts = picture().facts
        return MediaCase(
            MediaFacts(
                name: "data:image/png;base64,...",
                isInline: true,
                inlineType: type,
                content: facts.content,
                bytes: facts.bytes,
                ending: facts.ending
            ),
            by: MediaTerms(region: exampleRegion)
        )
    }

    private static func reached(_ address: AddressFacts) -> MediaCase {
        let facts = picture().facts
        return MediaCase(
            MediaFacts(
                name: "https://images.example.com/picture.png",
                address: address,
                content: facts.content,
                bytes: facts.bytes,
                ending: facts.ending
            ),
            by: MediaTerms(region: exampleRegion)
        )
    }

    /// An address whose redirect to `target` ended as `outcome`, with `content` where it was answered.
    static func redirected(
        to target: String,
        _ outcome: AddressFacts.Outcome,
        _ content: MediaFacts.Content = .absent
    ) -> MediaCase {
        let url = "https://images.example.com/picture.png"
        let hops = [
            AddressFacts.Hop(url: url, resolved: [], status: 302),
            AddressFacts.Hop(
                url: target,
                resolved: [],
                status: outcome == .answered ? 200 : nil
            ),
        ]
        let facts = MediaFacts(
            name: url,
            address: AddressFacts(hops: hops, outcome: outcome, attempts: 1),
            content: content
        )
        return MediaCase(facts, by: MediaTerms(region: exampleRegion))
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
        return MediaCase(facts, by: MediaTerms(region: exampleRegion))
    }
}
