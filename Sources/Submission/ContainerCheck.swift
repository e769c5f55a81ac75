internal import ImageProbe
internal import PreflightModel

/// Says what kind of file a result is, and whether all of it is there.
enum ContainerCheck {
    /// The file name extension for a result; fails when it is no video and no image, or when its own
    /// structure says that something is missing.
    static func fileExtension(of file: PartialResult) throws -> String {
        let count = file.count
        let format = Sniffer.format(of: try file.read(min(count, 64), at: 0)[...])
        switch format {
        case .mp4, .quickTime: try checkBoxes(of: file, count)
        case .webm: try checkSegment(of: file, count)
        case .png, .jpeg, .webp: try checkEnd(of: file, count)
        default: throw ResultStore.Fault("the result is no video and no image")
        }
        guard let text = format.extensions.first else {
            throw ResultStore.Fault("the result is no video and no image")
        }
        return text
    }

    /// Follows the boxes of the file (ISO/IEC 14496-12, 4.2): each tells its length, and the last ends
    /// where the file does.
    private static func checkBoxes(of file: PartialResult, _ count: Int) throws {
        var offset = 0
        var hasMovie = false
        while offset < count {
            let header = try file.read(16, at: offset)
            guard header.count >= 8 else { throw cutOff }
            var length = number(header[0..<4])
            if length == 1 {
                guard header.count == 16 else { throw cutOff }
                length = number(header[8..<16])
            }
            if header[4..<8].elementsEqual("moov".utf8) { hasMovie = true }
            // A length of 0 is that of a box up to the end of the file.
            if length == 0 { break }
            guard length >= 8, length <= count - offset else { throw cutOff }
            offset += length
        }
        guard hasMovie else { throw ResultStore.Fault("the result is a video without its index") }
    }

    /// Compares the length that the segment tells with that of the file (RFC 8794, 4; RFC 9559, 5.1).
    private static func checkSegment(of file: PartialResult, _ count: Int) throws {
        var offset = 0
        for _ in 0..<2 {
            let bytes = try file.read(16, at: offset)
            guard bytes.count >= 5 else { throw cutOff }
            let length = bytes[4].leadingZeroBitCount + 1
            guard length <= 8, bytes.count >= 4 + length else { throw cutOff }
            let mask = UInt8(truncatingIfNeeded: 0xff >> length)
            let digits = [bytes[4] & mask] + bytes[5..<4 + length]
            // All ones: nobody knows the length.
            if digits[0] == mask, digits.dropFirst().allSatisfy({ $0 == 0xff }) { return }
            let size = number(digits[...])
            guard size <= count - offset - 4 - length else { throw cutOff }
            offset += 4 + length + size
            guard offset < count else { return }
        }
    }

    private static func checkEnd(of file: PartialResult, _ count: Int) throws {
        guard count <= longestImage else { return }
        let bytes = try file.read(count, at: 0)
        guard bytes.count == count else { throw cutOff }
        var held = HeldBytes(total: count)
        held.replace(at: 0, with: bytes)
        var probe = Probe()
        guard case .content(.image(let image)) = probe.step(in: held) else {
            throw ResultStore.Fault("the result is a damaged image")
        }
        var search = EndSearch(of: image, total: count)
        if case .done(.missing) = search.step(in: held) { throw cutOff }
    }

    /// Longer images are told by their first bytes only.
    private static let longestImage = 64 << 20

    private static let cutOff = ResultStore.Fault("the result is cut off")

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 > Int.max >> 8 ? .max : $0 << 8 | Int($1) }
    }
}
