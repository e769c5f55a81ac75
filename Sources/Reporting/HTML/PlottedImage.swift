internal import Foundation
internal import PreflightModel

/// A measured image, as the drawings show it.
struct PlottedImage {
    let size: PixelSize
    let bytes: Int?
    let verdict: Verdict
    let card: String
    let title: String

    init(_ media: MediaFacts, of subject: SubjectReport, in card: HTMLCard) {
        size = media.image?.size ?? PixelSize(width: 0, height: 0)
        bytes = media.bytes
        verdict = subject.verdict
        self.card = card.id
        let bytes = media.bytes.map { ", \($0.of("byte"))" } ?? ""
        title = "\(media.name): \(size.text)\(bytes), \(verdict.rawValue)".neutralised
    }
}

/// A mark of an image in a drawing.
struct PlotMark {
    let card: String
    let verdict: String
    let shape: String
    let x: String
    let y: String
    let title: String

    init(_ image: PlottedImage, x: Double, y: Double) {
        card = image.card
        verdict = image.verdict.rawValue
        shape = image.verdict.shape
        (self.x, self.y) = (x.drawn, y.drawn)
        title = image.title
    }
}

/// A line of a drawing with a number at its end.
struct PlotTick {
    let line: String
    let axis: String
    let x: String
    let y: String
    let text: String
}

/// A logarithmic axis: where on a drawing a value stands.
struct LogarithmicAxis {
    let start: Double
    let end: Double
    private let least: Double
    private let greatest: Double

    /// Shows at least the values from `least` to `greatest` between two places of a drawing.
    init(from start: Double, to end: Double, showing least: Double, _ greatest: Double) {
        (self.start, self.end) = (start, end)
        // A little room, so that no mark is cut.
        self.least = log10(max(least, 1)) - 0.08
        self.greatest = max(log10(max(greatest, 1)) + 0.08, self.least + 0.3)
    }

    /// Where a value stands; what is not shown stands at the edge.
    func place(of value: Double) -> Double {
        let share = (min(max(log10(max(value, 1)), least), greatest) - least) / (greatest - least)
        return start + share * (end - start)
    }

    /// Round values that are shown: 1, 2 and 5 of each power of ten, or 1 only where there are many.
    var ticks: [Double] {
        let steps: [Double] = greatest - least > 3 ? [1] : [1, 2, 5]
        return (Int(least.rounded(.down))...Int(greatest.rounded(.up))).flatMap { power in
            steps.map { $0 * pow(10, Double(power)) }
        }
        .filter { (least...greatest).contains(log10($0)) }
    }
}

extension Double {
    /// The number with at most one digit behind the point, as drawings write it.
    var drawn: String {
        let tenths = Int((self * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return sign + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
    }
}

extension Fraction {
    /// The nearest number, for drawings only: verdicts never round.
    var nearest: Double { Double(numerator) / Double(denominator) }
}
