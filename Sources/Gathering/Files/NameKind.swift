internal import Documents
internal import PreflightModel

/// What a file's name promises, by its extension.
enum NameKind: Sendable {
    /// An image or a video.
    case image
    case payloads(DocumentFormat)
    /// Nothing that can be checked.
    case other

    /// Reads the extension of a name in any case.
    init(_ name: some BidirectionalCollection<UInt8>) {
        guard let dot = name.lastIndex(of: 0x2e), dot != name.startIndex else {
            self = .other
            return
        }
        self = Self.known[ExtensionKey(name[name.index(after: dot)...])] ?? .other
    }

    private static let known: ExtensionTable<NameKind> = {
        var kinds: [(ExtensionKey, NameKind)] = []
        for format in DocumentFormat.allCases {
            for text in format.extensions {
                kinds.append((ExtensionKey(text.utf8), .payloads(format)))
            }
        }
        for format in FileFormat.allCases where format.family != .foreign {
            for text in format.extensions { kinds.append((ExtensionKey(text.utf8), .image)) }
        }
        return ExtensionTable(kinds)
    }()
}
