/// Files of an exact size.
extension JPEGImage {
    /// What a file is filled with.
    package enum Filling: Sendable {
        case comments
        case application15
    }

    /// The whole file, grown to exactly `byteCount` bytes by segments before the tables.
    ///
    /// It stays valid. The last 1 to 3 bytes are fill bytes before a marker. Shrinking traps.
    package func padded(to byteCount: Int, with filling: Filling = .comments) -> [UInt8] {
        var image = self
        var missing = byteCount - encoded().count
        precondition(missing >= 0, "a JPEG cannot grow by \(missing) bytes")
        while missing >= 4 {
            let size = min(missing, 2 + 0xFFFF)
            let zeros = [UInt8](repeating: 0, count: size - 4)
            image.segmentsBeforeFrame.append(
                filling == .comments ? .comment(zeros) : .application(15, zeros)
            )
            missing -= size
        }
        var segments = image.segments
        segments[2].fillCount = missing
        return jpeg(segments: segments) + trailing
    }
}
