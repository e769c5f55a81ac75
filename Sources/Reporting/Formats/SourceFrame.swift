internal import PreflightModel

/// A line of a document with marks under what is meant.
struct SourceFrame {
    /// The lines of the frame; `note` stands behind the marks.
    let lines: [String]

    /// Frames the line of a place, when it is known.
    init?(_ place: Place, note: String) {
        guard let span = place.span, let line = place.line else { return nil }
        let before = max(span.column - line.column, 0)
        let lead = line.column > 1 ? "…" : ""
        // A tab is as wide as where it stands makes it.
        let scalars = line.text.unicodeScalars.map { $0 == "\t" ? " " : $0 }
        func width(of count: Int) -> Int {
            (lead + String(scalars.prefix(count)).neutralised).displayWidth
        }
        let start = width(of: before)
        let end = width(of: before + Self.marked(span, scalars.dropFirst(before)))
        let text = lead + String(scalars).neutralised + (line.isCut ? "…" : "")
        let number = "\(span.line)"
        let margin = String(repeating: " ", count: number.count + 2)
        let marks = String(repeating: "^", count: max(end - start, 1))
        lines = [
            "\(margin) |",
            "  \(number) | \(text)",
            "\(margin) | \(String(repeating: " ", count: start))\(marks) \(note)",
        ]
    }

    /// How many code points are marked: the value, or the bracket that opens it.
    private static func marked(_ span: TextSpan, _ text: some Collection<Unicode.Scalar>) -> Int {
        if let first = text.first, first == "{" || first == "[" { return 1 }
        return span.endLine == span.line ? span.endColumn - span.column : text.count
    }
}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
