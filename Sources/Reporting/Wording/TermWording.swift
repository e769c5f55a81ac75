internal import PreflightModel
internal import SystemPackage

extension FileFormat {
    /// The format's name as people write it.
    var text: String {
        switch self {
        case .png, .jpeg, .gif, .bmp, .tiff, .heic, .avif, .ico, .icns, .psd, .xcf, .svg, .dds,
            .qoi, .flif, .bpg, .mng, .tga, .pcx, .xbm, .xpm, .sgi, .ilbm, .fits, .dicom, .wmf, .emf,
            .ktx,
            .pdf, .zip, .rar, .html, .xml, .json, .avi, .flv, .mpeg, .wmv, .wav, .mp3, .m4a, .ogg,
            .flac, .aiff, .aac, .midi:
            rawValue.uppercased()
        case .webp: "WebP"
        case .exr: "OpenEXR"
        case .hdr: "Radiance HDR"
        case .djvu: "DjVu"
        case .pnm: "portable anymap (PNM)"
        case .jpegXL: "JPEG XL"
        case .jpegXR: "JPEG XR"
        case .jpeg2000: "JPEG 2000"
        case .cameraRaw: "raw camera data"
        case .mp4: "MP4 video"
        case .webm: "WebM or Matroska video"
        case .quickTime: "QuickTime video"
        case .flash: "a Flash film"
        case .sunRaster: "Sun raster"
        case .realMedia: "RealMedia"
        case .rawVideo: "raw video"
        case .archive: "an archive or compressed data"
        case .gzip, .bzip2, .xz, .zstandard, .tar: "\(rawValue) data"
        case .sevenZip: "7-Zip data"
        case .postScript: "PostScript"
        case .office: "an office document"
        case .sqlite: "an SQLite database"
        case .font: "a font"
        case .program: "a program"
        case .text: "plain text"
        case .gitLFSPointer: "a Git LFS pointer, whose image was not fetched"
        case .appleDouble: "what macOS keeps beside a file, not the file itself"
        case .shiftedImage: "an image behind white space or a byte order mark"
        case .recodedImage: "an image that was sent or saved as text, which destroys it"
        case .brokenData: "a data: address whose bytes cannot be decoded, as base64 of RFC 4648"
        case .unknown: "bytes of no known format"
        }
    }

    /// How the end of a file of this format is missing.
    var endMissing: String {
        switch self {
        case .png: "no IEND chunk"
        case .jpeg: "no EOI marker"
        default: "fewer bytes than the file says that it has"
        }
    }

    /// How a file of this format ends.
    var endPresent: String {
        switch self {
        case .png: "a file that ends with its IEND chunk"
        case .jpeg: "a file that ends with its EOI marker"
        default: "a file as long as it says"
        }
    }
}

extension ImageCoding {
    /// The coding's name as people write it.
    var text: String {
        switch self {
        case .common: "common coding"
        case .arithmetic: "arithmetic coding"
        case .lossless: "lossless JPEG"
        case .hierarchical: "hierarchical JPEG"
        case .twelveBit: "12 bits per sample"
        case .cgbi: "CgBI, Apple's own variant of PNG"
        }
    }
}

extension HeaderDamage {
    /// What is wrong with the header; the library's own words are a detail at the end.
    var text: String {
        switch self {
        case .endsEarly: "the file ends inside of its header"
        case .refusedByLibrary(let words): "the reference library refuses it (\(words))"
        case .segmentTooShort(let length, let offset):
            "a segment of length \(length) at byte \(offset.grouped)"
        case .secondFrameHeader(let offset): "a second frame header at byte \(offset.grouped)"
        case .noFrameHeader: "a scan before any frame header"
        case .signatureChanged: "a signature whose line ends were changed on the way, as text is"
        case .headerChunkNotFirst: "a first chunk that is not IHDR"
        case .unknownCriticalChunk(let offset):
            "an unknown chunk at byte \(offset.grouped) that may not be passed over"
        case .chunkTooLong(let claimed, let offset):
            "a chunk at byte \(offset.grouped) that claims \(claimed.of("byte")), more than there are"
        case .paletteTooLong(let length): "a palette of \(length.of("byte"))"
        case .noImageChunk: "an extended file without an image"
        case .noFrame: "an animation without a frame"
        case .frameBeforeSettings(let offset):
            "a frame at byte \(offset.grouped) before the settings (ANIM) of the animation"
        case .pictureNotFirst(let offset):
            "a chunk at byte \(offset.grouped) that is no picture, where one begins"
        case .frameOutsideCanvas(let offset):
            "a frame outside the canvas, at byte \(offset.grouped)"
        case .pictureTooShort(let length, let offset):
            "a picture of \(length.of("byte")) at byte \(offset.grouped), less than its own header"
        case .notAChunkType(let offset):
            "a chunk at byte \(offset.grouped) whose name is no four letters"
        case .headerTooLong(let limit): "more than \(limit.of("byte")) before the picture"
        }
    }
}

extension MediaFacts.DecodingLimit {
    /// Why decoding was given up.
    var text: String {
        switch self {
        case .memory: "too many pixels or bytes to be decoded in the memory that is allowed"
        case .time: "pixels that take more time to decode than is allowed"
        case .frames: "frames behind the first, which libpng does not decode"
        }
    }
}

