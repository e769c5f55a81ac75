/// The provider's rules for every image of every model here; all bounds are strict.
enum ImageRules {
    private static let bytes = 30_000_000

    /// Says what is wrong with an image of this size, or nil when nothing is.
    static func defect(width: Int, height: Int, bytes size: Int) -> String? {
        if width <= 300 { return "image width must be greater than 300 pixels, got \(width)" }
        if height <= 300 { return "image height must be greater than 300 pixels, got \(height)" }
        if width >= 6_000 { return "image width must not exceed 6000 pixels, got \(width)" }
        if height >= 6_000 { return "image height must not exceed 6000 pixels, got \(height)" }
        if 5 * width <= 2 * height {
            return "image aspect ratio must be greater than 0.4, got \(width)/\(height)"
        }
        if 2 * width >= 5 * height {
            return "image aspect ratio must not exceed 2.5, got \(width)/\(height)"
        }
        if size >= bytes { return "image must be smaller than 30 MB, got \(size) bytes" }
        return nil
    }

    /// The rules as the catalogue writes them.
    static let validations: [JSON] = [
        rule("width_pixels<", .whole(6_000)), rule("height_pixels<", .whole(6_000)),
        rule("width_pixels>", .whole(300)), rule("height_pixels>", .whole(300)),
        rule("width/height>", .number(0.4)), rule("width/height<", .number(2.5)),
        rule("file_size_mb<", .whole(30)),
    ]

    private static func rule(_ name: String, _ value: JSON) -> JSON {
        ["validation_rule": .text(name), "validation_value": value]
    }
}
