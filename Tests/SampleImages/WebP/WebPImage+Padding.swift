/// Files of an exact size.
extension WebPImage {
    /// The whole file, grown to exactly `byteCount` bytes by an unknown chunk at the end.
    ///
    /// It stays valid: a simple file becomes an extended one. The size must be even and at least
    /// 26 bytes above a simple file's, 8 above an extended one's; everything else traps.
    package func padded(to byteCount: Int) -> [UInt8] {
        var image = self
        image.isExtended = true
        let missing = byteCount - image.encoded().count
        precondition(
            missing >= 8 && missing.isMultiple(of: 2),
            "a WebP cannot grow by \(missing) bytes"
        )
        image.chunksAtEnd.append(RIFFChunk("PADD", zeros: missing - 8))
        return image.encoded()
    }
}