extension Obstacle {
    /// Why the file cannot be read.
    var text: String {
        switch self {
        case .notFound: "no such file or directory"
        case .forbidden: "permission denied"
        case .notRegular: "a FIFO, a socket or a device"
        case .directory: "a directory with the name of a file"
        case .changed: "the file changed while it was read"
        case .linkLoop: "a loop of links"
        case .nothingToCheck: "no image and no payload"
        case .interrupted: "an interrupted run: what is missing here was not checked"
        case .unchanged: "no image and no payload that has changed since the revision"
        case .system(let code): "the system says: \(Errno(rawValue: code).description.lowercased())"
        case .noPayload: "a document that is no payload"
        case .imageForPayloads: "an image, where - stands for payloads"
        case .listForPayloads: "a list of paths or addresses, where - stands for payloads"
        case .noJob: "no payload, and an image by itself is no job"
        case .notTaken: "an image, which the chosen model does not take"
        }
    }
}

extension Barrier {
    /// What stands in the way.
    var text: String {
        switch self {
        case .login: "a login is asked for"
        case .challenge: "a page that only a browser gets past"
        case .cookie: "a redirect to itself that wants a cookie back"
        case .fewDownloads: "refused after it was answered before"
        }
    }
}

extension AddressProblem {
    /// What is wrong with the spelling.
    var text: String {
        switch self {
        case .noScheme: "no scheme"
        case .noHost: "no host"
        case .character(let code, let offset):
            "U+\(String(code, radix: 16, uppercase: true).padded(to: 4)) at character \(offset + 1)"
        case .percentEncoding(let offset): "a bare % at character \(offset + 1)"
        case .unicodeHost: "a host outside of ASCII"
        case .hostName: "a host that is no domain name, or ends with a dot"
        // What stands there may be a password.
        case .port(""): "a colon without a port"
        case .port(let port):
            port.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? "port \(port.shortened)" : "a port that is no number"
        case .addressLiteral: "a number that readers take for different addresses"
        case .tooLong(let limit): "a redirect to an address of more than \(limit.of("byte"))"
        }
    }
}

extension TransportLoss {
    /// Why no usable answer came.
    var text: String {
        switch self {
        case .timedOut(let step): "time ran out while \(step.rawValue)"
        case .connectionRefused: "connection refused"
        case .connectionLost: "the connection was lost"
        case .resolverFailed: "the name server did not answer"
        case .noCommonTLS: "no encryption that both sides know (handshake failure)"
        case .protocolViolation: "an answer that is no HTTP/1.1"
        case .contradictoryPart: "a part of the file that is not the one that was asked for"
        case .budgetExceeded: "an answer larger than its budget"
        case .outsideSandbox: "outside of the sandbox, which has no network"
        }
    }
}

extension DocumentProblem.Habit {
    /// What is written.
    fileprivate var text: String {
        switch self {
        case .trailingComma: "a comma behind the last value"
        case .comment: "a comment"
        case .word(let word): "the word \(word.shortened)"
        case .leadingZero: "a number that begins with 0"
        case .otherQuotes: "other marks than double quotes"
        case .bareKey: "a key without double quotes"
        case .lineEnd: "a line end in a text"
        case .tag: "a tag"
        case .manyAliases: "aliases that would become very much"
        }
    }
}

extension DocumentProblem.Kind {
    /// What is wrong with the document.
    var text: String {
        switch self {
        case .expected(let what): "something else than \(what)"
        case .foreign(let habit): habit.text
        case .byteOrderMark: "a byte order mark before the document"
        case .invalidUTF8: "bytes that are no UTF-8"
        case .loneSurrogate: "half of a surrogate pair"
        case .controlCharacter(let code):
            "an unescaped control character, U+\(String(code, radix: 16, uppercase: true).padded(to: 4))"
        case .tooDeep(let limit): "more than \(limit) levels of nesting"
        case .tooLarge(let limit): "more than \(limit.of("byte"))"
        case .trailingContent: "something after the end of the document"
        case .endsEarly: "an end before the document is complete"
        case .duplicateKey(let key): "\"\(key.shortened)\" twice"
        case .refused(let words): words
        }
    }
}

extension ValueType {
    /// The type with its article.
    var text: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number"
        case .number: "a number"
        case .boolean: "true or false"
        case .array: "an array"
        case .object: "an object"
        case .null: "null"
        }
    }
}

extension Node {
    /// The value as it would be typed, shortened.
    var text: String {
        switch value {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text): text.shortened
        case .string(let text): "\"\(text.shortened)\""
        case .array(let elements): "an array of \(elements.count.of("element"))"
        case .object: "an object"
        }
    }
}

/// The names of HTTP statuses that hosts of images answer with (RFC 9110, 15; RFC 7725).
enum HTTPStatus {
    static func text(_ status: Int) -> String {
        switch status {
        case 202: "accepted, but not ready"
        case 204, 205: "no content"
        case 200..<300: "not the file itself"
        case 403: "forbidden"
        case 404: "not found"
        case 406: "not acceptable"
        case 408: "request time-out"
        case 410: "gone"
        case 425: "too early"
        case 429: "too many requests"
        case 451: "unavailable for legal reasons"
        case 101: "switching protocols"
        case 300: "several choices"
        case 304: "not modified"
        case 300..<400: "redirect without an address"
        case 400..<500: "refused"
        case 500: "internal error"
        case 502: "bad gateway"
        case 503: "unavailable"
        case 504: "gateway time-out"
        case 500..<600: "server error"
        default: "no status of HTTP"
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        String(repeating: "0", count: max(0, width - count)) + self
    }
}
