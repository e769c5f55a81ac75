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
        if isBitmapInC(start) { return .xbm }
        return .text
    }

    // An array or an object, and in it a value, a key or the end.
    private static func beginsJSON(_ start: String) -> Bool {
        guard let open = start.first, open == "{" || open == "[" else { return false }
        let content = start.dropFirst().drop(while: \.isWhitespace)
        guard let next = content.first else { return true }
        if open == "{" { return next == "\"" || next == "}" }
        if "\"[]{".contains(next) { return true }
        let word = content.prefix {
            $0 == "-" || $0 == "." || $0 == "+" || $0.isLetter || $0.isNumber
        }
        guard ["true", "false", "null"].contains(word) || Double(word) != nil else { return false }
        return isFollowed(content.dropFirst(word.count).drop(while: \.isWhitespace))
    }

    // Another value, or the end of the array and of the text: "[1] done" is a line of a log.
    private static func isFollowed(_ rest: Substring) -> Bool {
        guard let next = rest.first else { return true }
        return next == "," || next == "]" && rest.dropFirst().allSatisfy(\.isWhitespace)
    }

    private static func markup(_ start: String) -> FileFormat {
        let content = withoutPrologue(start[...])
        // A comment that is longer than what is looked at: only pages begin with so much.
        if content.hasPrefix("<!--") { return start.hasPrefix("<?xml") ? .xml : .html }
        switch firstName(of: content) {
        case "svg": return .svg
        case let name where tagsOfPages.contains(name): return .html
        default: return .xml
        }
    }

    /// The name of the document type, or else of the first tag, without the prefix of a namespace.
    private static func firstName(of content: Substring) -> Substring {
        let isType = content.hasPrefix("<!doctype")
        let name = content.dropFirst(isType ? "<!doctype".count : 1).drop(while: \.isWhitespace)
            .prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == ":" }
        return name.split(separator: ":").last ?? ""
    }

    /// Tags that a page, or a piece of one such as the words of a server, begins with.
    private static let tagsOfPages: Set<Substring> = [
        "html", "head", "body", "title", "script", "meta", "style", "link", "base", "noscript",
        "div", "span", "p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "center", "pre", "a",
        "b",
        "i", "em", "strong", "font", "table", "ul", "ol", "dl", "iframe", "frameset", "form", "img",
        "header", "main", "nav", "section", "article", "address", "blockquote", "code", "tt",
    ]

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

    // "P1" to "P7", white space, and two numbers or a comment.
    private static func isPortableAnymap(_ start: String) -> Bool {
        var rest = start[...]
        guard rest.popFirst() == "p", let kind = rest.popFirst(), rest.first?.isWhitespace == true
        else { return false }
        let words = rest.split(maxSplits: 2, whereSeparator: \.isWhitespace)
        switch kind {
        case "1"..."6":
            guard let first = words.first, first.first != "#" else { return !words.isEmpty }
            return Int(first) != nil && words.count > 1
                && (Int(words[1]) != nil || words[1].hasPrefix("#"))
        case "7":
            return words.first == "width" || words.first == "height" || words.first?.first == "#"
        case "f": return words.count > 1 && Int(words[0]) != nil && Int(words[1]) != nil
        default: return false
        }
    }

    // Definitions of the size come first (X11).
    private static func isBitmapInC(_ start: String) -> Bool {
        let words = start.prefix(200).split(maxSplits: 3, whereSeparator: \.isWhitespace)
        return words.count > 2 && words[0] == "#define" && words[1].hasSuffix("_width")
            && Int(words[2]) != nil
    }

    // Text has no NUL and next to no other control characters. A sequence that the prefix cuts off
    // is no defect.
    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        // In two bytes a letter, behind a mark of their order, or markup without it (XML 1.0, appendix F).
        switch Array(bytes.prefix(2)) {
        case [0xff, 0xfe]: return wideText(bytes.dropFirst(2), isLittle: true)
        case [0xfe, 0xff]: return wideText(bytes.dropFirst(2), isLittle: false)
        case [0x3c, 0]: return wideText(bytes, isLittle: true)
        case [0, 0x3c]: return wideText(bytes, isLittle: false)
        default: break
        }
        let controls: [UInt8] = [0x09, 0x0a, 0x0c, 0x0d, 0x1b]
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 || controls.contains($0) }) else {
            // The header of a binary anymap is text, what follows it is not.
            let start = String(decoding: bytes.prefix(16), as: UTF8.self)
            return isPortableAnymap(start.lowercased()) ? start : nil
        }
        let decoded = String(decoding: bytes, as: UTF8.self)
        let strange = decoded.unicodeScalars.count { $0 == "\u{fffd}" }
        // Older encodings have many bytes that are no UTF-8; so much without a control character is no
        // chance: of random bytes one in ten is one. The tags of a page are ASCII.
        let isLong = bytes.count >= 256
        let isMarkup = decoded.first { !$0.isWhitespace } == "<"
        return strange * 10 < bytes.count || isLong || isMarkup ? decoded : nil
    }

    private static func wideText(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String? {
        let content = Array(bytes)
        let units = stride(from: 0, to: content.count - 1, by: 2).map { index in
            isLittle
                ? UInt16(content[index]) | UInt16(content[index + 1]) << 8
                : UInt16(content[index]) << 8 | UInt16(content[index + 1])
        }
        let isText = units.allSatisfy { $0 >= 0x20 || [0x09, 0x0a, 0x0d].contains($0) }
        return isText && !units.isEmpty ? String(decoding: units, as: UTF16.self) : nil
    }
}
