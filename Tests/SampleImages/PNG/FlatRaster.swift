/// A PNG raster of one colour, made row by row and never held.
struct FlatRaster {
    let width: Int
    let height: Int
    let bitsPerPixel: Int
    let isInterlaced: Bool
    /// The bytes of one pixel, or one byte full of equal pixels when they are smaller.
    let pixel: [UInt8]

    /// The filtered rows of all passes as one zlib stream.
    func compressed() -> [UInt8] {
        var compressor = RunCompressor()
        for pass in isInterlaced ? Pass.adam7 : [Pass.whole] {
            let columns = pass.columns(of: width)
            for row in 0..<(columns == 0 ? 0 : pass.rows(of: height)) {
                append(row: row, of: columns, to: &compressor)
            }
        }
        return compressor.finished()
    }

    /// The number of bytes before compression, in all passes.
    var byteCount: Int {
        let passes = isInterlaced ? Pass.adam7 : [Pass.whole]
        return passes.reduce(0) { count, pass in
            let columns = pass.columns(of: width)
            let rowLength = 1 + (columns * bitsPerPixel + 7) / 8
            return count + (columns == 0 ? 0 : rowLength * pass.rows(of: height))
        }
    }

    /// Appends one row: the first is filtered by the pixel before it, the others by the row above.
    private func append(row: Int, of columns: Int, to compressor: inout RunCompressor) {
        let byteCount = (columns * bitsPerPixel + 7) / 8
        guard row == 0 else {
            compressor.append(2)
            compressor.append(0, count: byteCount)
            return
        }
        compressor.append(1)
        for byte in pixel {
            compressor.append(byte)
        }
        compressor.append(0, count: byteCount - pixel.count)
    }

    /// One pass over the picture: where it starts and how far apart its pixels are.
    private struct Pass {
        let x: Int
        let y: Int
        let dx: Int
        let dy: Int

        static let whole = Pass(x: 0, y: 0, dx: 1, dy: 1)

        /// The seven passes of the PNG specification, 8.2.
        static let adam7 = [
            Pass(x: 0, y: 0, dx: 8, dy: 8),
            Pass(x: 4, y: 0, dx: 8, dy: 8),
            Pass(x: 0, y: 4, dx: 4, dy: 8),
            Pass(x: 2, y: 0, dx: 4, dy: 4),
            Pass(x: 0, y: 2, dx: 2, dy: 4),
            Pass(x: 1, y: 0, dx: 2, dy: 2),
            Pass(x: 0, y: 1, dx: 1, dy: 2),
        ]

        /// The width of the pass.
        func columns(of width: Int) -> Int { max(0, (width - x + dx - 1) / dx) }
        /// The height of the pass.
        func rows(of height: Int) -> Int { max(0, (height - y + dy - 1) / dy) }
    }
}
