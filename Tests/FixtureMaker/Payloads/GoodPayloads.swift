/// Payloads of which nothing is to be said.
enum GoodPayloads {
    static let all: [PayloadFixture] = [
        PayloadFixture(
            "accepted",
            .accepted(),
            Job(
                Job.Model.imageToVideo,
                [
                    "prompt": "A kite climbs above the dunes while the grass bends in the wind.",
                    "first_frame_image_url": HostedImage.first.url,
                    "resolution": "720p",
                    "ratio": "adaptive",
                    "duration": 5,
                    "generate_audio": true,
                    "camera_fixed": false,
                ]
            )
        ),
        PayloadFixture(
            "accepted-two-frames",
            .accepted(),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": "The tide goes out and leaves the boats on the sand.",
                    "first_frame_image_url": HostedImage.first.url,
                    "last_frame_image_url": HostedImage.last.url,
                    "resolution": "720p",
                    "duration": 10,
                ]
            )
        ),
        PayloadFixture(
            "accepted-text-to-video",
            .accepted(),
            Job(
                Job.Model.textToVideo,
                [
                    "text": "A paper boat sails down a brook between stones and ferns.",
                    "ratio": "21:9",
                    "resolution": "1080p",
                    "duration": 2,
                    "seed": 11,
                ]
            )
        ),
        PayloadFixture(
            "accepted-integer-written-5.0",
            .accepted(),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": "A lantern swings in the evening breeze.",
                    "first_frame_image_url": HostedImage.first.url,
                    "duration": JSONLiteral(json: "5.0"),
                ]
            )
        ),
        PayloadFixture(
            "accepted-text-1900-lite",
            .accepted(),
            Job(
                Job.Model.liteImageToVideo,
                [
                    "prompt": JSONLiteral(Prose.text(of: 1900)),
                    "first_frame_image_url": HostedImage.first.url,
                ]
            )
        ),
        PayloadFixture(
            "accepted-text-500-code-points",
            .accepted(),
            Job(Job.Model.textToVideo, ["text": JSONLiteral(Prose.textOf500CodePoints)])
        ),
    ]
}
