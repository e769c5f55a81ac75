/// A flat PNG of any size and kind.
package struct PNGImage: Sendable {
    /// What a pixel is made of.
    package enum ColourType: UInt8, Sendable {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6

        /// The number of samples in a pixel.
        package var channels: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }
    }

    package var width: Int
    package var height: Int
    package var colourType: ColourType
    package var bitDepth: Int
    package var isInterlaced: Bool
    /// The value of every pixel, one number below 2^`bitDepth` per channel.
    package var samples: [Int]
    /// Every sample is zero whatever `samples` says, and the pixels take a sixth of the bytes.
    package var isBlack: Bool
    /// Red, green and blue of each colour; written as `PLTE` unless empty.
    package var palette: [UInt8]
    /// Written as `tRNS` unless empty.
    package var transparency: [UInt8]
    /// Written as `eXIf`.
    package var exif: Exif?
    /// More than one makes an APNG; every second frame has the complementary colour.
    package var frameCount: Int
    package var chunksBeforeData: [PNGChunk]
    package var chunksAfterData: [PNGChunk]
    package var hasEnd: Bool
    /// Bytes after `IEND`.
    package var trailing: [UInt8]
    /// The file's length when it is cut.
    package var cutLength: Int?

    /// Makes a picture of one colour; alpha, where there is a channel for it, is about a half.
    package init(
        width: Int,
        height: Int,
        colourType: ColourType = .rgb,
        bitDepth: Int = 8,
        isInterlaced: Bool = false,
        samples: [Int]? = nil,
        isBlack: Bool = false,
        palette: [UInt8]? = nil,
        transparency: [UInt8] = [],
        exif: Exif? = nil,
        frameCount: Int = 1,
        chunksBeforeData: [PNGChunk] = [],
        chunksAfterData: [PNGChunk] = [],
        hasEnd: Bool = true,
        trailing: [UInt8] = [],
        cutLength: Int? = nil
    ) {
        self.width = width
        self.height = height
        self.colourType = colourType
        self.bitDepth = bitDepth
        self.isInterlaced = isInterlaced
        self.samples = samples ?? Self.samples(of: colourType, bitDepth: bitDepth)
        self.isBlack = isBlack
        self.palette = palette ?? (colourType == .palette ? [40, 120, 160, 230, 200, 90] : [])
        self.transparency = transparency
        self.exif = exif
        self.frameCount = frameCount
        self.chunksBeforeData = chunksBeforeData
        self.chunksAfterData = chunksAfterData
        self.hasEnd = hasEnd
        self.trailing = trailing
        self.cutLength = cutLength
    }

    /// The whole file.
    package func encoded() -> [UInt8] {
        let bytes = png(chunks: chunks) + trailing
        return cutLength.map { Array(bytes.prefix($0)) } ?? bytes
    }

    /// The colour of a picture that was given none.
    private static func samples(of colourType: ColourType, bitDepth: Int) -> [Int] {
        let largest = (1 << bitDepth) - 1
        return switch colourType {
        case .palette: [0]
        case .grey: [(largest * 2 + 1) / 3]
        case .greyAlpha: [largest * 2 / 3, largest / 2]
        case .rgb: [largest / 6, largest / 2, largest * 2 / 3]
        case .rgba: [largest / 6, largest / 2, largest * 2 / 3, largest / 2]
        }
    }
}
