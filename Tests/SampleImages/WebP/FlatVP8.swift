/// A VP8 key frame whose macroblocks are all skipped and predicted from their neighbours: mid grey.
struct FlatVP8 {
    let width: Int
    let height: Int
    /// The two bits above each size, 0 to 3.
    let scaleBits: UInt8

    /// The frame: tag, start code, sizes, first partition, one empty partition of tokens.
    func keyFrame() -> [UInt8] {
        let partition = firstPartition()
        let shown = 1 << 4
        var bytes: [UInt8] = []
        bytes.append(littleEndian: (partition.count << 5) | shown, byteCount: 3)
        bytes += [0x9D, 0x01, 0x2A]
        bytes.append(littleEndian: (Int(scaleBits) << 14) | width, byteCount: 2)
        bytes.append(littleEndian: (Int(scaleBits) << 14) | height, byteCount: 2)
        return bytes + partition + BooleanCoder().finished()
    }

    /// The frame header and the modes (RFC 6386, sections 9.2 to 9.11 and 19.2).
    private func firstPartition() -> [UInt8] {
        var coder = BooleanCoder()
        appendHeader(to: &coder)
        for probability in VP8TokenProbabilities.ofNoUpdate {
            coder.append(false, probability: probability)
        }
        coder.append(true)
        coder.append(1, bits: 8)
        for _ in 0..<((width + 15) / 16) * ((height + 15) / 16) {
            appendSkippedMacroblock(to: &coder)
        }
        return coder.finished()
    }

    /// Codes the frame header up to the token probabilities.
    private func appendHeader(to coder: inout BooleanCoder) {
        coder.append(0, bits: 2)  // colour space, clamping
        coder.append(0, bits: 1)  // no segments
        coder.append(0, bits: 10)  // no loop filter
        coder.append(0, bits: 1)  // no filter adjustments
        coder.append(0, bits: 2)  // one partition of tokens
        coder.append(40, bits: 7)  // quantiser
        coder.append(0, bits: 5)  // no quantiser differences
        coder.append(0, bits: 1)  // probabilities are not kept
    }

    /// Codes: no coefficients; 16 x 16 luma by its mean; chroma by its mean.
    private func appendSkippedMacroblock(to coder: inout BooleanCoder) {
        coder.append(true, probability: 1)
        coder.append(true, probability: 145)
        coder.append(false, probability: 156)
        coder.append(false, probability: 163)
        coder.append(false, probability: 142)
    }
}
