import SampleImages

/// Pictures of the collection in their formats.
extension CollectedPicture {
    /// A JPEG, most often baseline with half the colour, as cameras write it.
    func jpegBytes() -> [UInt8] {
        var dice = dice
        let colours: JPEGImage.Colours = dice.pick(weighted: [
            (80, .yCbCr420), (15, .yCbCr444), (5, .grey),
        ])
        let image = JPEGImage(
            width: width,
            height: height,
            colours: remark == .cmyk ? dice.pick([.cmyk, .ycck]) : colours,
            process: dice.pick(weighted: [(75, .baseline), (22, .progressive), (3, .extended)]),
            exif: metadata.exif,
            segmentsBeforeFrame: metadata.profileSegments,
            restartInterval: dice.happens(50) ? 64 : nil
        )
        return image.encoded()
    }

    /// A PNG of any colour type and depth, with its metadata on either side of the pixels.
    func pngBytes() -> [UInt8] {
        var dice = dice
        let (colourType, bitDepth) = pngKind(&dice)
        let usesTransparentColour = remark == .transparent && colourType.channels % 2 == 1
        let block = metadata.exif.map { PNGChunk("eXIf", $0.encoded()) }
        let profile = metadata.profile.map { PNGChunk("prVt", zeros: $0.count) }
        let chunks = [block, profile].compactMap(\.self)
        let image = PNGImage(
            width: width,
            height: height,
            colourType: colourType,
            bitDepth: bitDepth,
            isInterlaced: dice.happens(40),
            isBlack: true,
            transparency: usesTransparentColour ? [UInt8](repeating: 0, count: 2) : [],
            frameCount: remark == .animated ? 2 + dice.roll(6) : 1,
            chunksBeforeData: metadata.isFirst ? chunks : [],
            chunksAfterData: metadata.isFirst ? [] : chunks
        )
        let length = image.encoded().count
        return image.padded(to: length + 12 + usualGrowth(&dice))
    }

    /// Colour type and bits per sample; transparent pictures have alpha or a palette.
    private func pngKind(_ dice: inout Dice) -> (PNGImage.ColourType, Int) {
        if remark == .transparent {
            return dice.pick([(.rgba, 8), (.rgba, 8), (.rgba, 16), (.greyAlpha, 8), (.palette, 8)])
        }
        return dice.pick(weighted: [
            (70, (.rgb, 8)), (3, (.rgb, 16)), (6, (.grey, 8)), (2, (.grey, 16)), (1, (.grey, 1)),
            (1, (.grey, 2)), (1, (.grey, 4)), (10, (.palette, 8)), (3, (.palette, 4)),
            (2, (.palette, 2)), (1, (.palette, 1)),
        ])
    }

    /// A WebP: a third of them plain, the others with what an extended file can hold.
    func webpBytes() -> [UInt8] {
        var dice = dice
        let isTransparent = remark == .transparent
        let profile = metadata.isFirst ? metadata.profile : nil
        var image = WebPImage(
            width: width,
            height: height,
            coding: dice.happens(700) ? .lossy : .lossless,
            alpha: isTransparent ? .real : .none,
            profile: profile,
            exif: metadata.exif,
            frameCount: remark == .animated ? 2 + dice.roll(6) : 1
        )
        guard metadata.byteCount > 0 || image.coding == .lossless else { return image.encoded() }
        image.isExtended = true
        let length = image.encoded().count
        return image.padded(to: length + length % 2 + 8 + usualGrowth(&dice))
    }

    /// An even number of bytes, up to 40,000, that makes a flat picture as long as a real one.
    private func usualGrowth(_ dice: inout Dice) -> Int {
        let most = dice.pick([3000, 10_000, 20_000])
        return 2 * dice.roll(most)
    }
}
