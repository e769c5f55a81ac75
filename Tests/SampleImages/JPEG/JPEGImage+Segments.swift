/// A picture taken apart, to be damaged and joined again by `jpeg(segments:)`.
extension JPEGImage {
    /// All segments in order; a scan's coded data follows its header.
    package var segments: [JPEGSegment] {
        [.start] + segmentsOfApplications + segmentsBeforeFrame + tables + [frameHeader]
            + (isArithmetic ? [] : [HuffmanCoding.tables]) + scanSegments + (hasEnd ? [.end] : [])
    }

    private var segmentsOfApplications: [JPEGSegment] {
        let first: JPEGSegment =
            switch colours {
            case .grey, .yCbCr444, .yCbCr420: .jfif
            case .cmyk: .adobe(transform: 0)
            case .ycck: .adobe(transform: 2)
            }
        return [first] + (exif.map { [.application(1, $0.jpegPayload())] } ?? [])
    }

    /// DRI and DQT; the first coefficient's step is 8, so that its levels are those of the pixels.
    private var tables: [JPEGSegment] {
        let interval = restartInterval.map { [JPEGSegment.restartInterval($0)] } ?? []
        guard process != .lossless else { return interval }
        return interval + [JPEGSegment(0xDB, [0, 8] + [UInt8](repeating: 16, count: 63))]
    }

    private var frameHeader: JPEGSegment {
        .frame(process.rawValue, width, hasLateHeight ? 0 : height, precision, components)
    }

    private var scanSegments: [JPEGSegment] {
        var segments = scans.map { $0.segment(in: frame, data: data(of: $0)) }
        if hasLateHeight {
            segments.insert(.numberOfLines(height), at: 1)
        }
        return segments
    }

    /// The coded data of a scan.
    private func data(of scan: JPEGScan) -> [UInt8] {
        if isArithmetic {
            return ArithmeticCoding(frame: frame).data(of: scan)
        }
        let coding = HuffmanCoding(
            frame: frame,
            levels: frame.isLossless ? [0, 0, 0, 0] : levels.map { Int($0) - 128 },
            restartInterval: restartInterval
        )
        return coding.data(of: scan)
    }

    private var scans: [JPEGScan] {
        let all = Array(components.indices)
        return switch process {
        case .baseline, .extended, .differential, .arithmetic:
            [JPEGScan(components: all, first: 0, last: 63)]
        case .lossless:
            [JPEGScan(components: all, first: 1, last: 0)]
        case .progressive, .arithmeticProgressive:
            [JPEGScan(components: all, first: 0, last: 0)]
                + all.map { JPEGScan(components: [$0], first: 1, last: 63) }
        }
    }

    private var frame: JPEGFrame {
        JPEGFrame(
            width: width,
            height: height,
            components: components,
            isLossless: process == .lossless
        )
    }

    private var components: [JPEGComponent] {
        switch colours {
        case .grey: [JPEGComponent(id: 1)]
        case .yCbCr444: (1...3).map { JPEGComponent(id: $0) }
        case .yCbCr420: (1...3).map { JPEGComponent(id: $0, sampling: $0 == 1 ? 2 : 1) }
        case .cmyk, .ycck: (1...4).map { JPEGComponent(id: $0) }
        }
    }

    private var isArithmetic: Bool {
        process == .arithmetic || process == .arithmeticProgressive
    }
}
