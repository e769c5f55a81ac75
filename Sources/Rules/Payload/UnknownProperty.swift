package import PreflightModel
internal import Schemas

/// A property that the schema does not have.
package enum UnknownProperty: PayloadRule {
    package static func defects(in payload: PayloadCase) -> [Defect] {
        guard case .success(let job) = payload.job, let schema = payload.schema else { return [] }
        let around = aroundInput(of: job)
        guard payload.given.contains(where: { $0.property == nil }) else { return around }
        let names = schema.properties.map(\.name)
        // What is there already was not meant.
        let absent = names.filter { job.input[$0] == nil }
        return around
            + payload.given.filter { $0.property == nil }.map { given in
                Defect(
                    found: .foreignText(given.member.key),
                    accepted: .oneOf(names),
                    remedy: remedy(for: given.member, among: absent),
                    at: given.pointer,
                    span: given.member.keySpan,
                    // Beside the other properties it names a model that would not be used.
                    severity: given.member.key == Job.Wrapper.keys[0] ? .error : nil
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

    // Names that other video APIs use for the same thing, in lower case and without underscores.
    private static let confusions = [
        "text": "prompt", "prompt": "text", "aspectratio": "ratio", "sound": "generate_audio",
        "audio": "generate_audio", "imageurl": "first_frame_image_url",
        "image": "first_frame_image_url", "firstframe": "first_frame_image_url",
        "firstframeurl": "first_frame_image_url", "startimageurl": "first_frame_image_url",
        "endimageurl": "last_frame_image_url", "lastframe": "last_frame_image_url",
        "lastframeurl": "last_frame_image_url", "length": "duration", "seconds": "duration",
        "durationseconds": "duration", "quality": "resolution",
    ]

    // No property of any model is an object: one is the input under another name, such as `inputs`.
    private static func remedy(for member: Node.Member, among names: [String]) -> Remedy {
        guard member.key != Job.Wrapper.keys[0], member.value.members == nil else {
            return .putIntoInput
        }
        return .didYouMean(meant(by: member.key, among: names))
    }

    private static func meant(by name: String, among names: [String]) -> [String] {
        let plain = name.lowercased().filter { $0 != "_" && $0 != "-" }
        if let other = confusions[plain], names.contains(other) { return [other] }
        let same = names.filter { $0.filter { $0 != "_" } == plain }
        return same.isEmpty ? Nearest.names(to: name, among: names) : same
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
        .bad("the input under another name", .json(#"{"model": "example/video", "inputs": {}}"#)),
        .good("the model's name", .good(and: #""ratio": "16:9""#)),
    ]
}
