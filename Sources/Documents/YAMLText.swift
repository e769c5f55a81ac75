internal import PreflightModel

/// The text of a YAML file as the parser gets it, with characters of private use in the place of what
/// the parser would take for something else.
///
/// The parser follows YAML 1.1, where NEL and the separators of lines and paragraphs end a line; in 1.2
/// they are letters. And it refuses a file with a key that occurs twice, in which everything else
/// should be judged, too.
struct YAMLText {
    /// What is parsed; each character stands where it did.
    private(set) var text: String
    private var meanings: [Unicode.Scalar: Unicode.Scalar] = [:]
    private var unused: [Unicode.Scalar]
    private var begun = 0
    /// Lines that were left out.
    private var skipped = 0

    /// How often the parser begins anew, for a key that is made different or behind a document that is
    /// malformed, and how many bytes are parsed for it.
    private static let mostBegun = 32
    private static let mostParsedAgain = 4_000_000
    private static let privateUse = UInt32(0xe000)...0xf8ff
    private static let lineEnds: [Unicode.Scalar] = ["\u{85}", "\u{2028}", "\u{2029}"]

    init(_ text: String) {
        self.text = text
        unused = []
        // Letters of ASCII are all that most files hold.
        guard text.utf8.contains(where: { $0 >= 0x80 }) else {
            unused = Self.privateUse.compactMap(Unicode.Scalar.init)
            return
        }
        let used = Set(text.unicodeScalars.lazy.filter { Self.privateUse.contains($0.value) })
        unused = Self.privateUse.compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
        let present = Set(text.unicodeScalars.lazy.filter { Self.lineEnds.contains($0) })
        guard !present.isEmpty, unused.count >= present.count else { return }
        var standIns: [Unicode.Scalar: Unicode.Scalar] = [:]
        for scalar in present { standIns[scalar] = standIn(for: scalar) }
        self.text = String(
            String.UnicodeScalarView(text.unicodeScalars.map { standIns[$0] ?? $0 })
        )
    }

    /// A text that the parser gave, as it was written.
    func original(_ text: String) -> String {
        guard !meanings.isEmpty, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { meanings[$0] ?? $0 }))
    }

    /// Makes the second occurrence of a key different in the mapping whose first key stands at a place;
    /// `false` when it is not found there.
    mutating func renameRepeated(_ key: String, in line: Int, column: Int) -> Bool {
        guard mayBeParsedAgain, !unused.isEmpty, let first = key.unicodeScalars.first else {
            return false
        }
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map(Array.init)
        let start = lines.prefix(line - 1).reduce(column - 1) { $0 + $1.count + 1 }
        // A brace may also end a comment before a mapping in lines.
        if var mapping = FlowMapping(Array(text.unicodeScalars), beforeKeyAt: start),
            let place = mapping.secondPlace(of: key)
        {
            begun += 1
            var letters = mapping.text
            letters[place] = standIn(for: first)
            text = String(String.UnicodeScalarView(letters))
            return true
        }
        for index in lines.indices.dropFirst(line) {
            let indent = lines[index].prefix { $0 == " " }.count
            let rest = lines[index].dropFirst(indent)
            guard let next = rest.first, next != "#", next != "\r" else { continue }
            guard indent >= column - 1 else { return false }
            guard indent == column - 1, let place = Self.place(of: key, in: rest) else { continue }
            begun += 1
            lines[index][place] = standIn(for: first)
            text = String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
            return true
        }
        return false
    }

    /// Leaves nothing but line ends of everything before the next document behind a place; `false` when
    /// there is none.
    mutating func skipToDocument(behind place: TextSpan) -> Bool {
        guard mayBeParsedAgain else { return false }
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        // At its first mark the next document keeps the one before it from going on.
        let first = max(place.column == 1 ? place.line - 1 : place.line, skipped + 1)
        let next = lines.indices.dropFirst(first).first { index in
            let end = lines[index].dropFirst(3).first
            return lines[index].starts(with: "---".unicodeScalars)
                && (end == nil || end == " " || end == "\t" || end == "\r")
        }
        guard let next else { return false }
        begun += 1
        skipped = next
        let rest = lines[next...].joined(separator: ["\n"])
        text = String(repeating: "\n", count: next) + String(String.UnicodeScalarView(rest))
        return true
    }

    private var mayBeParsedAgain: Bool {
        begun < min(Self.mostBegun, Self.mostParsedAgain / max(text.utf8.count, 1))
    }

    /// Where the key itself begins, when a line begins with it.
    private static func place(of key: String, in line: ArraySlice<Unicode.Scalar>) -> Int? {
        for quote in ["", "\"", "'"] {
            let written = Array((quote + key + quote).unicodeScalars)
            guard line.starts(with: written) else { continue }
            let behind = line.dropFirst(written.count).drop { $0 == " " }
            guard behind.first == ":" else { continue }
            let next = behind.dropFirst().first
            guard next == nil || next == " " || next == "\r" || next == "\t" else { continue }
            return line.startIndex + quote.unicodeScalars.count
        }
        return nil
    }

    private mutating func standIn(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        let standIn = unused.removeLast()
        meanings[standIn] = scalar
        return standIn
    }
}
