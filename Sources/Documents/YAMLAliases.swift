/// How much the aliases of a YAML text could make of it, told by its bytes alone.
///
/// The parser replaces aliases and compares keys before anybody can count, so that a text of a few
/// hundred bytes can keep it busy for hours: whether it could is found out before it begins. Only an
/// anchor of a list or a mapping can be part of that, because only these can hold aliases.
struct YAMLAliases {
    private var aliases = 0
    private var aliasesAsKeys = 0
    private var anchorsOfCollections = 0
    private let length: Int

    /// Bytes that the text may become.
    ///
    /// Comparing so many takes a few seconds at worst.
    private static let most = 1e9

    /// Counts what looks like an anchor or an alias, in texts and comments too.
    init(in bytes: [UInt8]) {
        length = bytes.count
        var isAtToken = true
        for (index, byte) in bytes.enumerated() {
            if isAtToken, index + 1 < bytes.count, bytes[index + 1] > 0x20 {
                if byte == UInt8(ascii: "*") {
                    aliases += 1
                    if Self.mayBeKey(bytes, at: index) { aliasesAsKeys += 1 }
                }
                if byte == UInt8(ascii: "&"), Self.isOfCollection(bytes[(index + 1)...]) {
                    anchorsOfCollections += 1
                }
            }
            // Line ends and spaces beyond ASCII, too, without telling them from letters.
            isAtToken = byte >= 0x80 || Self.beforeToken.contains(byte)
        }
    }

    /// Whether the aliases could make more of the text than ``most``.
    ///
    /// With `n` anchors that hold the aliases of the one before, each as many of them, one value
    /// becomes `(aliases / n)` to the `n`.
    var mayExplode: Bool {
        // Each is compared by its whole text.
        if Double(aliasesAsKeys) * Double(length) > Self.most { return true }
        guard aliases > 0, anchorsOfCollections > 0 else { return false }
        var most = 1.0
        for levels in 1...min(anchorsOfCollections, 64) {
            var growth = 1.0
            for _ in 0..<levels { growth *= Double(aliases) / Double(levels) }
            most = max(most, growth)
        }
        return most * Double(length) > Self.most
    }

    // A key ends with a colon, or begins with a question mark.
    private static func mayBeKey(_ bytes: [UInt8], at index: Int) -> Bool {
        let before = bytes[..<index].last { $0 != 0x20 && $0 != 0x09 }
        let behind = bytes[index...].drop { $0 > 0x20 && !",[]{}".utf8.contains($0) }
            .first { $0 != 0x20 && $0 != 0x09 }
        return before == UInt8(ascii: "?") || behind == UInt8(ascii: ":")
    }

    // A plain or quoted text on the line of its anchor is no collection, unless it is a key, which is
    // anchored itself then. An anchor before a tag is taken for one of a collection.
    private static func isOfCollection(_ text: ArraySlice<UInt8>) -> Bool {
        let rest = text.drop { $0 > 0x20 && !",[]{}".utf8.contains($0) }
            .drop { $0 == 0x20 || $0 == 0x09 }
        guard let next = rest.first else { return false }
        return next >= 0x80 || "\r\n#[{!-?".utf8.contains(next)
    }

    private static let beforeToken = Set(" \t\n\r[{,:?-".utf8)
}
