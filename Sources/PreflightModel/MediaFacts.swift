/// What was measured of an image: the bytes, and for an address how they were reached.
///
/// Nothing in it ever changes, and it goes through many hands: a class, so that each takes one word.
public final class MediaFacts: Sendable {
    /// The path or the address as it was written.
    public let name: String
    /// How the address answered; `nil` for a local file.
    public let address: AddressFacts?
    /// Whether the bytes are those of a local file, or stand in the payload.
    public let isFile: Bool
    /// Whether the bytes stand in the payload itself, as a `data:` address.
    public let isInline: Bool
    /// The media type that such an address declares.
    public let inlineType: String?
    /// What the bytes are.
    public let content: Content
    /// The size of the file in bytes, where it is known.
    public let bytes: Int?
    /// What was seen of the end of the file.
    public let ending: Ending
    /// What came of decoding every pixel.
    public let pixels: Pixels
    /// A small copy of the picture, where one was asked for and could be made.
    public let thumbnail: Thumbnail?

    /// Collects the facts of a file or an address.
    public init(
        name: String,
        address: AddressFacts? = nil,
        isInline: Bool = false,
        inlineType: String? = nil,
        content: Content,
        bytes: Int? = nil,
        ending: Ending = .unread,
        pixels: Pixels = .undecoded,
        thumbnail: Thumbnail? = nil
    ) {
        self.name = name
        self.address = address
        isFile = address == nil
        self.isInline = isInline
        self.inlineType = inlineType
        self.content = content
        self.bytes = bytes
        self.ending = ending
        self.pixels = pixels
        self.thumbnail = thumbnail
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

        /// Whether the header was read.
        public var isImage: Bool {
            if case .image = self { true } else { false }
        }
    }

    /// What was seen of the end of the file.
    public enum Ending: Hashable, Sendable {
        /// The end was not read.
        case unread
        /// It was looked for, and given up before it was found or known to be missing.
        case givenUp
        /// The end marker is the last thing in the file.
        case whole
        /// The end marker is missing.
        case missing
        /// So many bytes follow the end marker.
        case trailing(Int)
    }

    /// What came of decoding every pixel.
    public enum Pixels: Hashable, Sendable {
        /// Nobody asked for it.
        case undecoded
        /// Every pixel is there.
        case whole
        /// The library lost pixels, in its own words.
        case lost(words: String)
        /// It was given up.
        case unfinished(DecodingLimit)
    }

    /// Why decoding was not finished.
    public enum DecodingLimit: String, Hashable, Sendable, CaseIterable {
        /// It would have taken too much of these.
        case memory, time
        /// The library decodes the first frame of several.
        case frames
    }

    /// The image's own facts, if its header was read.
    public var image: ImageFacts? {
        if case .image(let image) = content { image } else { nil }
    }

    /// The extension of the name without query and fragment, if there is one.
    public var nameExtension: String? {
        unsafe withNameExtension { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// The format that the extension of the name promises, if it is one that we know.
    public var promisedFormat: FileFormat? {
        unsafe withNameExtension { unsafe FileFormat(extension: ExtensionKey($0)) }
    }

    private func withNameExtension<Result>(
        _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Result?
    ) -> Result? {
        func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Result? {
            let isInPath = { (byte: UInt8) in byte != 0x3f && byte != 0x23 }  // ? #
            let path = unsafe isFile ? bytes[...] : bytes.prefix(while: isInPath)
            var dot = unsafe path.endIndex - 1
            while dot > 0, unsafe path[dot] != 0x2e, unsafe path[dot] != 0x2f { dot -= 1 }
            guard dot > 0, unsafe dot + 1 < path.endIndex, unsafe path[dot] == 0x2e,
                unsafe path[dot - 1] != 0x2f
            else { return nil }
            return unsafe body(path[(dot + 1)...])
        }
        let found = unsafe name.utf8.withContiguousStorageIfAvailable { unsafe find($0) }
        if let found { return found }
        var copy = name
        return copy.withUTF8 { unsafe find($0) }
    }
}

extension MediaFacts: Hashable {
    /// Whether all that was measured is equal.
    public static func == (left: MediaFacts, right: MediaFacts) -> Bool {
        left.name == right.name && left.address == right.address
            && left.isInline == right.isInline && left.inlineType == right.inlineType
            && left.content == right.content
            && left.bytes == right.bytes && left.ending == right.ending
            && left.pixels == right.pixels && left.thumbnail == right.thumbnail
    }

    /// Hashes what tells most facts apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(name)
        hasher.combine(content)
        hasher.combine(bytes)
    }
}

/// A small copy of a picture, as WebP.
public struct Thumbnail: Hashable, Sendable {
    /// The picture's size.
    public let size: PixelSize
    /// The whole file.
    public let bytes: [UInt8]

    /// Makes a copy.
    public init(size: PixelSize, bytes: [UInt8]) {
        self.size = size
        self.bytes = bytes
    }
}

/// Why a header cannot be read.
public indirect enum HeaderDamage: Hashable, Sendable {
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
    /// A PNG whose signature lost or gained line ends on the way.
    case signatureChanged
    /// A PNG that does not begin with IHDR.
    case headerChunkNotFirst
    /// A chunk of a PNG that nobody knows and that may not be passed over.
    case unknownCriticalChunk(offset: Int)
    /// A palette of a PNG with more than the 256 colours of 3 bytes that there can be.
    case paletteTooLong(length: Int)
    /// A chunk claims more bytes than the file has, or than the format allows.
    case chunkTooLong(claimed: Int, offset: Int)
    /// An extended WebP that holds no image.
    case noImageChunk
    /// An animated WebP that holds no frame.
    case noFrame
    /// A frame of a WebP before the chunk with the settings of the animation.
    case frameBeforeSettings(offset: Int)
    /// A WebP that begins with a chunk which is neither a picture nor the header of an extended file.
    case pictureNotFirst(offset: Int)
    /// The first frame of an animation reaches beyond the canvas.
    case frameOutsideCanvas(offset: Int)
    /// A picture with fewer bytes than its own header takes.
    case pictureTooShort(length: Int, offset: Int)
    /// Four bytes that should name a chunk of a PNG and are no letters.
    case notAChunkType(offset: Int)
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
    /// Nothing in it has changed since the revision that was named.
    case unchanged
    /// The run was interrupted before its turn came.
    case interrupted
    /// The chosen model takes no image.
    case notTaken
    /// A job was to be submitted, and this is none.
    case noJob
    /// A document that was named as payloads and is none.
    case noPayload
    /// An image came where payloads are read.
    case imageForPayloads
    /// Paths or addresses came where payloads are read, one on each line.
    case listForPayloads
    /// The system refused, with this error number.
    case system(code: Int32)
}
