internal import Foundation
internal import PreflightModel

/// Width against height of all images, both logarithmic, where each limit on a ratio is a line, too.
struct SizePlot {
    let width = 640
    let height = 440
    let left = "60"
    let top = "12"
    let innerWidth: String
    let innerHeight: String
    let labelX: String
    let labelY: String
    let middleY: String
    let count: String
    let regions: [RegionShape]
    let regionNames: [RegionName]
    let ticks: [PlotTick]
    let marks: [PlotMark]
    let legend: [LegendEntry]

    /// Longer sides stand at the edge of the drawing.
    private static let longestSide = 65_535.0

    /// What a model accepts, as a polygon.
    struct RegionShape {
        let index: Int
        let points: String
        let title: String
    }

    struct RegionName {
        let index: Int
        let name: String
    }

    struct LegendEntry {
        let verdict: String
        let shape: String
    }

    /// Draws images; `nil` when there are none.
    init?(_ images: [PlottedImage], _ models: [ReportContext.Region]) {
        guard !images.isEmpty else { return nil }
        let (left, top, right, bottom) = (60.0, 12.0, 628.0, 392.0)
        innerWidth = (right - left).drawn
        innerHeight = (bottom - top).drawn
        labelX = ((left + right) / 2).drawn
        labelY = (bottom + 36).drawn
        middleY = ((top + bottom) / 2).drawn
        count = images.count.grouped
        // Models that accept the same share one polygon.
        var groups: [(region: AllowedRegion, models: [ModelID])] = []
        for model in models {
            if let index = groups.firstIndex(where: { $0.region == model.region }) {
                groups[index].models.append(model.model)
            } else {
                groups.append((model.region, [model.model]))
            }
        }
        func extent(_ bounds: [Bounds], _ sides: [Int]) -> (Double, Double) {
            let limits = bounds.flatMap { [$0.floor, $0.ceiling] }.compactMap { $0?.nearest }
            // One absurd header must not squeeze all others into a corner.
            let values = limits + sides.map { min(Double($0), Self.longestSide) }
            return (values.min() ?? 1, values.max() ?? 1)
        }
        let widths = extent(groups.map(\.region.width), images.map(\.size.width))
        let heights = extent(groups.map(\.region.height), images.map(\.size.height))
        let across = LogarithmicAxis(from: left, to: right, showing: widths.0, widths.1)
        let upwards = LogarithmicAxis(from: bottom, to: top, showing: heights.0, heights.1)
        regions = groups.enumerated().map { index, group in
            let corners = group.region.corners(widths: widths, heights: heights)
            return RegionShape(
                index: index % 3,
                points: corners.map { corner in
                    "\(across.place(of: corner.width).drawn),\(upwards.place(of: corner.height).drawn)"
                }
                .joined(separator: " "),
                title: "accepted by \(Self.names(group.models))"
            )
        }
        regionNames = groups.enumerated().map { index, group in
            RegionName(index: index % 3, name: Self.names(group.models))
        }
        ticks =
            across.ticks.map { value in
                let x = across.place(of: value).drawn
                return PlotTick(
                    line: "M\(x) \(top.drawn)V\(bottom.drawn)",
                    axis: "x",
                    x: x,
                    y: (bottom + 16).drawn,
                    text: Int(value).grouped
                )
            }
            + upwards.ticks.map { value in
                let y = upwards.place(of: value)
                return PlotTick(
                    line: "M\(left.drawn) \(y.drawn)H\(right.drawn)",
                    axis: "y",
                    x: (left - 6).drawn,
                    y: (y + 4).drawn,
                    text: Int(value).grouped
                )
            }
        // The worst lies on top, where it is seen and can be followed.
        marks = [Verdict.accepted, .undecided, .rejected].flatMap { verdict in
            images.filter { $0.verdict == verdict }
        }
        .map { image in
            PlotMark(
                image,
                x: across.place(of: Double(image.size.width)),
                y: upwards.place(of: Double(image.size.height))
            )
        }
        legend = [Verdict.accepted, .undecided, .rejected].map { verdict in
            LegendEntry(verdict: verdict.rawValue, shape: verdict.shape)
        }
    }

    private static func names(_ models: [ModelID]) -> String {
        models.map(\.description.neutralised).joined(separator: ", ")
    }
}

extension AllowedRegion {
    /// The corners of what is accepted, in pixels, in their order around it; a side without a bound
    /// ends where the drawing does.
    ///
    /// Limits of width, height and ratio are straight lines on logarithmic axes: the region is a
    /// rectangle with corners cut off.
    func corners(
        widths: (Double, Double),
        heights: (Double, Double)
    ) -> [(width: Double, height: Double)] {
        let left = log10(width.floor?.nearest ?? widths.0)
        let right = log10(width.ceiling?.nearest ?? widths.1)
        let bottom = log10(height.floor?.nearest ?? heights.0)
        let top = log10(height.ceiling?.nearest ?? heights.1)
        guard left < right, bottom < top else { return [] }
        var corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        if let ceiling = ratio.ceiling?.nearest, ceiling > 0 {
            corners = corners.clipped { log10(ceiling) - ($0.0 - $0.1) }
        }
        if let floor = ratio.floor?.nearest, floor > 0 {
            corners = corners.clipped { ($0.0 - $0.1) - log10(floor) }
        }
        return corners.map { (pow(10, $0.0), pow(10, $0.1)) }
    }
}

extension [(Double, Double)] {
    /// The part of a polygon where a linear function is not negative (Sutherland and Hodgman, 1974).
    fileprivate func clipped(_ inside: ((Double, Double)) -> Double) -> [(Double, Double)] {
        var kept: [(Double, Double)] = []
        for (index, corner) in enumerated() {
            let last = self[(index + count - 1) % count]
            let (before, here) = (inside(last), inside(corner))
            if before * here < 0 {
                let share = before / (before - here)
                kept.append(
                    (
                        last.0 + share * (corner.0 - last.0),
                        last.1 + share * (corner.1 - last.1)
                    )
                )
            }
            if here >= 0 { kept.append(corner) }
        }
        return kept
    }
}
