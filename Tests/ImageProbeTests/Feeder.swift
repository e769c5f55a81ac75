import PreflightModel
import Testing

@testable import ImageProbe

/// Feeds a probe as a gatherer would, and counts what it asks for.
struct Feeder {
    private(set) var reads = 0
    private(set) var bytesRead = 0

    /// The content of a file that is read where it is needed.
    mutating func content(of bytes: [UInt8], knowsTotal: Bool = true) -> MediaFacts.Content {
        var held = HeldBytes(total: knowsTotal ? bytes.count : nil)
        var probe = Probe()
        while true {
            switch probe.step(in: held) {
            case .content(let content): return content
            case .needs(let range):
                #expect(range.lowerBound >= held.offset, "a reader never goes back")
                let piece = bytes[range.clamped(to: 0..<bytes.count)]
                reads += 1
                bytesRead += piece.count
                if piece.count < range.count { held.total = bytes.count }
                held.replace(at: range.lowerBound, with: piece)
            }
        }
    }

    /// The content of a file that comes in pieces of one size, one after the other.
    static func content(of bytes: [UInt8], inPiecesOf size: Int) -> MediaFacts.Content? {
        var held = HeldBytes()
        var probe = Probe()
        var received = 0
        while true {
            switch probe.step(in: held) {
            case .content(let content): return content
            case .needs(let range): held.drop(before: range.lowerBound)
            }
            guard received < bytes.count else {
                guard held.total == nil else { return nil }
                held.total = bytes.count
                continue
            }
            let piece = bytes[received...].prefix(size)
            if received + piece.count > held.end {
                held.append(piece.dropFirst(held.end - received))
            }
            received += piece.count
        }
    }

    static func ending(of bytes: [UInt8], _ image: ImageFacts) -> MediaFacts.Ending {
        var search = EndSearch(of: image, total: bytes.count)
        var held = HeldBytes(total: bytes.count)
        while true {
            switch search.step(in: held) {
            case .done(let ending): return ending
            case .needs(let range): held.replace(at: range.lowerBound, with: bytes[range])
            }
        }
    }
}
