package import PreflightModel

/// Looks for the end of an image whose header was read, without decoding a pixel.
///
/// It does no input or output: it names the bytes that it needs next and goes on where it stopped.
/// The last bytes come first; only when they show no end marker are the chunks or the scans walked.
package struct EndSearch: Sendable {
    /// What came out of one step.
    package enum Step: Hashable, Sendable {
        /// These bytes must be held first; then the step is taken again.
        case needs(Range<Int>)
        /// The end is known.
        case done(MediaFacts.Ending)
    }

    private var walk: any EndWalk
    private let isTooShort: Bool

    /// Begins with an image of `total` bytes.
    package init(of image: ImageFacts, total: Int) {
        isTooShort = total < image.leastLength
        switch image.format {
        case .png: walk = PNGEnd(headerEnd: image.headerEnd, total: total)
        case .jpeg: walk = JPEGEnd(headerEnd: image.headerEnd, total: total)
        default: walk = WebPEnd(length: image.leastLength, total: total)
        }
    }

    /// What is known of the end, or which bytes must be held for that.
    package mutating func step(in bytes: borrowing HeldBytes) -> Step {
        if isTooShort { return .done(.missing) }
        do throws(Interruption) {
            return .done(try walk.ending(in: bytes))
        } catch {
            if case .needs(let range) = error { return .needs(range) }
            return .done(.missing)
        }
    }
}

/// A walk to the end of an image, which stops where bytes are missing and goes on from there.
protocol EndWalk: Sendable {
    /// What the end is; thrown is what bytes are needed, or that the file ends before its end.
    mutating func ending(in bytes: borrowing HeldBytes) throws(Interruption) -> MediaFacts.Ending
}

/// The last bytes of a file, which are looked at before anything else.
package struct Tail {
    /// Enough for the end marker of each format.
    package static let length = 64

    /// Whether the whole of `total` bytes ends with `marker`.
    static func ends(
        with marker: [UInt8],
        in bytes: borrowing HeldBytes,
        total: Int
    ) throws(Interruption) -> Bool {
        let start = max(0, total - length)
        let tail = try bytes.bytes(at: start, count: total - start)
        return tail.suffix(marker.count).elementsEqual(marker)
    }
}
