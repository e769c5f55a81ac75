package import PreflightModel

/// The models that are known: the built-in ones and those that the user adds.
package struct Catalogue: Sendable {
    private let schemas: [ModelID: Schema]

    /// The model that bare images and raw payloads are judged for, unless another is named.
    package static let defaultModel = ModelID("bytedance/seedance-v1.5-pro/image-to-video")

    /// The built-in models and `added` ones, which come first when the names are equal.
    package init(adding added: [Schema] = []) throws(SchemaFault) {
        let pages = [
            PackageResources.seedance_v1_5_pro_image_to_video_json,
            PackageResources.seedance_1_0_lite_image_to_video_json,
            PackageResources.seedance_1_0_pro_fast_text_to_video_json,
        ]
        var schemas: [ModelID: Schema] = [:]
        for page in pages {
            let schema = try Schema(json: page)
            schemas[schema.model] = schema
        }
        for schema in added { schemas[schema.model] = schema }
        self.schemas = schemas
        models = schemas.keys.sorted()
    }

    /// The schema of a model, if it is known.
    package subscript(model: ModelID) -> Schema? { schemas[model] }

    /// The number of bytes from which a file is too large for every model, by any reading.
    package var tooManyBytes: Int {
        let limits = schemas.values.flatMap(\.properties).compactMap(\.media)
            .flatMap(\.region.bytes.all).filter { $0.side == .below }
            .map { $0.generousLimit.roundedUp }
        return Int(limits.max() ?? 0) &+ 1
    }

    /// The names of all models, sorted.
    package let models: [ModelID]
}
