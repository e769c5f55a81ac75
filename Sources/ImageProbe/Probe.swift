package import PreflightModel

/// Reads what an image says about itself from as few bytes as possible.
///
/// Does no input or output: it names the bytes that it needs next and goes on where it stopped.
package struct Probe: Sendable {
    /// What came out of one step.
    package enum Step: Hashable, Sendable {
        /// These bytes must be held first; then the step is taken again.
        case needs(Range<Int>)
        /// What the bytes are.
        case content(MediaFacts.Content)
    }

    /// How far into a file the pixels may begin, in bytes: twice the largest accepted file.
    package static let longestHeader = 64 << 20

    private var stopped = Walk.none

    /// The walk that stopped where bytes were missing; boxed, because most walks never do.
    private indirect enum Walk {
        case none
        case png(PNGWalk)
        case jpeg(JPEGWalk)
        case webp(WebPWalk)
    }

    /// Begins with a file of which nothing is known.
    package init() {}

    /// What the bytes say, or which bytes must be held for that.
    package mutating func step(in bytes: borrowing HeldBytes) -> Step {
        let walk = stopped
        stopped = .none
        switch walk {
        case .none: break
        case .png(let walk): return go(walk, bytes, orStop: Walk.png)
        case .jpeg(let walk): return go(walk, bytes, orStop: Walk.jpeg)
        case .webp(let walk): return go(walk, bytes, orStop: Walk.webp)
        }
        if bytes.total == 0 { return .content(.empty) }
        switch Self.sniff(bytes) {
        case .needs(let range): return .needs(range)
        case .format(.png): return go(PNGWalk(), bytes, orStop: Walk.png)
        case .format(.jpeg): return go(JPEGWalk(), bytes, orStop: Walk.jpeg)
        case .format(.webp): return go(WebPWalk(), bytes, orStop: Walk.webp)
        case .format(let format): return .content(.foreign(format))
        }
    }

    // Most headers lie in the bytes of the first read, and no walk needs to be kept.
    private mutating func go<Header: HeaderWalk>(
        _ walk: consuming Header,
        _ bytes: borrowing HeldBytes,
        orStop stop: (Header) -> Walk
    ) -> Step {
        let step = walk.step(in: bytes)
        if case .needs = step { stopped = stop(walk) }
        return step
    }

    private enum Sniffed {
        case needs(Range<Int>)
        case format(FileFormat)
    }

    // A binary signature stands in the first bytes; for anything else the first page is wanted.
    private static func sniff(_ bytes: borrowing HeldBytes) -> Sniffed {
        let prefix = bytes.prefix(Sniffer.longestPrefix)
        if prefix.count >= Sniffer.shortestPrefix,
            let format = Sniffer.verifiableFormat(of: prefix)
        {
            return .format(format)
        }
        let longest = min(bytes.total ?? Sniffer.longestPrefix, Sniffer.longestPrefix)
        guard prefix.count < longest else { return .format(Sniffer.format(of: prefix)) }
        return .needs(0..<longest)
    }
}

/// A walk over the parts of a header, which stops where bytes are missing and goes on from there.
protocol HeaderWalk: Sendable {
    /// The format whose parts are walked over.
    static var format: FileFormat { get }

    /// What the header says, once all that it needs was held at its time.
    mutating func facts(in bytes: borrowing HeldBytes) throws(Interruption) -> ImageFacts
}

extension HeaderWalk {
    fileprivate mutating func step(in bytes: borrowing HeldBytes) -> Probe.Step {
        do throws(Interruption) {
            return .content(.image(try facts(in: bytes)))
        } catch {
            switch error {
            case .needs(let range) where range.lowerBound < Probe.longestHeader:
                return .needs(range)
            case .needs(let range):
                let damage = HeaderDamage.headerTooLong(limit: range.lowerBound)
                return .content(.damaged(Self.format, damage))
            case .endsEarly: return .content(.damaged(Self.format, .endsEarly))
            case .damaged(let damage): return .content(.damaged(Self.format, damage))
            case .unreadable(let coding): return .content(.uncommon(Self.format, coding))
            }
        }
    }
}
