package import PreflightModel
internal import Schemas

/// A property that the schema does not have.
package enum UnknownProperty: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job, let schema = payload.schema else { return [] }
        let around = aroundInput(of: job)
        guard payload.given.contains(where: { $0.property == nil }) else { return around }
        let names = schema.properties.map(\.name)
        return around
            + payload.given.filter { $0.property == nil }.map { given in
                Defect(
                    found: .foreignText(given.member.key),
                    accepted: .oneOf(names),
                    remedy: .didYouMean(meant(by: given.member.key, among: names)),
                    at: given.pointer,
                    span: given.member.keySpan,
                    // Beside the other properties it names a model that would not be used.
                    severity: given.member.key == "model" ? .error : nil
                )
            }
    }

    // A job that names its model by a misspelt key would be paid for with another model.
    private static func aroundInput(of job: Job) -> [Defect] {
        guard let wrapper = job.wrapper else { return [] }
        let unknown = (wrapper.node.members ?? []).filter { !Job.Wrapper.keys.contains($0.key) }
        return unknown.map { member in
            let meant = Nearest.names(to: member.key, among: Job.Wrapper.keys)
            let hidesModel = meant.contains("model") && wrapper.node["model"] == nil
            return Defect(
                found: .foreignText(member.key),
                accepted: .oneOf(Job.Wrapper.keys),
                remedy: .didYouMean(meant),
                at: wrapper.pointer.appending(key: member.key),
                span: member.keySpan,
                severity: hidesModel ? .error : nil
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
        .bad("a misspelt model", .json(#"{"modle": "example/video", "input": {}}"#)),
        .bad("a model beside the properties", .good(and: #""model": "example/picture""#)),
        .good("the model's name", .good(and: #""ratio": "16:9""#)),
    ]
}
