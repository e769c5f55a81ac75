/// Videos, which are named but not verified, and sounds, which are no images.
enum ForeignMedia {
    static let all: [ImageFixture] = [
        .foreign("quicktime.mov", ForeignBytes.fileType("qt  ", "qt  ") + movie),
        .foreign("webm.webm", ForeignBytes.matroska("webm")),
        .foreign("matroska.webm", ForeignBytes.matroska("matroska")),
        .foreign("mp4-that-begins-with-room.mp4", ForeignBytes.box("free", zeros(8)) + movie),
        .foreign("flash.flv", Array("CWS".utf8) + [10, 0, 1, 0, 0] + zeros(16)),
        .foreign("transport-stream.mpg", packets(after: [], of: 188)),
        .foreign("transport-stream-of-a-disc.m2ts", packets(after: zeros(4), of: 192)),
        .foreign("avi.avi", ForeignBytes.riff("AVI ", "LIST", Array("hdrl".utf8))),
        .noImage("wav.webp", ForeignBytes.riff("WAVE", "fmt ", pulseCode)),
        .noImage("mp3.jpg", Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 10] + zeros(10) + mp3Frame),
        .noImage("mp3-without-tag.jpg", mp3Frame),
        .noImage("ogg.png", ogg),
        .noImage("aiff.png", Array("FORM".utf8) + [0, 0, 0, 4] + Array("AIFF".utf8)),
        .noImage("midi.png", Array("MThd".utf8) + [0, 0, 0, 6, 0, 0, 0, 1, 0, 96]),
        .noImage("aac.jpg", [0xFF, 0xF1, 0x50, 0x80, 0x02, 0x1F, 0xFC] + zeros(32)),
        .noImage("flac.png", Array("fLaC".utf8) + [0x80, 0, 0, 34] + zeros(34)),
    ]

    private static func zeros(_ count: Int) -> [UInt8] { ForeignBytes.zeros(count) }

    /// Three packets of a transport stream, each behind a mark.
    private static func packets(after start: [UInt8], of length: Int) -> [UInt8] {
        let packet = start + [0x47]
        return (0..<3).flatMap { _ in packet + zeros(length - packet.count) }
    }

    private static let movie = ForeignBytes.box("wide", []) + ForeignBytes.box("mdat", zeros(8))

    /// Mono, 8,000 samples per second, 8 bits.
    private static let pulseCode: [UInt8] = [
        1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0,
    ]

    /// Layer III, 128 kbit/s, 44,100 samples per second.
    private static let mp3Frame: [UInt8] = [0xFF, 0xFB, 0x90, 0x64] + zeros(64)

    /// The first page of a Vorbis stream.
    private static let ogg: [UInt8] =
        Array("OggS".utf8) + [0, 2] + zeros(20) + [1, 30, 1] + Array("vorbis".utf8) + zeros(23)
}
