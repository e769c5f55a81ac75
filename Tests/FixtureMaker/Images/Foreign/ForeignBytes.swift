/// The containers that foreign formats are made of; all are shorter than 256 bytes.
enum ForeignBytes {
    /// A box of an ISO media file.
    static func box(_ name: String, _ body: [UInt8]) -> [UInt8] {
        [0, 0, 0, UInt8(8 + body.count)] + Array(name.utf8) + body
    }

    /// The first box of an ISO media file, with its brands of four letters.
    static func fileType(_ brand: String, _ compatible: String...) -> [UInt8] {
        box("ftyp", Array(brand.utf8) + [0, 0, 0, 0] + compatible.flatMap { Array($0.utf8) })
    }

    /// A RIFF file of one chunk.
    static func riff(_ form: String, _ chunk: String, _ data: [UInt8]) -> [UInt8] {
        let body = Array((form + chunk).utf8) + [UInt8(data.count), 0, 0, 0] + data
        return Array("RIFF".utf8) + [UInt8(body.count), 0, 0, 0] + body
    }

    /// An element of a Matroska file.
    static func element(_ id: [UInt8], _ body: [UInt8]) -> [UInt8] {
        id + [0x80 | UInt8(body.count)] + body
    }

    /// An EBML header of this document type, then an empty segment.
    static func matroska(_ documentType: String) -> [UInt8] {
        let header =
            element([0x42, 0x86], [1]) + element([0x42, 0xF7], [1]) + element([0x42, 0xF2], [4])
            + element([0x42, 0xF3], [8]) + element([0x42, 0x82], Array(documentType.utf8))
            + element([0x42, 0x87], [4]) + element([0x42, 0x85], [2])
        return element([0x1A, 0x45, 0xDF, 0xA3], header) + element([0x18, 0x53, 0x80, 0x67], [])
    }

    /// So many zeros.
    static func zeros(_ count: Int) -> [UInt8] {
        [UInt8](repeating: 0, count: count)
    }
}
