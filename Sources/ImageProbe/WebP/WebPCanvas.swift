internal import PreflightModel

/// The payload of a VP8X chunk (WebP container specification): flags and the size of the canvas.
struct WebPCanvas {
    /// The flags that are of interest.
    struct Flags: OptionSet {
        let rawValue: UInt8
        static let animation = Flags(rawValue: 0x02)
        static let exif = Flags(rawValue: 0x08)
    }

    /// Bytes of the payload.
    static let length = 10

    let flags: Flags
    private let width: Int
    private let height: Int

    /// Reads the ten bytes of the payload.
    init(_ payload: ArraySlice<UInt8>) {
        flags = Flags(rawValue: payload.first ?? 0)
        width = payload.number24(at: 4) + 1
        height = payload.number24(at: 7) + 1
    }

    /// Whether a frame lies inside of the canvas.
    func contains(_ frame: WebPFrame) -> Bool {
        frame.left + frame.width <= width && frame.top + frame.height <= height
    }
}

/// The place of a frame of an animation: the first 12 of the 16 bytes that begin an ANMF chunk.
struct WebPFrame {
    /// Bytes of the payload before the frame's own chunks.
    static let length = 16

    let left: Int
    let top: Int
    let width: Int
    let height: Int

    /// Reads the first bytes of the payload.
    init(_ payload: ArraySlice<UInt8>) {
        left = 2 * payload.number24(at: 0)
        top = 2 * payload.number24(at: 3)
        width = payload.number24(at: 6) + 1
        height = payload.number24(at: 9) + 1
    }
}

extension ArraySlice<UInt8> {
    /// The number that three bytes write, least significant first.
    fileprivate func number24(at place: Int) -> Int {
        let start = startIndex + place
        return Int(self[start]) | Int(self[start + 1]) << 8 | Int(self[start + 2]) << 16
    }
}
