/// The tiny but well-formed MP4 files that stand for generated videos.
enum Video {
    /// A film without tracks, whose media data is the identifier of its request.
    static func bytes(for id: String) -> [UInt8] {
        let brands = Array("isom".utf8) + big(512) + Array("isomiso2mp41".utf8)
        return box("ftyp", brands) + box("moov", box("mvhd", header)) + box("mdat", Array(id.utf8))
    }

    /// The body of `mvhd`, version 0, of ISO/IEC 14496-12: normal speed, full volume, no rotation.
    private static let header: [UInt8] = {
        let start = big(0) + big(0) + big(0) + big(1_000) + big(0)
        let rateAndVolume = big(0x0001_0000) + [0x01, 0x00] + [UInt8](repeating: 0, count: 10)
        let matrix = [0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000].flatMap(big)
        return start + rateAndVolume + matrix + [UInt8](repeating: 0, count: 24) + big(1)
    }()

    private static func box(_ type: String, _ body: [UInt8]) -> [UInt8] {
        big(UInt32(body.count + 8)) + Array(type.utf8) + body
    }

    private static func big(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
