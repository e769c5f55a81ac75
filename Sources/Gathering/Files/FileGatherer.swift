internal import ImageProbe
package import PreflightModel
package import SystemPackage

/// Measures local files.
package enum FileGatherer {
    /// What the file at `path` is.
    ///
    /// `name` is how reports call it.
    package static func facts(at path: FilePath, named name: String) -> MediaFacts {
        do throws(Obstacle) {
            let file = try RegularFile(path)
            let content = try content(of: file)
            var ending = MediaFacts.Ending.unread
            if case .image(let image) = content { ending = try end(of: file, image) }
            return MediaFacts(name: name, content: content, bytes: file.size, ending: ending)
        } catch {
            return MediaFacts(name: name, content: .unreadable(error))
        }
    }

    private static func content(
        of file: borrowing RegularFile
    ) throws(Obstacle) -> MediaFacts.Content {
        var bytes = PartialBytes(total: file.size)
        while true {
            switch Probe.step(bytes) {
            case .content(let content): return content
            case .needs(let range):
                let piece = try file.read(range)
                guard piece.count == range.count else { throw .changed }
                bytes.add(piece, at: range.lowerBound)
            }
        }
    }

    private static func end(
        of file: borrowing RegularFile,
        _ image: ImageFacts
    ) throws(Obstacle) -> MediaFacts.Ending {
        var search = EndSearch(format: image.format, headerEnd: image.headerEnd, total: file.size)
        while true {
            switch search.step {
            case .done(let ending): return ending
            case .read(let range):
                let piece = try file.read(range)
                guard piece.count == range.count else { throw .changed }
                search.take(piece[...])
            }
        }
    }
}
