package import PreflightModel
internal import Schemas

/// A property that the schema does not have.
package enum UnknownProperty: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard let schema = payload.schema else { return [] }
        let names = schema.properties.map(\.name)
        return payload.given.filter { $0.property == nil }.map { given in
            Defect(
                found: .foreignText(given.member.key),
                accepted: .oneOf(names),
                remedy: .didYouMean(meant(by: given.member.key, among: names)),
                at: given.pointer,
                span: given.member.keySpan
            )
        }
    }

    // Names that other video APIs use for the same thing.
    private static let confusions = [
        "text": "prompt", "prompt": "text", "aspect_ratio": "ratio", "sound": "generate_audio",
        "audio": "generate_audio", "image_url": "first_frame_image_url",
        "image": "first_frame_image_url", "first_frame": "first_frame_image_url",
        "end_image_url": "last_frame_image_url", "last_frame": "last_frame_image_url",
        "length": "duration", "seconds": "duration", "quality": "resolution",
    ]

    private static func meant(by name: String, among names: [String]) -> [String] {
        if let other = confusions[name.lowercased()], names.contains(other) { return [other] }
        return Nearest.names(to: name, among: names)
    }

    package static let about = RuleDescription(
        name: "unknown-property",
        summary: "the model has no such property",
        reason: """
            It is silently ignored, and the job is paid for with the default in its place.
            """,
        evidence: Evidence(.schema, "the model's schema: properties"),
        objection: .finding(.warning)
    )

    package static let examples: [Example<PayloadCase>] = [
        .bad("another API's name for the ratio", .good(and: #""aspect_ratio": "16:9""#)),
        .good("the model's name", .good(and: #""ratio": "16:9""#)),
    ]
}
