/// Segments of metadata, whole and in pieces.
extension JPEGSegment {
    /// APP1 with an Exif block.
    package static func exif(_ exif: Exif) -> JPEGSegment {
        application(1, exif.jpegPayload())
    }

    /// APP1 with an XMP packet.
    package static func xmp(_ packet: String) -> JPEGSegment {
        application(1, Array("http://ns.adobe.com/xap/1.0/".utf8) + [0] + Array(packet.utf8))
    }

    /// APP2 with a piece of an ICC profile; both numbers count from 1.
    package static func profile(piece: UInt8, of count: UInt8, _ data: [UInt8]) -> JPEGSegment {
        application(2, Array("ICC_PROFILE".utf8) + [0, piece, count] + data)
    }

    /// APP2 of the Multi-Picture Format (CIPA DC-007).
    package static func multiPicture(_ data: [UInt8]) -> JPEGSegment {
        application(2, Array("MPF".utf8) + [0] + data)
    }
}
