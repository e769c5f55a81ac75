/// Payloads whose images do not suit each other, the other properties or the limits.
enum FramePayloads {
    static let all: [PayloadFixture] = [
        PayloadFixture(
            "ineffective-property-last-frame-at-1080p",
            .accepted("ineffective-property"),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": "Clouds drift over a field of barley.",
                    "first_frame_image_url": HostedImage.first.url,
                    "last_frame_image_url": HostedImage.last.url,
                    "resolution": "1080p",
                ]
            )
        ),
        PayloadFixture(
            "mismatched-frames",
            .accepted("mismatched-frames"),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": "Clouds drift over a field of barley.",
                    "first_frame_image_url": HostedImage.first.url,
                    "last_frame_image_url": HostedImage.lastSquare.url,
                    "resolution": "720p",
                ]
            )
        ),
        PayloadFixture(
            "ratio-crops-image",
            .accepted("ratio-crops-image"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "Clouds drift over a field of barley.",
                    "first_frame_image_url": HostedImage.tall.url,
                    "ratio": "16:9",
                ]
            )
        ),
        PayloadFixture(
            "local-file-in-payload",
            .accepted("local-file-in-payload"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "Clouds drift over a field of barley.",
                    "first_frame_image_url": JSONLiteral(HostedImage.first.name),
                ]
            )
        ),
        PayloadFixture(
            "width-out-of-range-in-payload",
            .rejected("width-out-of-range"),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "Clouds drift over a field of barley.",
                    "first_frame_image_url": HostedImage.narrow.url,
                ]
            )
        ),
    ]
}
