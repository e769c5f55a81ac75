extension String {
    /// The text without anything that a terminal or a CI runner would obey.
    ///
    /// Control characters, the marks that change the direction of writing and the first letters of
    /// a runner's commands are shown, never sent. It is for text that something stands before in its
    /// line; ``neutralisedLine`` is for whole lines.
    package var neutralised: String { neutralised(beginsLine: false) }

    /// The same for a whole line, which a runner also obeys when it begins with `::`.
    package var neutralisedLine: String { neutralised(beginsLine: true) }

    // Printable ASCII without two marks in a row.
    private func isHarmless(beginsLine: Bool) -> Bool {
        var last: UInt8 = 0
        for byte in utf8 {
            guard (0x20...0x7e).contains(byte) else { return false }
            let isMark = byte == UInt8(ascii: "#") || beginsLine && byte == UInt8(ascii: ":")
            guard byte != last || !isMark else { return false }
            last = byte
        }
        return true
    }

    private func neutralised(beginsLine: Bool) -> String {
        // Most texts are.
        if isHarmless(beginsLine: beginsLine) { return self }
        var text = ""
        var last: Unicode.Scalar?
        var isAtBeginning = beginsLine
        for scalar in unicodeScalars {
            // A runner's commands begin with `##[` or `##vso[` anywhere, or a line with `::`.
            if scalar == last, scalar == "#" || isAtBeginning && scalar == ":" { text += " " }
            if scalar != ":", !scalar.properties.isWhitespace { isAtBeginning = false }
            if scalar.isHarmful {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
            last = scalar
        }
        return text
    }
}

extension Unicode.Scalar {
    /// Whether a terminal might obey it.
    var isHarmful: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
        case .format: value != 0x200c && value != 0x200d  // joiners are part of writing
        default: false
        }
    }
}
