/// A picture taken apart, to be damaged and joined again by `webp(chunks:)`.
extension WebPImage {
    /// All chunks in order.
    package var chunks: [RIFFChunk] {
        guard needsExtension else { return pictureChunks(of: pixel) + chunksAtEnd }
        let header = RIFFChunk.extended(
            features,
            width: canvas?.width ?? width,
            height: canvas?.height ?? height
        )
        return [header] + (profile.map { [RIFFChunk("ICCP", $0)] } ?? [])
            + (frameCount > 1 ? animationChunks : pictureChunks(of: pixel))
            + (exif.map { [RIFFChunk("EXIF", $0.encoded())] } ?? []) + chunksAtEnd
    }

    private var needsExtension: Bool {
        isExtended || canvas != nil || features.subtracting(.alpha) != []
            || (coding == .lossy && alpha != .none)
    }

    private var features: RIFFChunk.Features {
        var features: RIFFChunk.Features = alpha == .none ? [] : .alpha
        if frameCount > 1 { features.insert(.animation) }
        if exif != nil { features.insert(.exif) }
        if profile != nil { features.insert(.profile) }
        return features
    }

    /// The picture itself, after its alpha where that is a chunk of its own.
    private func pictureChunks(of pixel: WebPPixel) -> [RIFFChunk] {
        switch coding {
        case .lossless:
            let shown = pixel.with(alpha: alphaValue)
            return [
                .lossless(
                    width: width,
                    height: height,
                    pixel: shown,
                    hasAlphaHint: alpha != .none
                )
            ]
        case .lossy:
            let picture = RIFFChunk.lossy(width: width, height: height, scaleBits: scaleBits)
            return alpha == .none ? [picture] : [.alpha(alphaValue), picture]
        }
    }

    private var alphaValue: UInt8 {
        alpha == .real ? 128 : 255
    }

    private var animationChunks: [RIFFChunk] {
        let frames = (0..<frameCount).map { number in
            RIFFChunk.frame(
                x: frameOrigin.x,
                y: frameOrigin.y,
                width: width,
                height: height,
                chunks: pictureChunks(of: number.isMultiple(of: 2) ? pixel : pixel.complement)
            )
        }
        return [.animation] + frames
    }
}
