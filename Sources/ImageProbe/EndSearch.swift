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

    /// How far behind the header the end is looked for, in bytes: more than the largest accepted file.
    static let longestSearch = 32 << 20

    private let format: FileFormat
    private let headerEnd: Int
    private let leastLength: Int
    private let total: Int
    private var walk = Walk.none

    /// The walk to the end, once the last bytes showed none.
    ///
    /// It stops where bytes are missing and goes on from there; thrown is what bytes are needed, or
    /// that the file ends before its end.
    private enum Walk {
        case none
        case png(PNGEnd)
        case jpeg(JPEGEnd)
    }

    /// Begins with an image of `total` bytes.
    ///
    /// Where the last bytes cannot be had before the others, the walk begins at once.
    package init(of image: ImageFacts, total: Int, isTailHadFirst: Bool = true) {
        format = image.format
        headerEnd = image.headerEnd
        leastLength = image.leastLength
        self.total = total
        if !isTailHadFirst { begin() }
    }

    /// What is known of the end, or which bytes must be held for that.
    package mutating func step(in bytes: borrowing HeldBytes) -> Step {
        if total < leastLength { return .done(.missing) }
        do throws(Interruption) {
            return .done(try ending(in: bytes))
        } catch {
            if case .needs(let range) = error { return .needs(range) }
            return .done(.missing)
        }
    }

    private mutating func ending(
        in bytes: borrowing HeldBytes
    ) throws(Interruption) -> MediaFacts.Ending {
        // The length of a WebP stands in its header and was read with it. A file that lacks nothing
        // but the padding of its last chunk is refused by libwebp as well, when its length counts that
        // byte; where it is not counted, it is no part of the file.
        if format == .webp {
            let padded = leastLength + leastLength % 2
            return total > padded ? .trailing(total - padded) : .whole
        }
        if case .none = walk {
            let marker = format == .png ? PNGEnd.marker : JPEGEnd.marker
            if try Tail.ends(with: marker, in: bytes, total: total) { return .whole }
            begin()
        }
        switch walk {
        case .none: return .unread
        case .png(var end):
            defer { walk = .png(end) }
            return try end.ending(in: bytes)
        case .jpeg(var end):
            defer { walk = .jpeg(end) }
            return try end.ending(in: bytes)
        }
    }
}

extension EndSearch {
    private mutating func begin() {
        walk =
            format == .png
            ? .png(PNGEnd(headerEnd: headerEnd, total: total))
            : .jpeg(JPEGEnd(headerEnd: headerEnd, total: total))
    }
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
        try bytes.require(at: start, count: total - start)
        let place = total - marker.count
        return place >= start && bytes.holds(marker, at: place)
    }
}
