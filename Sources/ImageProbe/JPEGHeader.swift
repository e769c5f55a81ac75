internal import PreflightModel

extension ImageFacts {
    /// Reads the header of a JPEG: walks the segments before the pixels and hands libjpeg those
    /// that it needs.
    init(jpeg bytes: PartialBytes) throws(Interruption) {
        var segments = JPEGSegments()
        var needed: [UInt8] = [0xff, JPEGMarker.startOfImage]
        var coding = ImageCoding.common
        var hasFrame = false
        var orientation: Int?
        while true {
            let segment = try segments.next(in: bytes)
            if segment.marker.startsFrame {
                guard !hasFrame else {
                    throw .damaged(.secondFrameHeader(offset: segment.offset))
                }
                hasFrame = true
            }
            if let uncommon = try segment.uncommonCoding(in: bytes) { coding = uncommon }
            if segment.marker.isNeededByLibrary {
                needed += try bytes.bytes(at: segment.offset, count: segment.length)
            }
            if segment.marker == .application1, orientation == nil {
                orientation = try segment.orientation(in: bytes)
            }
            guard segment.marker.endsHeader else { continue }
            if segment.marker == .startOfScan, !hasFrame { throw .damaged(.noFrameHeader) }
            let header: LibraryHeader
            do throws(Interruption) {
                header = try LibraryHeader(jpeg: needed)
            } catch {
                if case .damaged = error, coding != .common { throw .unreadable(coding) }
                throw error
            }
            self.init(
                format: .jpeg,
                size: header.size,
                channels: header.channels,
                bitsPerChannel: header.bitsPerChannel,
                orientation: orientation ?? 1,
                coding: coding,
                isCMYK: header.isCMYK,
                headerEnd: segment.end
            )
            return
        }
    }
}

extension JPEGSegment {
    /// The coding that a frame header asks for, where it is uncommon (ITU-T T.81, table B.1).
    fileprivate func uncommonCoding(in bytes: PartialBytes) throws(Interruption) -> ImageCoding? {
        switch marker.code {
        case 0xc3, 0xcb: return .lossless
        case 0xc5...0xc7, 0xcd...0xcf, 0xde: return .hierarchical
        case 0xc0...0xc2, 0xc9, 0xca:
            let precision = try bytes.bytes(at: offset + 4, count: 1).first
            if precision == 12 { return .twelveBit }
            return marker.code >= 0xc9 ? .arithmetic : nil
        default: return nil
        }
    }

    /// The orientation, when this is an Exif segment.
    fileprivate func orientation(in bytes: PartialBytes) throws(Interruption) -> Int? {
        let signature: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]  // "Exif", NUL, NUL
        guard length >= 4 + signature.count + 8,
            try bytes.bytes(at: offset + 4, count: signature.count).elementsEqual(signature)
        else { return nil }
        let start = offset + 4 + signature.count
        return try Exif(bytes, at: start, length: end - start).orientation
    }
}
