/// One model of the sandbox's own catalogue, copied by hand from the provider's pages.
struct Model: Sendable {
    let id: String
    let name: String
    /// Invented, in US dollars per video: the provider's pages name no price.
    let price: Double
    let properties: [Property]

    /// One input of a model.
    struct Property: Sendable {
        let name: String
        var isRequired = false
        let kind: Kind
        /// What it is when it is left out.
        var fallback: JSON?
    }

    /// What an input must be.
    enum Kind: Sendable {
        /// Text with a greatest length in Unicode scalars.
        case text(longest: Int?)
        /// The address of an image that obeys `ImageRules`.
        case image
        case choice([String])
        case lengths([Int])
        case whole(ClosedRange<Int>?)
        case flag
    }
}

extension Model {
    /// All models that the sandbox knows.
    static let all = [
        Model(
            id: "bytedance/seedance-v1.5-pro/image-to-video",
            name: "Seedance 1.5 Pro Image to Video",
            price: 0.26,
            properties: [
                Property(name: "prompt", isRequired: true, kind: .text(longest: nil)),
                Property(name: "first_frame_image_url", isRequired: true, kind: .image),
                Property(name: "resolution", kind: resolution, fallback: "480p"),
                Property(
                    name: "ratio",
                    kind: .choice(ratios + ["adaptive"]),
                    fallback: "adaptive"
                ),
                Property(name: "duration", kind: .whole(4...12), fallback: .whole(5)),
                Property(name: "generate_audio", kind: .flag, fallback: .flag(true)),
                Property(name: "camera_fixed", kind: .flag, fallback: .flag(true)),
            ]
        ),
        Model(
            id: "bytedance/seedance-1-0/lite/image-to-video",
            name: "Seedance 1.0 Lite Image to Video",
            price: 0.18,
            properties: [
                Property(name: "prompt", isRequired: true, kind: .text(longest: 1_900)),
                Property(name: "first_frame_image_url", isRequired: true, kind: .image),
                Property(name: "last_frame_image_url", kind: .image),
                Property(name: "resolution", kind: resolution, fallback: "480p"),
                Property(name: "duration", kind: .lengths([5, 10]), fallback: .whole(5)),
            ]
        ),
        Model(
            id: "bytedance/seedance-1-0/pro/fast/text-to-video",
            name: "Seedance 1.0 Pro Fast Text to Video",
            price: 0.12,
            properties: [
                Property(name: "text", isRequired: true, kind: .text(longest: 500)),
                Property(name: "resolution", kind: resolution, fallback: "480p"),
                Property(name: "ratio", kind: .choice(ratios), fallback: "16:9"),
                Property(name: "duration", kind: .whole(2...12), fallback: .whole(5)),
                Property(name: "seed", kind: .whole(nil)),
            ]
        ),
    ]

    private static let resolution = Kind.choice(["480p", "720p", "1080p"])
    private static let ratios = ["16:9", "4:3", "1:1", "3:4", "9:16", "21:9"]

    /// Finds a model by its exact identifier.
    static func named(_ id: String) -> Model? {
        all.first { $0.id == id }
    }
}
