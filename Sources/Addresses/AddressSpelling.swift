/// Texts that are no addresses, and were meant to be.
package enum AddressSpelling {
    /// Whether a text that names no file begins like an address: with the name of the scheme, or with
    /// `www.`, whatever white space, quotation marks or brackets stand before it.
    package static func isMeant(by text: String) -> Bool {
        let begun = text.lowercased().drop { $0.isWhitespace || "\"'<(".contains($0) }
        if begun.hasPrefix("www.") { return true }
        let schemes = ["https", "http"]
        return schemes.contains { scheme in
            begun.hasPrefix(scheme)
                && begun.dropFirst(scheme.count).first.map(":/\\".contains) == true
        }
    }
}
