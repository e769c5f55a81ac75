import SampleImages

/// WebPs of every kind that the container specification allows.
enum WebPKinds {
    static let all: [ImageFixture] = [
        ImageFixture(
            "accepted-vp8x.webp",
            .accepted(),
            WebPImage(width: 640, height: 480, isExtended: true)
        ),
        ImageFixture(
            "accepted-vp8x-lossless.webp",
            .accepted(),
            WebPImage(width: 640, height: 480, coding: .lossless, isExtended: true)
        ),
        ImageFixture(
            "accepted-megabyte-of-icc-first.webp",
            .accepted(),
            WebPImage(
                width: 640,
                height: 480,
                profile: [UInt8](repeating: 0, count: 1 << 20)
            )
        ),
        ImageFixture(
            "transparent-image-alph.webp",
            .accepted("transparent-image"),
            WebPImage(width: 640, height: 480, alpha: .real)
        ),
        ImageFixture(
            "transparent-image-vp8x-vp8l.webp",
            .accepted("transparent-image"),
            WebPImage(
                width: 640,
                height: 480,
                coding: .lossless,
                alpha: .real,
                isExtended: true
            )
        ),
        ImageFixture(
            "animated-image-lossless.webp",
            .accepted("animated-image"),
            WebPImage(width: 640, height: 480, coding: .lossless, frameCount: 3)
        ),
        ImageFixture(
            "animated-image-transparent.webp",
            .accepted("animated-image", "transparent-image"),
            WebPImage(width: 640, height: 480, coding: .lossless, alpha: .real, frameCount: 2)
        ),
        ImageFixture(
            "animated-image-frame-within-canvas.webp",
            .webp(640, 480),
            .accepted("animated-image"),
            WebPImage(
                width: 320,
                height: 240,
                canvas: (640, 480),
                frameCount: 2,
                frameOrigin: (320, 240)
            ).encoded()
        ),
        // Every reader sizes it by its canvas; that the picture leaves a part of its frame open is
        // found where pixels are decoded.
        ImageFixture(
            "animated-image-with-picture-smaller-than-its-frame.webp",
            .webp(640, 480),
            .accepted("animated-image"),
            webp(chunks: [
                .extended(.animation, width: 640, height: 480), .animation,
                .frame(width: 640, height: 480, chunks: [.lossy(width: 540, height: 480)]),
            ])
        ),
    ]
}
