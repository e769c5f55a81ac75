/// A picture taken apart, to be damaged and joined again by `png(chunks:)`.
extension PNGImage {
    /// All chunks in order.
    package var chunks: [PNGChunk] {
        chunksBeforePixels + pixelChunks + chunksAfterData + (hasEnd ? [.end] : [])
    }

    private var chunksBeforePixels: [PNGChunk] {
        var chunks = [
            PNGChunk.header(
                width: width,
                height: height,
                bitDepth: bitDepth,
                colourType: colourType.rawValue,
                isInterlaced: isInterlaced
            )
        ]
        if frameCount > 1 {
            chunks.append(.animation(frameCount: frameCount))
        }
        if !palette.isEmpty {
            chunks.append(PNGChunk("PLTE", palette))
        }
        if !transparency.isEmpty {
            chunks.append(PNGChunk("tRNS", transparency))
        }
        if let exif {
            chunks.append(PNGChunk("eXIf", exif.encoded()))
        }
        return chunks + chunksBeforeData
    }

    /// `IDAT`, and in an animation the frames after it, numbered as the APNG specification wants.
    private var pixelChunks: [PNGChunk] {
        let picture = PNGChunk("IDAT", stream(of: samples))
        guard frameCount > 1 else { return [picture] }
        let complement = stream(of: samples.map { (1 << bitDepth) - 1 - $0 })
        let first = PNGChunk.frameControl(sequence: 0, width: width, height: height)
        let others = (1..<frameCount).flatMap { frame in
            [
                .frameControl(sequence: 2 * frame - 1, width: width, height: height),
                PNGChunk.frameData(
                    sequence: 2 * frame,
                    frame.isMultiple(of: 2) ? picture.data : complement
                ),
            ]
        }
        return [first, picture] + others
    }

    /// A picture of one colour as a zlib stream.
    private func stream(of samples: [Int]) -> [UInt8] {
        let raster = FlatRaster(
            width: width,
            height: height,
            bitsPerPixel: bitDepth * colourType.channels,
            isInterlaced: isInterlaced,
            pixel: pixelBytes(of: samples)
        )
        return isBlack ? ZeroStream(count: raster.byteCount).encoded() : raster.compressed()
    }

    /// The bytes of one pixel, or one byte full of equal pixels when they are smaller.
    private func pixelBytes(of samples: [Int]) -> [UInt8] {
        guard bitDepth < 8 else {
            return samples.reduce(into: []) { $0.append(bigEndian: $1, byteCount: bitDepth / 8) }
        }
        let perByte = 8 / bitDepth
        let sample = UInt8(samples[0])
        return [(0..<perByte).reduce(0) { byte, _ in (byte << bitDepth) | sample }]
    }
}
