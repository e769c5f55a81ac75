package import PreflightModel

/// An image that was to be decoded and was not, for memory, for time, or because its library cannot.
package enum UndecodedPixels: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .unfinished(let limit) = media.facts.pixels else { return nil }
        return Defect(
            found: .decodingLimit(limit),
            accepted: .everyPixel,
            remedy: .decodeElsewhere
        )
    }

    package static let about = RuleDescription(
        name: "undecoded-pixels",
        summary: "the image was not decoded to its end",
        reason: "A check that was asked for and not made says nothing about the image.",
        evidence: Evidence(.policy, "a check that could not be made is never a verdict"),
        objection: .doubt
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("five thousand scans", .picture(pixels: .unfinished(.time))),
        .bad("an animated PNG", .picture(pixels: .unfinished(.frames))),
        .good("every pixel was decoded", .picture(pixels: .whole)),
        .good("pixels are lost, which is a rule of its own", .picture(pixels: .lost(words: ""))),
    ]
}
