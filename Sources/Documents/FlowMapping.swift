/// The keys of a YAML mapping in braces (YAML 1.2, 7.4.2), as they are written, found without a parser.
///
/// Only for text that a parser has read: what it would refuse may be passed over here.
struct FlowMapping {
    /// All of the file.
    let text: [Unicode.Scalar]
    private var index: Int

    /// Begins at the brace before a first key; `nil` when there is none.
    init?(_ text: [Unicode.Scalar], beforeKeyAt place: Int) {
        let before = text.prefix(place).lastIndex { !Self.isSpace($0) && $0 != "?" }
        guard let before, text[before] == "{" else { return nil }
        self.text = text
        index = before
    }

    /// Where a key begins for the second time, behind its quotation mark if it has one.
    mutating func secondPlace(of key: String) -> Int? {
        let sought = Array(key.unicodeScalars)
        var depth = 0
        var isAtKey = false
        var count = 0
        while index < text.endIndex {
            let letter = text[index]
            switch letter {
            case "{", "[":
                depth += 1
                isAtKey = depth == 1
                index += 1
            case "}", "]":
                depth -= 1
                guard depth > 0 else { return nil }
                isAtKey = false
                index += 1
            case ",":
                isAtKey = depth == 1
                index += 1
            case "#": index = text[index...].firstIndex(of: "\n") ?? text.endIndex
            case "&", "!": passWord()
            case "?" where isAtKey && isAlone, ":" where isAlone: index += 1
            case _ where Self.isSpace(letter): index += 1
            default:
                let written = letter == "\"" || letter == "'" ? quoted(letter) : plain()
                if isAtKey, text[written] == sought[...] { count += 1 }
                if count == 2 { return written.lowerBound }
                isAtKey = false
            }
        }
        return nil
    }

    /// Passes an anchor or a tag.
    private mutating func passWord() {
        while index < text.endIndex, !Self.isSpace(text[index]), !Self.isIndicator(text[index]) {
            index += 1
        }
    }

    /// Whether an indicator stands by itself and begins no text (7.3.3).
    private var isAlone: Bool {
        let next = index + 1 < text.endIndex ? text[index + 1] : "\n"
        return Self.isSpace(next) || Self.isIndicator(next) || text[index] == ":" && isBehindQuote
    }

    // Behind a text in quotation marks a colon needs no space (7.4.2).
    private var isBehindQuote: Bool { index > 0 && "\"'".unicodeScalars.contains(text[index - 1]) }

    /// Passes a text in quotation marks; gives what stands between them.
    private mutating func quoted(_ mark: Unicode.Scalar) -> Range<Int> {
        index += 1
        let start = index
        while index < text.endIndex, text[index] != mark || isDoubled(mark) {
            index += text[index] == mark || mark == "\"" && text[index] == "\\" ? 2 : 1
        }
        let end = min(index, text.endIndex)
        index = min(end + 1, text.endIndex)
        return start..<end
    }

    // In single quotation marks two of them stand for one (7.3.2).
    private func isDoubled(_ mark: Unicode.Scalar) -> Bool {
        mark == "'" && index + 1 < text.endIndex && text[index + 1] == mark
    }

    /// Passes a plain text; gives it without the space behind it.
    private mutating func plain() -> Range<Int> {
        let start = index
        index += 1
        while index < text.endIndex, !isEndOfPlain { index += 1 }
        var end = index
        while end > start + 1, Self.isSpace(text[end - 1]) { end -= 1 }
        return start..<end
    }

    // An indicator, a colon with nothing behind it, or a comment (7.3.3).
    private var isEndOfPlain: Bool {
        let next = index + 1 < text.endIndex ? text[index + 1] : "\n"
        switch text[index] {
        case ":": return Self.isSpace(next) || Self.isIndicator(next)
        case "#": return Self.isSpace(text[index - 1])
        case let letter: return Self.isIndicator(letter)
        }
    }

    private static func isIndicator(_ letter: Unicode.Scalar) -> Bool {
        ["{", "}", "[", "]", ","].contains(letter)
    }

    private static func isSpace(_ letter: Unicode.Scalar) -> Bool {
        [" ", "\t", "\n", "\r"].contains(letter)
    }
}
