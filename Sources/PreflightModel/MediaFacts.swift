/// What was measured of an image: the bytes, and for an address how they were reached.
public struct MediaFacts: Hashable, Sendable {
    /// The path or the address as it was written.
    public let name: String
    /// How the address answered; `nil` for a local file.
    public let address: AddressFacts?
    /// What the bytes are.
    public let content: Content
    /// The size of the file in bytes, where it is known.
    public let bytes: Int?
    /// What was seen of the end of the file.
    public let ending: Ending

    /// Collects the facts of a file or an address.
    public init(
        name: String,
        address: AddressFacts? = nil,
        content: Content,
        bytes: Int? = nil,
        ending: Ending = .unread
    ) {
        self.name = name
        self.address = address
        self.content = content
        self.bytes = bytes
        self.ending = ending
    }

    /// What the bytes of a subject are.
    public enum Content: Hashable, Sendable {
        /// There are no bytes to judge, because the address gave none.
        case absent
        /// The file could not be read.
        case unreadable(Obstacle)
        /// The file has no bytes.
        case empty
        /// The bytes are no PNG, JPEG or WebP.
        case foreign(FileFormat)
        /// The header cannot be read.
        case damaged(FileFormat, HeaderDamage)
        /// The header can be read, but the coding cannot be judged by the library.
        case uncommon(FileFormat, ImageCoding)
        /// The header was read.
        case image(ImageFacts)
    }

    /// What was seen of the end of the file.
    public enum Ending: Hashable, Sendable {
        /// The end was not read.
        case unread
        /// The end marker is the last thing in the file.
        case whole
        /// The end marker is missing.
        case missing
        /// So many bytes follow the end marker.
        case trailing(Int)
    }

    /// The same facts under the name by which reports are to call them.
    public func named(_ name: String) -> MediaFacts {
        MediaFacts(name: name, address: address, content: content, bytes: bytes, ending: ending)
    }

    /// The image's own facts, if its header was read.
    public var image: ImageFacts? {
        if case .image(let image) = content { image } else { nil }
    }

    /// The extension of the name without query and fragment, if there is one.
    public var nameExtension: String? {
        let path = address == nil ? Substring(name) : name.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return nil }
        let text = last[last.index(after: dot)...]
        return text.isEmpty ? nil : String(text)
    }
}

/// Why a header cannot be read.
public enum HeaderDamage: Hashable, Sendable {
    /// The file ends inside its header.
    case endsEarly
    /// The library refuses it, in its own words.
    case refusedByLibrary(words: String)
    /// A JPEG segment claims a length under 2, which cannot hold the length itself.
    case segmentTooShort(length: Int, offset: Int)
    /// Two frame headers in one JPEG image.
    case secondFrameHeader(offset: Int)
    /// A scan begins before any frame header.
    case noFrameHeader
    /// A PNG that does not begin with IHDR.
    case headerChunkNotFirst
    /// A chunk claims more bytes than the file has.
    case chunkTooLong(claimed: Int, offset: Int)
    /// An extended WebP that holds no image.
    case noImageChunk
    /// More metadata before the picture than any real file has.
    case headerTooLong(limit: Int)
}

/// Why a local file could not be read.
public enum Obstacle: Hashable, Sendable, Error {
    /// There is nothing of that name.
    case notFound
    /// Permission is missing.
    case forbidden
    /// A FIFO, a socket or a device.
    case notRegular
    /// A directory where an image was expected.
    case directory
    /// The size changed while it was read.
    case changed
    /// A chain of links without an end.
    case linkLoop
    /// Nothing in it can be checked.
    case nothingToCheck
    /// The system refused, with this error number.
    case system(code: Int32)
}
