internal import PreflightModel

/// Declared media types (RFC 9110, 8.3.1; the IANA registry of media types).
enum MediaType {
    /// The format that a declared type names; `nil` when it names none, such as bytes of any kind.
    static func format(of declared: String) -> FileFormat? {
        let essence = declared.prefix { $0 != ";" }.trimmingSuffix { $0 == " " || $0 == "\t" }
        switch essence.lowercased() {
        case "image/png", "image/x-png", "image/apng", "image/vnd.mozilla.apng": return .png
        case "image/jpeg", "image/jpg", "image/pjpeg": return .jpeg
        case "image/webp": return .webp
        case "image/gif": return .gif
        case "image/bmp": return .bmp
        case "image/tiff": return .tiff
        case "image/avif": return .avif
        case "image/heic", "image/heif": return .heic
        case "image/svg+xml": return .svg
        case "image/jxl": return .jpegXL
        case "video/mp4": return .mp4
        case "application/pdf": return .pdf
        case "application/json": return .json
        case "text/html", "application/xhtml+xml": return .html
        case "text/plain": return .text
        case "application/xml", "text/xml": return .xml
        default: return nil
        }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isTrimmed(last) { text.removeLast() }
        return text
    }
}
