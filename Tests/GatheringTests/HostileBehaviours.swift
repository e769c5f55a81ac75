import SampleImages
import Testing

extension HostileBehaviour {
    static let all = connecting + heads + lengths + bodies + ranges + redirects

    // MARK: What they say

    // Smaller than the first range.
    static let image = PNGImage(width: 64, height: 48).encoded()
    static let ok = "HTTP/1.1 200 OK\r\n"
    static let measured = ok + "Content-Length: \(image.count)\r\n"
    static let ten = "10737418240"
    // Bytes of a few kinds, sent over and over.
    static let zeros = [UInt8](repeating: 0, count: 16_384)
    static let letters = String(repeating: "x", count: 16_384)

    /// A head that says where its part of a file lies.
    static func part(_ range: String, length: Int) -> String {
        "HTTP/1.1 206 Partial Content\r\nContent-Range: \(range)\r\n"
            + "Content-Length: \(length)\r\n\r\n"
    }

    /// A head that gives the length of its body.
    static func head(_ lines: String..., length: String = "\(image.count)") -> String {
        (["HTTP/1.1 200 OK"] + lines + ["Content-Length: \(length)", "", ""]).joined(
            separator: "\r\n"
        )
    }

    /// A byte of a JPEG that is all segments of 16 KiB, which never lead to a frame.
    @Sendable static func endlessJPEG(at offset: Int) -> UInt8 {
        let start: [UInt8] = [0xff, 0xd8]
        let segment: [UInt8] = [0xff, 0xef, 0x3f, 0xfe]
        guard offset >= 2 else { return start[offset] }
        let place = (offset - 2) % 16_384
        return place < 4 ? segment[place] : 0
    }
}
