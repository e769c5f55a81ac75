package import PreflightModel

/// An image of which the library that decodes it loses pixels.
package enum DamagedPixels: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .lost(let words) = media.facts.pixels, media.facts.ending != .missing else {
            return nil
        }
        return Defect(
            found: .lostPixels(words: words),
            accepted: .everyPixel,
            remedy: .exportAgain
        )
    }

    package static let about = RuleDescription(
        name: "damaged-pixels",
        summary: "some pixels of the image cannot be decoded",
        reason: "A strict decoder refuses the file; another shows grey or shifted blocks.",
        evidence: Evidence(.policy, "the reference library of the format loses pixels"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a checksum is wrong", .picture(pixels: .lost(words: "IDAT: CRC error"))),
        .good("every pixel was decoded", .picture(pixels: .whole)),
        .good(
            "the end is missing, which is a rule of its own",
            .picture(ending: .missing, pixels: .lost(words: "the file ends too early"))
        ),
        .good("nobody asked", .picture(pixels: .undecoded)),
    ]
}
