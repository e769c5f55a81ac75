/// Payloads whose image addresses cannot work, or are none.
enum AddressPayloads {
    static let all: [PayloadFixture] = [
        PayloadFixture(
            "not-https",
            .rejected("not-https"),
            job("http://images.preflight.test/first.png")
        ),
        PayloadFixture(
            "private-address",
            each: .rejected("private-address"),
            [
                job("https://10.0.0.1/first.png"),
                job("https://[::1]/first.png"),
                job("https://169.254.169.254/first.png"),
                job("https://[::ffff:192.168.1.10]/first.png"),
            ]
        ),
        PayloadFixture(
            "malformed-url",
            each: .rejected("malformed-url"),
            [
                job("https://images preflight.test/first.png"),
                job("https:///first.png"),
                job("https://images.preflight.test:none/first.png"),
            ]
        ),
        PayloadFixture(
            "embedded-credentials",
            .rejected("embedded-credentials"),
            job("https://reader:letmein@images.preflight.test/first.png")
        ),
    ]

    /// A job that is good but for its image's address.
    private static func job(_ url: String) -> Job {
        Job(
            Job.Model.imageToVideo,
            [
                "prompt": "A door opens on a quiet garden.",
                "first_frame_image_url": JSONLiteral(url),
            ]
        )
    }
}
