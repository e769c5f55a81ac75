/// Which components and coefficients one scan holds, and how many units that makes.
struct JPEGScan {
    /// Indices into the frame's components.
    let components: [Int]
    /// First and last coefficient; in a lossless scan the predictor and 0.
    let first: Int
    let last: Int

    /// The blocks (samples when lossless) of one unit, each as the index of its component.
    func unit(in frame: JPEGFrame) -> [Int] {
        guard components.count > 1 else { return components }
        return components.flatMap { index in
            let sampling = frame.components[index].sampling
            return Array(repeating: index, count: sampling * sampling)
        }
    }

    /// The number of units in the scan (ITU-T T.81, A.2).
    func unitCount(in frame: JPEGFrame) -> Int {
        let blockSize = frame.isLossless ? 1 : 8
        let densest = frame.components.map(\.sampling).max() ?? 1
        let scale = components.count > 1 ? 1 : frame.components[components[0]].sampling
        /// The number of units side by side.
        func units(across length: Int) -> Int {
            let samples = (length * scale + densest - 1) / densest
            return components.count > 1
                ? (length + blockSize * densest - 1) / (blockSize * densest)
                : (samples + blockSize - 1) / blockSize
        }
        return units(across: frame.width) * units(across: frame.height)
    }

    /// SOS with the coded data after it.
    func segment(in frame: JPEGFrame, data: [UInt8]) -> JPEGSegment {
        var payload = [UInt8(components.count)]
        for index in components {
            payload += [frame.components[index].id, 0]
        }
        payload += [UInt8(first), UInt8(last), 0]
        return JPEGSegment(0xDA, payload, following: data)
    }
}

/// What the scans need to know of their frame.
struct JPEGFrame {
    let width: Int
    let height: Int
    let components: [JPEGComponent]
    let isLossless: Bool
}
