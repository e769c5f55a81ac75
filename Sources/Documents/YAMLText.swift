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
    private var renamed = 0

    /// Keys that are made different, and bytes that are parsed for it: with each key the parser begins
    /// anew.
    private static let mostRenamed = 32
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
        guard renamed < min(Self.mostRenamed, Self.mostParsedAgain / max(text.utf8.count, 1)),
            !unused.isEmpty, let first = key.unicodeScalars.first
        else { return false }
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map(Array.init)
        let start = lines.prefix(line - 1).reduce(column - 1) { $0 + $1.count + 1 }
        if var mapping = FlowMapping(Array(text.unicodeScalars), beforeKeyAt: start) {
            guard let place = mapping.secondPlace(of: key) else { return false }
            renamed += 1
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
            renamed += 1
            lines[index][place] = standIn(for: first)
            text = String(String.UnicodeScalarView(lines.joined(separator: ["\n"])))
            return true
        }
        return false
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
