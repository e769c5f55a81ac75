internal import ImageProbe
package import PreflightModel
package import SystemPackage

/// Measures local files, one after the other, in the same memory.
package struct FileGatherer: ~Copyable {
    private let decodesPixels: Bool
    private let makesThumbnails: Bool
    private var bytes = HeldBytes()

    /// Makes a gatherer that has read nothing yet, and decodes every pixel and makes small copies of
    /// the pictures if it is asked to.
    package init(
        decodingPixels decodesPixels: Bool = false,
        makingThumbnails makesThumbnails: Bool = false
    ) {
        self.decodesPixels = decodesPixels
        self.makesThumbnails = makesThumbnails
    }

    /// What the file at `path` is.
    ///
    /// `name` is how reports call it.
    package mutating func facts(at path: FilePath, named name: String) -> MediaFacts {
        do throws(Obstacle) {
            return try facts(of: try RegularFile(path), named: name)
        } catch {
            return MediaFacts(name: name, content: .unreadable(error))
        }
    }

    /// What each of the listed files is, in their order.
    package mutating func facts(of images: ListedImages) -> [MediaFacts] {
        let listing = images.listing
        let prefix = Array(listing.prefix.utf8)
        return listing.entries[images.range].map { entry in
            let name = listing.text(of: entry, after: prefix)
            do throws(Obstacle) {
                return try facts(of: try listing.open(entry), named: name)
            } catch {
                return MediaFacts(name: name, content: .unreadable(error))
            }
        }
    }

    /// What an open file is.
    mutating func facts(
        of file: consuming RegularFile,
        named name: String
    ) throws(Obstacle) -> MediaFacts {
        bytes.forget(total: file.size)
        // Files of the system say that they are empty and are not.
        if file.size == 0 { try read(0..<0, of: file) }
        var content = try content(of: file)
        var ending = MediaFacts.Ending.unread
        var pixels = MediaFacts.Pixels.undecoded
        var thumbnail: Thumbnail?
        if case .image(var image) = content {
            let orientation = image.orientation
            ending = try end(of: &image, in: file)
            if image.orientation != orientation { content = .image(image) }
            if decodesPixels {
                pixels = try self.pixels(of: image, in: file)
                if ending == .whole { ending = endInside(of: image, total: file.size) }
            }
            if makesThumbnails, file.size <= PixelDecoder.longestFile {
                try read(0..<file.size, of: file)
                thumbnail = ThumbnailMaker.thumbnail(
                    of: bytes.prefix(file.size),
                    image.format,
                    orientation: image.orientation
                )
            }
        }
        return MediaFacts(
            name: name,
            content: content,
            bytes: file.size,
            ending: ending,
            pixels: pixels,
            thumbnail: thumbnail
        )
    }

    private mutating func pixels(
        of image: ImageFacts,
        in file: borrowing RegularFile
    ) throws(Obstacle) -> MediaFacts.Pixels {
        guard file.size <= PixelDecoder.longestFile else { return .unfinished(.memory) }
        try read(0..<file.size, of: file)
        let pixels = PixelDecoder.pixels(of: bytes.prefix(file.size), image.format)
        // libpng knows nothing of animations.
        let hasMore = image.format == .png && image.isAnimated
        return pixels == .whole && hasMore ? .unfinished(.frames) : pixels
    }

    /// The end of an image whose last bytes are an end marker, when all of it is held.
    ///
    /// What stands behind its own end may end like one, too. Pictures that the first one lists are parts
    /// of the same file.
    private func endInside(of image: ImageFacts, total: Int) -> MediaFacts.Ending {
        var search = EndSearch(of: image, total: total, isTailHadFirst: false)
        guard bytes.holds(0..<total), case .done(.trailing(let count)) = search.step(in: bytes)
        else { return .whole }
        let isPartOfIt = image.format == .jpeg && holdsIndex(before: image.headerEnd)
        return isPartOfIt ? .whole : .trailing(count)
    }

    /// Whether a JPEG lists others that stand behind it (CIPA DC-007, multi-picture format).
    private func holdsIndex(before headerEnd: Int) -> Bool {
        let mark = Array("MPF\0".utf8)
        let header = bytes.prefix(headerEnd)
        return header.indices.contains { header[$0] == mark[0] && header[$0...].starts(with: mark) }
    }

    private mutating func content(
        of file: borrowing RegularFile
    ) throws(Obstacle) -> MediaFacts.Content {
        var probe = Probe()
        while true {
            switch probe.step(in: bytes) {
            case .content(let content): return content
            case .needs(let range): try read(range, of: file)
            }
        }
    }

    private mutating func end(
        of image: inout ImageFacts,
        in file: borrowing RegularFile
    ) throws(Obstacle) -> MediaFacts.Ending {
        var search = EndSearch(of: image, total: file.size, seekingExif: true)
        while true {
            switch search.step(in: bytes) {
            case .done(let ending):
                image = search.image
                return ending
            case .needs(let range): try read(range, of: file)
            }
        }
    }

    // One byte more is asked for at the end, which shows for nothing that the file has grown.
    private mutating func read(
        _ range: Range<Int>,
        of file: borrowing RegularFile
    ) throws(Obstacle) {
        let isLast = range.upperBound == file.size
        unsafe try bytes.replace(
            at: range.lowerBound,
            capacity: range.count + (isLast ? 1 : 0)
        ) { buffer throws(Obstacle) in
            unsafe try file.read(at: range.lowerBound, into: buffer, atLeast: max(range.count, 1))
        }
        guard bytes.count == range.count else { throw .changed }
    }
}

/// Images of one directory that follow each other.
package struct ListedImages: Sendable {
    let listing: Listing
    let range: Range<Int>

    /// The paths of the images.
    package var paths: [FilePath] { listing.entries[range].map { listing.path(of: $0) } }
}
