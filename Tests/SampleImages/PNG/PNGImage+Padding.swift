/// Files of an exact size.
extension PNGImage {
    /// The whole file, grown to exactly `byteCount` bytes by ancillary chunks before `IEND`.
    ///
    /// It stays valid, and no chunk is larger than what libpng accepts by default. Growing by
    /// 1 to 11 bytes is impossible, as is shrinking: both trap.
    package func padded(to byteCount: Int) -> [UInt8] {
        var image = self
        var missing = byteCount - encoded().count
        precondition(missing == 0 || missing >= 12, "a PNG cannot grow by \(missing) bytes")
        while missing > 0 {
            var size = min(missing, 4_000_000)
            if (1..<12).contains(missing - size) {
                size -= 12
            }
            image.chunksAfterData.append(PNGChunk("paDd", zeros: size - 12))
            missing -= size
        }
        return image.encoded()
    }
}
