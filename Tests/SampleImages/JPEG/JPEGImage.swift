/// A flat JPEG of any size and kind.
package struct JPEGImage: Sendable {
    /// What a pixel is made of.
    package enum Colours: Sendable {
        case grey
        /// YCbCr without subsampling.
        case yCbCr444
        /// YCbCr with half the colour in both directions.
        case yCbCr420
        /// Four components with Adobe's marker and transform 0.
        case cmyk
        /// Four components with Adobe's marker and transform 2.
        case ycck
    }

    /// The number of the frame header, which names the coding (ITU-T T.81, table B.1).
    package enum Process: UInt8, Sendable {
        case baseline = 0
        case extended = 1
        case progressive = 2
        /// Without loss; mid grey whatever `levels` says.
        case lossless = 3
        /// Hierarchical: a header in front of the data of a baseline picture, decodable by nobody.
        case differential = 5
        /// Arithmetic; mid grey whatever `levels` says, and without restart markers.
        case arithmetic = 9
        /// Progressive and arithmetic; mid grey whatever `levels` says, without restart markers.
        case arithmeticProgressive = 10
    }

    package var width: Int
    package var height: Int
    package var colours: Colours
    package var process: Process
    /// Bits per sample: 8, or 12 with `extended` and `progressive`.
    package var precision: UInt8
    /// The value of every pixel, 0 to 255 per component (at 12 bits: around the middle).
    package var levels: [UInt8]
    /// Written as APP1 right after the first APP0 or APP14.
    package var exif: Exif?
    /// Written before all tables and the frame header.
    package var segmentsBeforeFrame: [JPEGSegment]
    /// Units between two restart markers; DRI is then the first table.
    package var restartInterval: Int?
    /// The frame header says height 0 and DNL tells it after the first scan.
    package var hasLateHeight: Bool
    package var hasEnd: Bool
    /// Bytes after EOI.
    package var trailing: [UInt8]
    /// The file's length when it is cut.
    package var cutLength: Int?

    /// Makes a picture of one colour.
    package init(
        width: Int,
        height: Int,
        colours: Colours = .yCbCr420,
        process: Process = .baseline,
        precision: UInt8 = 8,
        levels: [UInt8]? = nil,
        exif: Exif? = nil,
        segmentsBeforeFrame: [JPEGSegment] = [],
        restartInterval: Int? = nil,
        hasLateHeight: Bool = false,
        hasEnd: Bool = true,
        trailing: [UInt8] = [],
        cutLength: Int? = nil
    ) {
        self.width = width
        self.height = height
        self.colours = colours
        self.process = process
        self.precision = precision
        self.levels = levels ?? [150, 110, 140, 60]
        self.exif = exif
        self.segmentsBeforeFrame = segmentsBeforeFrame
        self.restartInterval = restartInterval
        self.hasLateHeight = hasLateHeight
        self.hasEnd = hasEnd
        self.trailing = trailing
        self.cutLength = cutLength
    }

    /// The whole file.
    package func encoded() -> [UInt8] {
        let bytes = jpeg(segments: segments) + trailing
        return cutLength.map { Array(bytes.prefix($0)) } ?? bytes
    }
}
