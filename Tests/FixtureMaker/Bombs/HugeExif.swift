/// An Exif block whose directory has as many entries as its count can say.
enum HugeExif {
    /// The block with all of its entries, of which the last turns the picture.
    static let all =
        start + [UInt8](repeating: 0, count: 65_534 * 12) + orientation + [0, 0, 0, 0]

    /// The block with as many of its entries as a JPEG's segment can hold.
    static let cut = start + [UInt8](repeating: 0, count: 5_450 * 12)

    private static let start: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0xFF, 0xFF]

    private static let orientation: [UInt8] = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
}
