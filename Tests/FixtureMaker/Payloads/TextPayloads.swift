/// Payloads whose texts are too long, empty, or hold flags.
enum TextPayloads {
    static let all: [PayloadFixture] = [
        PayloadFixture(
            "text-too-long-lite-1901",
            .rejected("text-too-long"),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": JSONLiteral(Prose.text(of: 1901)),
                    "first_frame_image_url": HostedImage.first.url,
                ]
            )
        ),
        PayloadFixture(
            "text-too-long-501-code-points",
            .rejected("text-too-long"),
            Job(Job.Model.textToVideo, ["text": JSONLiteral(Prose.textOf500CodePoints + "!")])
        ),
        PayloadFixture(
            "text-longer-than-advised-523",
            .accepted("text-longer-than-advised"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": JSONLiteral(Prose.text(of: 523)),
                    "first_frame_image_url": HostedImage.first.url,
                ]
            )
        ),
        PayloadFixture(
            "empty-text",
            each: .rejected("empty-text"),
            [
                Job(
                    Job.Model.imageToVideo,
                    ["prompt": "", "first_frame_image_url": HostedImage.first.url]
                ),
                Job(
                    Job.Model.imageToVideo,
                    ["prompt": "   ", "first_frame_image_url": HostedImage.first.url]
                ),
                Job(
                    Job.Model.imageToVideo,
                    [
                        "prompt": "A snail crosses a wet leaf.",
                        "first_frame_image_url": "",
                    ]
                ),
            ]
        ),
        PayloadFixture(
            "flag-in-text",
            .accepted("flag-in-text"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "A snail crosses a wet leaf. --dur 10",
                    "first_frame_image_url": HostedImage.first.url,
                    "duration": 5,
                ]
            )
        ),
    ]
}
