package import PreflightModel

/// Bytes that are no picture, whatever the name says.
package enum NotAnImage: MediaRule {
    package static func defect(in media: MediaCase) -> Defect? {
        guard case .foreign(let format) = media.facts.content, format.family == .foreign,
            !media.isEncoded
        else { return nil }
        let isDocument = media.facts.isFile && !promisesImage(media.facts)
        let remedy: Remedy =
            switch format {
            case .json, .text: isDocument ? .nameAsDocument : .readThePage
            case .html, .xml: .readThePage
            case .gitLFSPointer: .fetchFromLFS
            case .shiftedImage, .recodedImage: .exportAgain
            default: .giveAnImage
            }
        // A redirect leads to most login pages.
        let found = Measure.format(format)
        return Defect(
            found: media.facts.address?.redirectedTo.map { .redirect(to: $0, found) } ?? found,
            accepted: .verifiableFormats,
            remedy: remedy
        )
    }

    private static func promisesImage(_ facts: MediaFacts) -> Bool {
        facts.promisedFormat.map { $0.family != .foreign } ?? false
    }

    package static let about = RuleDescription(
        name: "not-an-image",
        summary: "the bytes are no image",
        reason: """
            Often a login page or an error message that was saved, or is served, under an image's \
            name.
            """,
        evidence: Evidence(.policy, "no model can use what is no picture"),
        objection: .finding(.error)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a page of HTML", .file(.foreign(.html))),
        .bad(
            "a page that a redirect leads to",
            .redirected(to: "https://example.com/login", .answered, .foreign(.html))
        ),
        .good("a picture", .picture()),
        .good("a GIF, which is a rule of its own", .file(.foreign(.gif))),
    ]
}
