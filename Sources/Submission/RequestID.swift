/// The provider's name of an accepted job: 1 to 128 letters, digits, `_` and `-`.
package struct RequestID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Takes a name that has the provider's form; `nil` for any other.
    package init?(_ text: String) {
        let isAllowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isAllowed, (1...128).contains(text.utf8.count) else { return nil }
        description = text
    }
}
