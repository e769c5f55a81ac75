import SampleImages

/// An image beside the payloads that the sandbox's image host serves.
struct HostedImage {
    let name: String
    let bytes: [UInt8]

    /// The image's address.
    var url: JSONLiteral { JSONLiteral("https://images.preflight.test/" + name) }

    static let first = HostedImage(
        name: "first.png",
        bytes: PNGImage(width: 1280, height: 720).encoded()
    )
    static let last = HostedImage(
        name: "last.png",
        bytes: PNGImage(width: 1280, height: 720, samples: [170, 120, 40]).encoded()
    )
    static let lastSquare = HostedImage(
        name: "last-square.png",
        bytes: PNGImage(width: 800, height: 800).encoded()
    )
    static let tall = HostedImage(
        name: "tall.png",
        bytes: PNGImage(width: 600, height: 1200).encoded()
    )
    static let narrow = HostedImage(
        name: "narrow.png",
        bytes: PNGImage(width: 299, height: 400).encoded()
    )

    static let all = [first, last, lastSquare, tall, narrow]
}
