/// The segments that samples are made of, with the names of ITU-T T.81, table B.1.
extension JPEGSegment {
    /// SOI.
    package static let start = JPEGSegment(0xD8)
    /// EOI.
    package static let end = JPEGSegment(0xD9)

    /// COM.
    package static func comment(_ text: [UInt8]) -> JPEGSegment {
        JPEGSegment(0xFE, text)
    }

    /// APP0 to APP15.
    package static func application(_ number: UInt8, _ data: [UInt8]) -> JPEGSegment {
        JPEGSegment(0xE0 + number, data)
    }

    /// APP0 as JFIF 1.01, 72 dots per inch, without a thumbnail.
    package static let jfif = application(
        0,
        Array("JFIF".utf8) + [0, 1, 1, 1, 0, 72, 0, 72, 0, 0]
    )

    /// APP14 as Adobe writes it; the transform is 0 for RGB and CMYK, 1 for YCbCr, 2 for YCCK.
    package static func adobe(transform: UInt8) -> JPEGSegment {
        application(14, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform])
    }

    /// DRI.
    package static func restartInterval(_ count: Int) -> JPEGSegment {
        JPEGSegment(0xDD, [UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)])
    }

    /// DNL.
    package static func numberOfLines(_ count: Int) -> JPEGSegment {
        JPEGSegment(0xDC, [UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)])
    }

    /// SOF0 to SOF15 with components that are not subsampled, whatever it is given.
    package static func frame(
        _ number: UInt8 = 0,
        width: Int,
        height: Int,
        precision: UInt8 = 8,
        componentCount: UInt8 = 3
    ) -> JPEGSegment {
        let components = (0..<componentCount).map { JPEGComponent(id: $0 + 1) }
        return frame(number, width, height, precision, components)
    }

    /// A frame header with these components.
    static func frame(
        _ number: UInt8,
        _ width: Int,
        _ height: Int,
        _ precision: UInt8,
        _ components: [JPEGComponent]
    ) -> JPEGSegment {
        var payload = [precision]
        payload.append(bigEndian: height, byteCount: 2)
        payload.append(bigEndian: width, byteCount: 2)
        payload.append(UInt8(components.count))
        for component in components {
            payload += [component.id, UInt8(component.sampling << 4 | component.sampling), 0]
        }
        return JPEGSegment(0xC0 + number, payload)
    }
}
