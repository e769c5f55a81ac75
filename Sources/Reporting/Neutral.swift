extension String {
    /// The text without anything that a terminal or a CI runner would obey.
    ///
    /// Control characters, the marks that change the direction of writing and the first letters of
    /// a runner's commands are shown, never sent.
    package var neutralised: String {
        var text = ""
        var last: Unicode.Scalar?
        for scalar in unicodeScalars {
            // A runner's commands begin with these pairs: `::error::`, `##[error]`.
            if scalar == last, scalar == ":" || scalar == "#" { text += " " }
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
