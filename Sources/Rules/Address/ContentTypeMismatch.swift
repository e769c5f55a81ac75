package import PreflightModel

/// A declared media type that is not that of the bytes.
package enum ContentTypeMismatch: AddressRule {
    package static func defect(in media: MediaCase) -> Defect? {
        let said = media.facts.address?.answer?.contentType ?? media.facts.inlineType
        guard let declared = said, let image = media.image,
            let format = MediaType.format(of: declared), format != image.format
        else { return nil }
        return Defect(
            found: .contentType(declared, image.format),
            accepted: .mediaType(image.format),
            remedy: .declareType(image.format)
        )
    }

    package static let about = RuleDescription(
        name: "content-type-mismatch",
        summary: "the declared type is not that of the bytes",
        reason: "Whoever trusts the header decodes with the wrong library, or refuses the file.",
        evidence: Evidence(.observed, "bytes that do not match the declared type were refused"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<MediaCase>] = [
        .bad("a PNG declared as JPEG", .answered(.init(contentType: "image/jpeg"))),
        .bad(
            "a picture declared as a page",
            .answered(.init(contentType: "text/html; charset=utf-8"))
        ),
        .good("declared as it is", .answered(.init(contentType: "IMAGE/PNG"))),
        .good(
            "declared as bytes of any kind",
            .answered(.init(contentType: "application/octet-stream"))
        ),
        .good("not declared", .answered(.init())),
        .bad("a PNG that a data: address declares as JPEG", .inline(declaring: "image/jpeg")),
        .good("a data: address that declares what it holds", .inline(declaring: "image/png")),
    ]
}
