internal import Addresses
internal import Documents
internal import PreflightModel
internal import Schemas

extension PayloadCase {
    /// The model of the examples, as a page in the provider's format.
    static let exampleSchema = #"""
        {"model_id": "example/video", "input_schema": {"required": ["prompt", "start_image_url"],
          "properties": {
            "prompt": {"type": "string", "maxLength": 40, "x-advised-length": {"below": 20}},
            "start_image_url": {"type": "string", "validations": []  , "format": "image_uri"},
            "end_image_url": {"type": "string", "format": "image_uri",
              "x-ineffective-when": {"property": "quality", "value": "high"}},
            "quality": {"type": "string", "enum": ["low", "high"]},
            "ratio": {"type": "string", "enum": ["16:9", "1:1", "adaptive"]},
            "duration": {"type": "integer", "minimum": 2, "maximum": 9},
            "loop": {"type": "boolean"}}}}
        """#

    /// The start of a good payload, to which an example adds its own members.
    static let goodStart =
        #""prompt": "a red kite", "start_image_url": "https://example.com/a.png""#

    /// The payload that the text writes, with images of the given sizes in their order.
    static func json(
        _ text: String,
        sizes: [PixelSize] = [],
        stage: Stage = .lint,
        complaints: [Complaint] = []
    ) -> PayloadCase {
        let schema = try? Schema(json: Array(exampleSchema.utf8))
        let models = [ModelID("example/video"), ModelID("example/picture")]
        do throws(DocumentProblem) {
            let node = try JSONReader.read(Array(text.utf8))
            let job = Job(node, at: .root, defaultModel: models[0])
            var media = schema?.namedMedia(in: job) ?? []
            for (index, size) in sizes.enumerated() where index < media.count {
                media[index].facts = MediaCase.picture(size.width, size.height).facts
            }
            return PayloadCase(
                job: .success(job),
                schema: models.contains(job.model) ? schema : nil,
                models: models,
                media: media,
                stage: stage,
                complaints: complaints
            )
        } catch {
            return PayloadCase(job: .failure(error), schema: schema, models: models, stage: stage)
        }
    }

    /// A good payload with more members.
    static func good(and members: String) -> PayloadCase {
        json("{\(goodStart), \(members)}")
    }
}
