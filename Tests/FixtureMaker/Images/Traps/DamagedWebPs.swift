import SampleImages

/// WebPs whose header libwebp refuses, or which contradict themselves.
enum DamagedWebPs {
    static let all: [ImageFixture] = [
        .damaged(
            "canvas-unlike-its-frame.webp",
            WebPImage(width: 640, height: 480, canvas: (800, 600)).encoded()
        ),
        .damaged(
            "canvas-unlike-its-lossless-frame.webp",
            WebPImage(width: 640, height: 480, coding: .lossless, canvas: (640, 481)).encoded()
        ),
        .damaged(
            "first-frame-outside-canvas.webp",
            WebPImage(width: 640, height: 480, frameCount: 2, frameOrigin: (2, 0)).encoded()
        ),
        .damaged(
            "first-frame-larger-than-canvas.webp",
            WebPImage(width: 640, height: 480, canvas: (400, 400), frameCount: 2).encoded()
        ),
        .damaged("animation-without-frames.webp", webp(chunks: [animated, .animation])),
        .damaged("riff-length-inside-the-picture.webp", webp(chunks: [lossy], riffSize: 100)),
        .damaged("riff-length-0.webp", webp(chunks: [lossy], riffSize: 0)),
        .damaged("chunk-claims-2-gigabytes.webp", webp(chunks: [extended, hugeProfile])),
        .damaged("vp8-start-code.webp", webp(chunks: [changed(lossy, at: 3, to: 0x9E)])),
        .damaged("vp8-no-key-frame.webp", webp(chunks: [changed(lossy, at: 0, adding: 1)])),
        .damaged("vp8-zero-width.webp", WebPImage(width: 0, height: 480).encoded()),
        .damaged("vp8l-signature.webp", webp(chunks: [changed(lossless, at: 0, to: 0x2E)])),
        .damaged("vp8l-version-1.webp", webp(chunks: [changed(lossless, at: 4, adding: 0x20)])),
        .damaged("canvas-of-2-to-the-47-pixels.webp", webp(chunks: [hugeCanvas, lossy])),
        .damaged("extended-with-empty-picture.webp", webp(chunks: [plain, RIFFChunk("VP8 ")])),
        .damaged(
            "extended-with-picture-of-3-bytes.webp",
            webp(chunks: [plain, RIFFChunk("VP8 ", Array(lossy.data.prefix(3)))])
        ),
        .damaged(
            "extended-with-lossless-picture-of-2-bytes.webp",
            webp(chunks: [plain, RIFFChunk("VP8L", Array(lossless.data.prefix(2)))])
        ),
        .damaged(
            "animation-with-frame-without-picture.webp",
            webp(chunks: [animated, .animation, frame()])
        ),
        .damaged(
            "animation-with-frame-of-other-chunks.webp",
            webp(chunks: [animated, .animation, frame(RIFFChunk("JUNK", [1, 2]))])
        ),
        .damaged(
            "animation-with-picture-and-no-frame.webp",
            webp(chunks: [animated, .animation, lossy])
        ),
    ]

    private static let lossy = RIFFChunk.lossy(width: 640, height: 480)
    private static let lossless = RIFFChunk.lossless(
        width: 640,
        height: 480,
        pixel: WebPPixel(red: 40, green: 120, blue: 160)
    )
    private static let animated = RIFFChunk.extended(.animation, width: 640, height: 480)
    private static let extended = RIFFChunk.extended(.profile, width: 640, height: 480)
    private static let plain = RIFFChunk.extended([], width: 640, height: 480)
    private static let hugeCanvas = RIFFChunk.extended([], width: 1 << 24, height: 1 << 23)

    /// The header announces a profile, which claims what no file holds.
    private static let hugeProfile = RIFFChunk(
        "ICCP",
        [UInt8](repeating: 0, count: 100),
        claimedLength: 0x7FFF_FFF0
    )

    /// A frame that covers the canvas and holds these chunks.
    private static func frame(_ chunks: RIFFChunk...) -> RIFFChunk {
        .frame(width: 640, height: 480, chunks: chunks)
    }

    /// A chunk with another byte.
    private static func changed(_ chunk: RIFFChunk, at index: Int, to byte: UInt8) -> RIFFChunk {
        var chunk = chunk
        chunk.data[index] = byte
        return chunk
    }

    /// A chunk with further bits in a byte.
    private static func changed(_ chunk: RIFFChunk, at index: Int, adding bits: UInt8) -> RIFFChunk
    {
        changed(chunk, at: index, to: chunk.data[index] | bits)
    }
}
