extension String {
    /// How many cells of a terminal the text takes.
    ///
    /// Letters that are joined or combined take the room of the widest of them; East Asian wide
    /// letters and pictures take two cells (Unicode Standard Annex 11).
    package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Character {
    fileprivate var displayWidth: Int {
        // A picture may be asked for by the selector behind a letter that is none.
        if unicodeScalars.contains("\u{fe0f}") { return 2 }
        return unicodeScalars.map(\.displayWidth).max() ?? 0
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return isWide || properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// Hangul, kana, ideographs and full-width forms.
    private var isWide: Bool {
        switch value {
        case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97c,
            0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60,
            0xffe0...0xffe6, 0x16fe0...0x1b2ff, 0x20000...0x3fffd:
            true
        default: false
        }
    }
}
