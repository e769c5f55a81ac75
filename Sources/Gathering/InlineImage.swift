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
        name = head.prefix(60) + ",..."
        let declared = head.dropFirst("data:".count).prefix { $0 != ";" }
        type = declared.isEmpty ? nil : String(declared)
        guard head.endIndex < text.endIndex else {
            bytes = nil
            return
        }
        let body = PercentEncoding.decoded(text[head.endIndex...].utf8.dropFirst())
        let isBase64 = head.lowercased().hasSuffix(";base64")
        bytes = isBase64 ? Data(base64Encoded: Data(body)).map { Array($0) } : body
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
