/// How the files of results are called: a text with placeholders in braces.
package struct ResultName: Hashable, Sendable {
    /// What a placeholder stands for.
    package enum Placeholder: String, CaseIterable, Sendable {
        /// The provider's name of the job.
        case request
        /// The number of the row in the ledger.
        case id
        /// How reports call the payload.
        case subject
        case model
        /// The beginning of the payload's SHA-256.
        case digest
        /// The number of the output among those of the job, from 1.
        case number = "n"
    }

    private enum Part: Hashable, Sendable {
        case text(String)
        case placeholder(Placeholder)
    }

    private let parts: [Part]

    /// The bytes of a name that file systems take, less what the ending and a number need.
    private static let longest = 200

    /// The request's name alone.
    package static let usual = ResultName(parts: [.placeholder(.request)])

    private init(parts: [Part]) { self.parts = parts }

    /// Reads a template; `nil` for a placeholder that is not known, an open brace, or no text at all.
    package init?(template: String) {
        var parts: [Part] = []
        var rest = template[...]
        while let brace = rest.firstIndex(of: "{") {
            if brace > rest.startIndex { parts.append(.text(String(rest[..<brace]))) }
            guard let end = rest[brace...].firstIndex(of: "}"),
                let placeholder = Placeholder(
                    rawValue: String(rest[rest.index(after: brace)..<end])
                )
            else { return nil }
            parts.append(.placeholder(placeholder))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
    }

    /// The name, without an ending; no character leads out of a folder or hides the file.
    package func text(_ value: (Placeholder) -> String) -> String {
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let placeholder): value(placeholder)
            }
        }.joined()
        let safe = String(
            text.unicodeScalars.map { scalar in
                let isPlain =
                    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                return isPlain || "._-@+=, ".unicodeScalars.contains(scalar)
                    ? Character(scalar) : "-"
            }
        )
        var name = String(safe.drop { $0 == "." || $0 == " " })
        while name.utf8.count > Self.longest { name.removeLast() }
        return name.isEmpty ? "result" : name
    }
}
