internal import Addresses
internal import Foundation
internal import ImageProbe
internal import PreflightModel

/// An image that is written as a `data:` address (RFC 2397).
struct InlineImage {
    /// The beginning of the address, as reports call it.
    let name: String
    /// The declared media type, if there is one.
    let type: String?
    /// The bytes; `nil` when the address contradicts itself.
    let bytes: [UInt8]?

    /// Reads an address that begins with `data:`.
    init(_ text: String) {
        let head = text.prefix { $0 != "," }
        name = Self.name(of: text)
        let declared = head.dropFirst(Self.scheme.count).prefix { $0 != ";" }
        type = declared.isEmpty ? nil : String(declared)
        guard head.endIndex < text.endIndex else {
            bytes = nil
            return
        }
        let body = PercentEncoding.decoded(text[head.endIndex...].utf8.dropFirst())
        bytes = Self.isBase64(head) ? Self.decoded(body) : body
    }

    /// Whether a text begins with the scheme of such addresses.
    static func isMeant(by text: some Collection<UInt8>) -> Bool {
        text.prefix(scheme.utf8.count).lazy.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
            .elementsEqual(scheme.utf8)
    }

    /// The beginning of an address.
    static func name(of text: String) -> String { text.prefix { $0 != "," }.prefix(60) + ",..." }

    private static let scheme = "data:"

    // White space around the last parameter is none of it.
    private static func isBase64(_ head: Substring) -> Bool {
        let last = head.split(separator: ";", omittingEmptySubsequences: false).dropFirst().last
        return last?.trimmingCharacters(in: .whitespaces).lowercased() == "base64"
    }

    // White space in it is passed over by all that read such addresses, browsers and Python alike. They
    // do not agree about anything else that is no base64.
    private static func decoded(_ base64: [UInt8]) -> [UInt8]? {
        let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
        return Data(base64Encoded: Data(base64.filter { !isSpace($0) })).map { Array($0) }
    }

    /// What the bytes are.
    var facts: MediaFacts {
        guard let bytes else {
            return facts(.foreign(.brokenData))
        }
        var held = HeldBytes(total: bytes.count)
        held.replace(at: 0, with: bytes)
        var probe = Probe()
        // All bytes are held: nothing can be missing.
        guard case .content(var content) = probe.step(in: held) else {
            return facts(.foreign(.unknown))
        }
        var ending = MediaFacts.Ending.unread
        if case .image(let image) = content {
            var search = EndSearch(of: image, total: bytes.count, seekingExif: true)
            if case .done(let found) = search.step(in: held) { ending = found }
            content = .image(search.image)
        }
        return facts(content, ending)
    }

    private func facts(
        _ content: MediaFacts.Content,
        _ ending: MediaFacts.Ending = .unread
    ) -> MediaFacts {
        MediaFacts(
            name: name,
            isInline: true,
            inlineType: type,
            content: content,
            bytes: bytes?.count,
            ending: ending
        )
    }
}
