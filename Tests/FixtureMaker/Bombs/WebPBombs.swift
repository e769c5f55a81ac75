import SampleImages

/// WebPs that take time and memory from whoever trusts them.
enum WebPBombs {
    static let all = [
        bomb(
            "webp-16383-x-16383-animation.webp",
            [.extended(.animation, width: 16_383, height: 16_383), .animation],
            .repeated(frame(width: 16_383, height: 16_383), 1000)
        ),
        bomb(
            "webp-50000-frames-with-exif.webp",
            [.extended([.animation, .exif], width: 640, height: 480), .animation],
            .repeated(frame(width: 2, height: 2), 50_000),
            RIFFChunk("EXIF", Exif(orientation: 6).encoded())
        ),
        bomb(
            "webp-100000-empty-chunks.webp",
            [.extended([], width: 640, height: 480)],
            .repeated(RIFFChunk("JUNK").encoded(), 100_000),
            .lossy(width: 640, height: 480)
        ),
        bomb(
            "webp-exif-of-65535-entries.webp",
            [.extended(.exif, width: 640, height: 480), .lossy(width: 640, height: 480)],
            .once(RIFFChunk("EXIF", HugeExif.all).encoded())
        ),
    ]

    /// Makes a file whose RIFF header says its true length.
    private static func bomb(
        _ name: String,
        _ first: [RIFFChunk],
        _ middle: Bomb.Piece,
        _ last: RIFFChunk? = nil
    ) -> Bomb {
        let ending = last?.encoded() ?? []
        let byteCount = webp(chunks: first).count + middle.byteCount + ending.count
        let start = webp(chunks: first, riffSize: UInt32(byteCount - 8))
        return Bomb(name, .once(start), middle, .once(ending))
    }

    /// One frame of an animation, in which no pixel takes a bit.
    private static func frame(width: Int, height: Int) -> [UInt8] {
        let picture = RIFFChunk.lossless(
            width: width,
            height: height,
            pixel: WebPPixel(red: 40, green: 120, blue: 160)
        )
        return RIFFChunk.frame(width: width, height: height, chunks: [picture]).encoded()
    }
}
