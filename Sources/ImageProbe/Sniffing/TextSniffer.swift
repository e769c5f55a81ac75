internal import PreflightModel

/// Tells kinds of text apart.
enum TextSniffer {
    /// What a text that begins with `prefix` is; `nil` when it is no text.
    static func format(of prefix: ArraySlice<UInt8>) -> FileFormat? {
        guard let text = text(prefix) else { return nil }
        let start = text.drop { $0.isWhitespace || $0 == "\u{feff}" }.lowercased()
        if start.hasPrefix("<") { return markup(start) }
        if start.hasPrefix("{\\rtf") { return .office }
        if beginsJSON(start) { return .json }
        if start.hasPrefix("version https://git-lfs.github.com/spec/") { return .gitLFSPointer }
        if isPortableAnymap(start) { return .pnm }
        return .text
    }

    // An array or an object, and in it a value, a key or the end.
    private static func beginsJSON(_ start: String) -> Bool {
        guard let open = start.first, open == "{" || open == "[" else { return false }
        let content = start.dropFirst().drop(while: \.isWhitespace)
        guard let next = content.first else { return true }
        if open == "{" { return next == "\"" || next == "}" }
        return "\"[]{-0123456789".contains(next)
            || ["true", "false", "null"].contains(where: content.hasPrefix)
    }

    private static func markup(_ start: String) -> FileFormat {
        let content = withoutPrologue(start[...])
        if content.hasPrefix("<!doctype svg") || content.hasPrefix("<svg") { return .svg }
        if content.hasPrefix("<!doctype html") || content.hasPrefix("<html") { return .html }
        if start.hasPrefix("<?xml") { return .xml }
        let tags = ["<head", "<body", "<title", "<script", "<meta", "<style", "<div", "<h1", "<p>"]
        return tags.contains { content.contains($0) } ? .html : .xml
    }

    // An XML declaration, other instructions and comments may stand before the root.
    private static func withoutPrologue(_ text: Substring) -> Substring {
        var rest = text
        while true {
            let end: String
            if rest.hasPrefix("<?") {
                end = "?>"
            } else if rest.hasPrefix("<!--") {
                end = "-->"
            } else {
                return rest
            }
            guard let range = rest.firstRange(of: end) else { return rest }
            rest = rest[range.upperBound...].drop { $0.isWhitespace }
        }
    }

    // "P1" to "P7", white space, and a number or a comment.
    private static func isPortableAnymap(_ start: String) -> Bool {
        var rest = start[...]
        guard rest.popFirst() == "p", let kind = rest.popFirst(), ("1"..."7").contains(kind),
            rest.first?.isWhitespace == true,
            let next = rest.drop(while: \.isWhitespace).first
        else { return false }
        return next == "#" || next.isWholeNumber || kind == "7"
    }

    // Text has no NUL and next to no other control characters. A sequence that the prefix cuts off
    // is no defect.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        if bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]) {
            return wideText(bytes)
        }
        let controls: [UInt8] = [0x09, 0x0a, 0x0c, 0x0d, 0x1b]
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 || controls.contains($0) }) else {
            // The header of a binary anymap is text, what follows it is not.
            let start = String(decoding: bytes.prefix(16), as: UTF8.self)
            return isPortableAnymap(start.lowercased()) ? start : nil
        }
        let decoded = String(decoding: bytes, as: UTF8.self)
        let strange = decoded.unicodeScalars.count { $0 == "\u{fffd}" }
        // The tags of a page in an older encoding are ASCII.
        let isMarkup = decoded.first { !$0.isWhitespace } == "<"
        return strange * 10 < bytes.count || isMarkup ? decoded : nil
    }

    private static func wideText(_ bytes: ArraySlice<UInt8>) -> String? {
        let isLittle = bytes.first == 0xff
        let content = Array(bytes.dropFirst(2))
        let units = stride(from: 0, to: content.count - 1, by: 2).map { index in
            isLittle
                ? UInt16(content[index]) | UInt16(content[index + 1]) << 8
                : UInt16(content[index]) << 8 | UInt16(content[index + 1])
        }
        let isText = units.allSatisfy { $0 >= 0x20 || [0x09, 0x0a, 0x0d].contains($0) }
        return isText && !units.isEmpty ? String(decoding: units, as: UTF16.self) : nil
    }
}
