/// Payloads that the schema refuses: properties, types and values.
enum TypePayloads {
    static let all: [PayloadFixture] = [
        PayloadFixture(
            "missing-property",
            .rejected("missing-property"),
            Job(
                Job.Model.imageToVideo,
                ["prompt": "A swan turns slowly on the pond.", "duration": 5]
            )
        ),
        PayloadFixture(
            "missing-property-prompt-for-text",
            .rejected("missing-property", "unknown-property"),
            Job(Job.Model.textToVideo, ["prompt": "A swan turns slowly on the pond."])
        ),
        refused("wrong-type-boolean-for-integer", "wrong-type", duration: true),
        refused("wrong-type-string-for-integer", "wrong-type", duration: "5"),
        refused(
            "wrong-type-fraction-for-integer",
            "wrong-type",
            duration: JSONLiteral(json: "5.5")
        ),
        PayloadFixture(
            "wrong-type-string-for-boolean",
            .rejected("wrong-type"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "A swan turns slowly on the pond.",
                    "first_frame_image_url": HostedImage.first.url,
                    "generate_audio": "true",
                ]
            )
        ),
        PayloadFixture(
            "wrong-type-number-for-text",
            .rejected("wrong-type"),
            Job(
                Job.Model.imageToVideo,
                ["prompt": 42, "first_frame_image_url": HostedImage.first.url]
            )
        ),
        PayloadFixture(
            "value-not-allowed-resolution",
            .rejected("value-not-allowed"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "A swan turns slowly on the pond.",
                    "first_frame_image_url": HostedImage.first.url,
                    "resolution": "4k",
                ]
            )
        ),
        PayloadFixture(
            "value-not-allowed-ratio",
            .rejected("value-not-allowed"),
            Job(
                Job.Model.textToVideo,
                ["text": "A swan turns slowly on the pond.", "ratio": "adaptive"]
            )
        ),
        PayloadFixture(
            "value-not-allowed-duration",
            .rejected("value-not-allowed"),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": "A swan turns slowly on the pond.",
                    "first_frame_image_url": HostedImage.first.url,
                    "duration": 7,
                ]
            )
        ),
        refused("value-not-allowed-duration-13", "value-not-allowed", duration: 13),
        PayloadFixture(
            "unknown-property-aspect-ratio",
            .accepted("unknown-property"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "A swan turns slowly on the pond.",
                    "first_frame_image_url": HostedImage.first.url,
                    "aspect_ratio": "16:9",
                ]
            )
        ),
        PayloadFixture(
            "unknown-model",
            .rejected("unknown-model"),
            Job(
                "bytedance/seedance-v1.5-pro/image-to-vidoe",
                [
                    "prompt": "A swan turns slowly on the pond.",
                    "first_frame_image_url": HostedImage.first.url,
                ]
            )
        ),
    ]

    /// Makes a file of a job that is good but for its duration.
    private static func refused(
        _ name: String,
        _ rule: String,
        duration: JSONLiteral
    ) -> PayloadFixture {
        let job = Job(
            Job.Model.imageToVideo,
            [
                "prompt": "A swan turns slowly on the pond.",
                "first_frame_image_url": HostedImage.first.url,
                "duration": duration,
            ]
        )
        return PayloadFixture(name, .rejected(rule), job)
    }
}
