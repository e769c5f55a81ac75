internal import PreflightModel

/// Reads the header of a JPEG: walks over the segments before the pixels and hands libjpeg those
/// that it needs.
struct JPEGWalk: HeaderWalk {
    static let format = FileFormat.jpeg

    /// More bytes of tables, frame and scan headers than any real file has.
    private static let mostNeeded = 1 << 20
    /// Bytes of the usual tables and headers of one picture.
    private static let usuallyNeeded = 960

    private static let signature: [UInt8] = [0xff, JPEGMarker.startOfImage.code]

    private var segments = JPEGSegments()
    /// What goes to the library; empty until the first segment was looked at.
    private var needed: [UInt8] = []
    private var coding = ImageCoding.common
    private var hasFrame = false
    private var exif: ExifWalk?
    private var exifCount = 0
    private var orientation: Int?

    mutating func facts(in bytes: borrowing HeldBytes) throws(Interruption) -> ImageFacts {
        while true {
            let segment = try segments.next(in: bytes)
            try take(segment, bytes)
            if segment.marker.endsHeader { return try facts(upTo: segment) }
            try segments.pass(segment)
        }
    }

    private mutating func take(
        _ segment: JPEGSegment,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) {
        let marker = segment.marker
        if marker == .application1, orientation == nil {
            orientation = try orientation(in: segment, bytes)
        }
        guard marker.isNeededByLibrary else { return }
        let length = min(segment.length, marker.longestLooked.map { 4 + $0 } ?? .max)
        try bytes.require(at: segment.offset, count: length)
        if marker.startsFrame {
            guard !hasFrame else { throw .damaged(.secondFrameHeader(offset: segment.offset)) }
            hasFrame = true
        }
        let precision =
            segment.length > 4 ? try bytes.bigEndian(at: segment.offset + 4, count: 1) : 0
        if let uncommon = ImageCoding(marker, precision: precision) { coding = uncommon }
        if marker == .startOfScan, !hasFrame { throw .damaged(.noFrameHeader) }
        guard needed.count <= Self.mostNeeded else {
            throw .damaged(.headerTooLong(limit: segment.offset))
        }
        if needed.isEmpty {
            needed.reserveCapacity(Self.usuallyNeeded)
            needed += Self.signature
        }
        try bytes.append(at: segment.offset, count: length, to: &needed)
        if length < segment.length {
            // What is left out must not be counted.
            needed[needed.count - length + 2] = 0
            needed[needed.count - length + 3] = UInt8(length - 2)
        }
    }

    /// The orientation, when this is an Exif segment.
    private mutating func orientation(
        in segment: JPEGSegment,
        _ bytes: borrowing HeldBytes
    ) throws(Interruption) -> Int? {
        guard exifCount < ExifWalk.mostBlocks else { return nil }
        if exif == nil {
            let block = segment.offset + 4
            guard segment.length >= 4 + ExifWalk.signatureLength,
                try bytes.matches(ExifWalk.signature, at: block)
            else { return nil }
            exif = ExifWalk(at: block, length: segment.end - block)
        }
        let found = try exif?.orientation(in: bytes)
        exif = nil
        exifCount += 1
        return found
    }

    private func facts(upTo segment: JPEGSegment) throws(Interruption) -> ImageFacts {
        let header: LibraryHeader
        do throws(Interruption) {
            header = try LibraryHeader(jpeg: needed)
        } catch {
            if case .damaged = error, coding != .common { throw .unreadable(coding) }
            throw error
        }
        return ImageFacts(
            format: .jpeg,
            size: header.size,
            channels: header.channels,
            bitsPerChannel: header.bitsPerChannel,
            orientation: orientation ?? 1,
            coding: coding,
            isCMYK: header.isCMYK,
            headerEnd: segment.end,
            leastLength: segment.end + 2
        )
    }
}

extension ImageCoding {
    /// The coding that a frame header asks for, where it is uncommon (ITU-T T.81, table B.1).
    fileprivate init?(_ marker: JPEGMarker, precision: Int) {
        switch marker.code {
        case 0xc3, 0xcb, 0xf7: self = .lossless
        case 0xc5...0xc7, 0xcd...0xcf, 0xde: self = .hierarchical
        case 0xc0...0xc2 where precision == 12: self = .twelveBit
        case 0xc9, 0xca: self = precision == 12 ? .twelveBit : .arithmetic
        default: return nil
        }
    }
}
