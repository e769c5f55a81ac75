import Foundation

/// A hostile file, told in pieces because most of it is the same again and again.
struct Bomb {
    /// Some bytes, once or many times.
    struct Piece {
        let bytes: [UInt8]
        var count = 1
    }

    let name: String
    let pieces: [Piece]

    /// Makes a file of pieces, in this order.
    init(_ name: String, _ pieces: Piece...) {
        self.name = name
        self.pieces = pieces
    }

    static let all = PNGBombs.all + JPEGBombs.all + WebPBombs.all

    /// Writes the file, replacing what was there, and returns its length.
    func write(to folder: URL) throws -> Int {
        let url = folder.appending(path: name)
        try Data().write(to: url)
        let file = try FileHandle(forWritingTo: url)
        defer { try? file.close() }
        for piece in pieces {
            try piece.write(to: file)
        }
        return Int(try file.offset())
    }
}

extension Bomb.Piece {
    /// The same bytes so many times.
    static func repeated(_ bytes: [UInt8], _ count: Int) -> Bomb.Piece {
        Bomb.Piece(bytes: bytes, count: count)
    }

    /// Bytes that come once.
    static func once(_ bytes: [UInt8]) -> Bomb.Piece {
        Bomb.Piece(bytes: bytes)
    }

    /// The number of all bytes.
    var byteCount: Int { bytes.count * count }

    /// Writes all bytes in blocks of about a megabyte.
    fileprivate func write(to file: FileHandle) throws {
        guard !bytes.isEmpty else { return }
        var block = Data(bytes)
        var countInBlock = 1
        while block.count < 1 << 20, countInBlock < count {
            block += block
            countInBlock *= 2
        }
        for _ in 0..<count / countInBlock {
            try file.write(contentsOf: block)
        }
        try file.write(contentsOf: block.prefix(count % countInBlock * bytes.count))
    }
}
