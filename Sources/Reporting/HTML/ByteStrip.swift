internal import PreflightModel

/// The sizes of all files on one logarithmic axis, with the limits.
struct ByteStrip {
    let width = 640
    let height = 110
    let left = "60"
    let top = "18"
    let innerWidth: String
    let innerHeight: String
    let count: String
    let ticks: [PlotTick]
    let limits: [PlotTick]
    let marks: [PlotMark]

    /// Draws files; `nil` when the size of none is known.
    init?(_ images: [PlottedImage], _ regions: [AllowedRegion]) {
        let sized = images.compactMap { image in image.bytes.map { (image, Double($0)) } }
        guard !sized.isEmpty else { return nil }
        let (left, top, right, bottom) = (60.0, 18.0, 628.0, 78.0)
        innerWidth = (right - left).drawn
        innerHeight = (bottom - top).drawn
        count = sized.count.grouped
        let ceilings = Set(regions.compactMap { $0.bytes.ceiling?.nearest }).sorted()
        let values = sized.map(\.1) + ceilings
        let axis = LogarithmicAxis(
            from: left,
            to: right,
            showing: values.min() ?? 1,
            values.max() ?? 1
        )
        ticks = axis.ticks.map { value in
            let x = axis.place(of: value).drawn
            return PlotTick(
                line: "M\(x) \(top.drawn)V\(bottom.drawn)",
                axis: "x",
                x: x,
                y: (bottom + 16).drawn,
                text: Int(value).withPrefix
            )
        }
        limits = ceilings.map { value in
            let x = axis.place(of: value).drawn
            return PlotTick(
                line: "M\(x) \(top.drawn)V\(bottom.drawn)",
                axis: "x",
                x: x,
                y: "12",
                text: "limit \(Int(value).grouped)"
            )
        }
        // Files of one size would lie on each other: they take three rows in turn.
        marks = sized.enumerated().map { index, entry in
            PlotMark(
                entry.0,
                x: axis.place(of: entry.1),
                y: top + 14 + Double(index % 3) * 16
            )
        }
    }
}

extension Int {
    /// A round number of bytes with the prefix of a unit: 1 kB is 1,000 bytes.
    fileprivate var withPrefix: String {
        if self >= 1_000_000_000 { return "\(self / 1_000_000_000) GB" }
        if self >= 1_000_000 { return "\(self / 1_000_000) MB" }
        return self >= 1000 ? "\(self / 1000) kB" : "\(self) B"
    }
}
