package import PreflightModel

/// The stretches of a file or an answer that are held, and its length where it is known.
///
/// Readers of headers ask for bytes at an offset. What is not held interrupts them with the range
/// that is to be read next, so that a header costs no more bytes than it needs.
package struct PartialBytes: Sendable {
    /// The length of the whole in bytes, where it is known.
    package var total: Int?
    private var pieces: [Piece] = []

    private struct Piece: Sendable {
        let offset: Int
        var bytes: [UInt8]
        var end: Int { offset + bytes.count }
    }

    /// The smallest stretch that is asked for, in bytes: one page of a file.
    package static let pageSize = 4096
    private static let largestRequest = 1 << 20

    /// Begins with the first bytes of a whole whose length may be known.
    package init(first bytes: [UInt8] = [], total: Int? = nil) {
        self.total = total
        if !bytes.isEmpty { pieces = [Piece(offset: 0, bytes: bytes)] }
    }

    /// Adds bytes that were read at an offset.
    package mutating func add(_ bytes: [UInt8], at offset: Int) {
        guard !bytes.isEmpty else { return }
        if let index = pieces.firstIndex(where: { $0.end == offset }) {
            pieces[index].bytes += bytes
        } else {
            pieces.append(Piece(offset: offset, bytes: bytes))
        }
    }

    /// How many stretches with gaps between them are held.
    package var pieceCount: Int { pieces.count }

    /// How many bytes are held, counted from the beginning without a gap.
    package var prefixCount: Int { pieces.first { $0.offset == 0 }?.bytes.count ?? 0 }

    /// The bytes that are held from the beginning, at most `count` of them.
    package func prefix(_ count: Int) -> ArraySlice<UInt8> {
        pieces.first { $0.offset == 0 }?.bytes.prefix(count) ?? []
    }

    /// Exactly `count` bytes at `offset`.
    package func bytes(at offset: Int, count: Int) throws(Interruption) -> ArraySlice<UInt8> {
        if let total, offset + count > total { throw .endsEarly }
        guard let piece = pieces.first(where: { $0.offset <= offset && offset + count <= $0.end })
        else { throw .needs(missingRange(at: offset, count: count)) }
        let start = offset - piece.offset
        return piece.bytes[start..<start + count]
    }

    /// The number that two bytes at `offset` write, most significant first.
    package func bigEndian16(at offset: Int) throws(Interruption) -> Int {
        let bytes = try bytes(at: offset, count: 2)
        return Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])
    }

    /// The number that four bytes at `offset` write, most significant first.
    package func bigEndian32(at offset: Int) throws(Interruption) -> Int {
        try bytes(at: offset, count: 4).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The number that four bytes at `offset` write, least significant first.
    package func littleEndian32(at offset: Int) throws(Interruption) -> Int {
        try bytes(at: offset, count: 4).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    // A read that goes on where a piece ends, or less than a page behind, asks for as much as is held
    // already: a long walk then takes few reads. A jump asks for one page.
    private func missingRange(at offset: Int, count: Int) -> Range<Int> {
        let holder = pieces.first { $0.offset <= offset && offset <= $0.end + Self.pageSize }
        let start = holder?.end ?? offset
        let grown = min(holder?.bytes.count ?? 0, Self.largestRequest)
        let end = max(offset + count, start + max(grown, Self.pageSize))
        return start..<min(end, total ?? .max)
    }
}

/// Why reading a header stopped before it was done.
package enum Interruption: Error, Hashable, Sendable {
    /// These bytes must be read first.
    case needs(Range<Int>)
    /// The file ends inside of its header.
    case endsEarly
    /// The header contradicts itself or its library refuses it.
    case damaged(HeaderDamage)
    /// The library cannot read this coding.
    case unreadable(ImageCoding)
}
