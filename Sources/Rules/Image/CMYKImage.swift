package import PreflightModel

/// A JPEG in the four colours of print.
package enum CMYKImage: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard let image = media.image, image.isCMYK else { return nil }
        return Defect(found: .inks, accepted: .lightColours, remedy: .convertToRGB)
    }

    package static let about = RuleDescription(
        name: "cmyk-image",
        summary: "the image is in the colours of print (CMYK)",
        reason: "Decoders disagree about such colours: many show them inverted or washed out.",
        evidence: Evidence(.observed, "decoders disagree about Adobe's inverted inks"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("four inks", .picture(format: .jpeg, named: "picture.jpg", isCMYK: true)),
        .good("three colours", .picture()),
    ]
}
