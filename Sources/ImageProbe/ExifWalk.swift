internal import PreflightModel

/// Looks for the one thing that is wanted of an Exif block: the orientation (Exif 2.32, tag 0x0112)
/// in its first directory.
///
/// A block that makes no sense gives none: metadata never rejects an image.
struct ExifWalk: Sendable {
    /// What stands before the block in a JPEG and, by some writers, in PNG and WebP.
    static let signature: StaticString = "Exif\0\0"
    /// How many blocks that say nothing of the orientation are looked into.
    static let mostBlocks = 64

    static let signatureLength = signature.utf8CodeUnitCount

    /// The number that makes the header one of TIFF (TIFF 6.0, section 2).
    private static let magic = 42
    private static let orientationTag = 0x0112
    /// Types of numbers (TIFF 6.0, section 2), by their length in bytes: SHORT, LONG and SSHORT.
    private static let lengths = [3: 2, 4: 4, 8: 2]
    private static let headerLength = 8
    private static let entryLength = 12

    private enum State: Sendable {
        case signature
        case header
        case directory
        case entry(left: Int)
    }

    private var state = State.signature
    /// The offset of the TIFF header, from which all others are counted.
    private var start: Int
    private let end: Int
    private var isLittle = false
    private var place = 0

    /// Begins with the block of `length` bytes at `offset`.
    init(at offset: Int, length: Int) {
        start = offset
        end = offset + length
    }

    /// The orientation, 1 to 8, if the block tells one.
    mutating func orientation(in bytes: borrowing HeldBytes) throws(Interruption) -> Int? {
        while place >= 0, place + 2 <= end - start {
            switch state {
            case .signature:
                if end - start >= Self.signatureLength + Self.headerLength,
                    try bytes.matches(Self.signature, at: start)
                {
                    start += Self.signatureLength
                }
                state = .header
            case .header:
                guard end - start >= Self.headerLength else { return nil }
                try bytes.require(at: start, count: Self.headerLength)
                let mark = try bytes.bigEndian(at: start, count: 2)
                guard mark == 0x4949 || mark == 0x4d4d else { return nil }  // "II", "MM"
                isLittle = mark == 0x4949
                guard try number(at: 2, count: 2, bytes) == Self.magic else { return nil }
                place = try number(at: 4, count: 4, bytes)
                state = .directory
            case .directory:
                state = .entry(left: try number(at: place, count: 2, bytes))
                place += 2
            case .entry(let left):
                guard left > 0, place + Self.entryLength <= end - start else { return nil }
                try bytes.require(at: start + place, count: Self.entryLength)
                if let value = try orientation(ofEntryIn: bytes) { return value }
                place += Self.entryLength
                state = .entry(left: left - 1)
            }
        }
        return nil
    }

    /// The value of the entry at ``place``, when it is the one that is looked for.
    private func orientation(
        ofEntryIn bytes: borrowing HeldBytes
    ) throws(Interruption) -> Int? {
        guard try number(at: place, count: 2, bytes) == Self.orientationTag else { return nil }
        guard let length = Self.lengths[try number(at: place + 2, count: 2, bytes)],
            try number(at: place + 4, count: 4, bytes) > 0
        else { return nil }
        let value = try number(at: place + 8, count: length, bytes)
        return (1...8).contains(value) ? value : 1
    }

    private func number(
        at place: Int,
        count: Int,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) -> Int {
        try isLittle
            ? bytes.littleEndian(at: start + place, count: count)
            : bytes.bigEndian(at: start + place, count: count)
    }
}
