internal import PreflightModel

/// The one thing that is wanted of an Exif block: the orientation (Exif 2.32, tag 0x0112).
///
/// A block that makes no sense gives 1: metadata never rejects an image.
struct Exif {
    /// The orientation, 1 to 8.
    let orientation: Int

    private static let orientationTag = 0x0112
    private static let shortType = 3

    /// Reads the first directory of the TIFF block of `length` bytes at `offset`.
    init(_ bytes: PartialBytes, at offset: Int, length: Int) throws(Interruption) {
        // Some writers keep the JPEG's signature in front of the block in PNG and WebP.
        let signature: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]  // "Exif", NUL, NUL
        var skipped = 0
        if length >= 14, try bytes.bytes(at: offset, count: 6).elementsEqual(signature) {
            skipped = signature.count
        }
        orientation =
            try Self.block(bytes, at: offset + skipped, length: length - skipped) ?? 1
    }

    private static func block(
        _ bytes: PartialBytes,
        at offset: Int,
        length: Int
    ) throws(Interruption) -> Int? {
        guard length >= 14 else { return nil }
        let mark = try bytes.bytes(at: offset, count: 2)
        guard mark.elementsEqual([0x49, 0x49]) || mark.elementsEqual([0x4d, 0x4d]) else {
            return nil
        }
        let isLittle = mark.first == 0x49
        func number(at place: Int, count: Int) throws(Interruption) -> Int? {
            guard place >= 0, place + count <= length else { return nil }
            let digits = Array(try bytes.bytes(at: offset + place, count: count))
            return (isLittle ? digits.reversed() : digits).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = try number(at: 4, count: 4),
            let entries = try number(at: directory, count: 2)
        else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + 12 * index
            guard let tag = try number(at: entry, count: 2),
                let type = try number(at: entry + 2, count: 2)
            else { return nil }
            guard tag == orientationTag, type == shortType else { continue }
            guard let value = try number(at: entry + 8, count: 2) else { return nil }
            return (1...8).contains(value) ? value : nil
        }
        return nil
    }
}
