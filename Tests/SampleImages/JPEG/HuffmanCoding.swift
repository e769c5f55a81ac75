/// The Huffman coding of a picture of one colour: what is no difference is a zero bit.
struct HuffmanCoding {
    /// DHT: differences of 0 bits ("0"), 1 to 7 bits ("1000" to "1110") and 8 bits ("11110"), and
    /// the end of a block ("0").
    static let tables = JPEGSegment(
        0xC4,
        [0x00, 1, 0, 0, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]
            + [0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    )

    let frame: JPEGFrame
    /// The first difference of each component, from -255 to 255.
    let levels: [Int]
    /// Units between two restart markers; nil for none.
    let restartInterval: Int?

    /// The coded data of a scan.
    func data(of scan: JPEGScan) -> [UInt8] {
        var writer = JPEGBitWriter()
        let unitCount = scan.unitCount(in: frame)
        let interval = restartInterval ?? unitCount
        for (number, start) in stride(from: 0, to: unitCount, by: max(interval, 1)).enumerated() {
            if number > 0 {
                writer.restart((number - 1) % 8)
            }
            append(interval: min(interval, unitCount - start), of: scan, to: &writer)
        }
        writer.alignToByte()
        return writer.bytes
    }

    /// Appends units of which only the first has a difference to tell.
    private func append(interval: Int, of scan: JPEGScan, to writer: inout JPEGBitWriter) {
        let unit = scan.unit(in: frame)
        let hasDifference = frame.isLossless || scan.first == 0
        let hasEndOfBlock = !frame.isLossless && scan.last > 0
        var told: Set<Int> = []
        for component in unit {
            if hasDifference {
                append(told.insert(component).inserted ? levels[component] : 0, to: &writer)
            }
            if hasEndOfBlock {
                writer.append(zeros: 1)
            }
        }
        let bitsPerBlock = (hasDifference ? 1 : 0) + (hasEndOfBlock ? 1 : 0)
        writer.append(zeros: (interval - 1) * unit.count * bitsPerBlock)
    }

    /// Appends a difference: the code of its length, then its bits.
    private func append(_ difference: Int, to writer: inout JPEGBitWriter) {
        let length = Int.bitWidth - abs(difference).leadingZeroBitCount
        switch length {
        case 0: writer.append(0, bits: 1)
        case 8: writer.append(0b11110, bits: 5)
        default: writer.append(0b1000 + length - 1, bits: 4)
        }
        writer.append(difference < 0 ? difference - 1 : difference, bits: length)
    }
}
