internal import PreflightModel

/// Files that are made of boxes (ISO/IEC 14496-12): a length, four letters, the content.
enum ISOMedia {
    /// What the boxes at the beginning show; `nil` when there are none.
    static func format(of prefix: ArraySlice<UInt8>) -> FileFormat? {
        // A length of half a gigabyte is none of the first box: these are letters.
        guard let first = prefix.first, first < 0x20 else { return nil }
        let bytes = prefix.dropFirst(4)
        switch String(decoding: bytes.prefix(4), as: UTF8.self) {
        case "ftyp": return format(ofBrands: prefix)
        // QuickTime of before there were brands.
        case "moov", "mdat", "wide", "pnot": return .quickTime
        // Segments of a stream, and files that begin with room.
        case "styp", "moof", "sidx", "free", "skip", "uuid": return .mp4
        default: return nil
        }
    }

    /// Brands of HEIF (ISO/IEC 23008-12) for still pictures and sequences of them.
    private static let imageBrands: Set = [
        "mif1", "mif2", "msf1", "miaf", "1pic", "heic", "heix", "heim", "heis", "hevc", "hevx",
        "avci",
    ]

    // The major brand names the kind; a general or an unknown one leaves it to the compatible brands.
    private static func format(ofBrands prefix: ArraySlice<UInt8>) -> FileFormat {
        let length = prefix.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let brands = prefix.prefix(max(length, 12)).dropFirst(8)
        let major = String(decoding: brands.prefix(4), as: UTF8.self)
        var rest = brands.dropFirst(8)
        var compatible: [String] = []
        while rest.count >= 4 {
            compatible.append(String(decoding: rest.prefix(4), as: UTF8.self))
            rest = rest.dropFirst(4)
        }
        switch major {
        case "avif", "avis": return .avif
        case "heic", "heix", "heim", "heis", "hevc", "hevx": return .heic
        case "crx ": return .cameraRaw
        case "jxl ": return .jpegXL
        case "jp2 ", "jpx ", "jpm ": return .jpeg2000
        case "M4A ", "M4B ", "M4P ": return .m4a
        case "qt  ": return .quickTime
        default:
            if compatible.contains(where: { $0.hasPrefix("avi") }) { return .avif }
            let isHEIF = ([major] + compatible).contains(where: imageBrands.contains)
            return isHEIF ? .heic : .mp4
        }
    }
}
