package import PreflightModel

/// Reads what an image says about itself from as few bytes as possible.
///
/// Does no input or output.
package enum Probe {
    /// What came out of one attempt.
    package enum Step: Hashable, Sendable {
        /// These bytes must be added first; then the attempt is made again.
        case needs(Range<Int>)
        /// What the bytes are.
        case content(MediaFacts.Content)
    }

    /// How far into a file the pixels may begin, in bytes: twice the largest accepted file.
    package static let longestHeader = 64 << 20

    /// Into how many places a header may be scattered: more than the 460 full segments of metadata
    /// that a JPEG of 30 MB can hold before its pixels.
    package static let mostPieces = 512

    /// What the bytes held so far say, or which bytes are to be read next.
    package static func step(_ bytes: PartialBytes) -> Step {
        if bytes.total == 0 { return .content(.empty) }
        let sniffed = min(bytes.total ?? Sniffer.longestPrefix, Sniffer.longestPrefix)
        guard bytes.prefixCount >= min(sniffed, Sniffer.shortestPrefix) else {
            return .needs(bytes.prefixCount..<min(PartialBytes.pageSize, bytes.total ?? .max))
        }
        let format = Sniffer.format(of: bytes.prefix(Sniffer.longestPrefix))
        guard format.family == .verifiable else { return .content(.foreign(format)) }
        do throws(Interruption) {
            return .content(.image(try header(format, bytes)))
        } catch {
            switch error {
            case .needs(let range)
            where range.lowerBound < longestHeader && bytes.pieceCount < mostPieces:
                return .needs(range)
            case .needs(let range):
                return .content(.damaged(format, .headerTooLong(limit: range.lowerBound)))
            case .endsEarly: return .content(.damaged(format, .endsEarly))
            case .damaged(let damage): return .content(.damaged(format, damage))
            case .unreadable(let coding): return .content(.uncommon(format, coding))
            }
        }
    }

    private static func header(
        _ format: FileFormat,
        _ bytes: PartialBytes
    ) throws(Interruption) -> ImageFacts {
        switch format {
        case .png: try ImageFacts(png: bytes)
        case .jpeg: try ImageFacts(jpeg: bytes)
        default: try ImageFacts(webp: bytes)
        }
    }
}
