internal import Addresses
package import PreflightModel
internal import Synchronization
package import SystemPackage

/// Turns subjects into facts.
///
/// It never judges. A class, because what was fetched is kept for everybody who asks.
package final class Gatherer: Sendable {
    private let fetcher: GuardedFetcher?
    private let countLimit: Int
    private let decodesPixels: Bool
    private let makesThumbnails: Bool
    private let mostThumbnails: Int
    private let thumbnailsBegun = Atomic(0)
    private let checksTail: Bool
    private let showsQueries: Bool
    private let copies: LocalCopies
    private let cache = AnswerCache()

    /// The second since 1970 from which on it remembers what addresses gave: nothing that it tells is
    /// older.
    package let since = WallClock.secondsSince1970()

    /// Makes a gatherer; without a fetcher addresses are left alone.
    ///
    /// Files of unknown length are counted up to `countLimit` bytes. Every pixel of local files is
    /// decoded, small copies of them are made, the end of fetched files is asked for, and the queries of
    /// pre-signed addresses are told, if that is asked for. Without a fetcher the local copies of what is
    /// at an address are measured. At most `mostThumbnails` small copies are made, as many as a page for
    /// people shows: one takes a thousand times as long as to measure an image.
    package init(
        fetcher: GuardedFetcher?,
        countLimit: Int,
        decodingPixels: Bool = false,
        makingThumbnails: Bool = false,
        mostThumbnails: Int = 10_000,
        checkingTail: Bool = false,
        showingQueries: Bool = false,
        copies: LocalCopies = LocalCopies()
    ) {
        self.fetcher = fetcher
        self.countLimit = countLimit
        decodesPixels = decodingPixels
        makesThumbnails = makingThumbnails
        self.mostThumbnails = mostThumbnails
        checksTail = checkingTail
        showsQueries = showingQueries
        self.copies = copies
    }

    /// A gatherer like this one that does not know what any address gave before.
    package func forgetting() -> Gatherer {
        Gatherer(
            fetcher: fetcher,
            countLimit: countLimit,
            decodingPixels: decodesPixels,
            makingThumbnails: makesThumbnails,
            mostThumbnails: mostThumbnails,
            checkingTail: checksTail,
            showingQueries: showsQueries,
            copies: copies
        )
    }

    /// Measures a local file.
    package func facts(ofFileAt path: FilePath, named name: String? = nil) -> MediaFacts {
        var gatherer = fileGatherer
        return gatherer.facts(at: path, named: name ?? path.string)
    }

    /// Measures local files, one after the other, in the same memory.
    package func facts(of images: ImageBatch) -> [MediaFacts] {
        var gatherer = fileGatherer
        return switch images {
        case .listed(let images): gatherer.facts(of: images)
        case .named(let paths): paths.map { gatherer.facts(at: $0, named: $0.string) }
        }
    }

    // One for each file, where small copies are made: they are counted here.
    private var fileGatherer: FileGatherer {
        let makesThumbnail =
            makesThumbnails
            && thumbnailsBegun.add(1, ordering: .relaxed).oldValue < mostThumbnails
        return FileGatherer(decodingPixels: decodesPixels, makingThumbnails: makesThumbnail)
    }

    /// Measures the image behind an address.
    ///
    /// What no fetch could mend, a spelling or a signature, is judged offline too, and an equal
    /// address is fetched once.
    package func facts(ofAddress url: String) async -> MediaFacts {
        if InlineImage.isMeant(by: url.utf8) { return facts(ofInlineImage: url) }
        guard fetcher != nil else { return await measured(url) }
        return await cache.facts(of: url) { await measured(url) }
    }

    /// Whether an address still gives what was measured there, as far as a short question tells.
    package func stillGives(_ facts: MediaFacts, at url: String) async -> Bool {
        guard let fetcher, let answer = facts.address?.answer else { return false }
        return await fetcher.stillGives(answer, at: url)
    }

    /// Measures an image that is written as a `data:` address.
    package func facts(ofInlineImage text: String) -> MediaFacts { InlineImage(text).facts }

    /// An address as it may be printed.
    package func printable(_ url: String) -> String {
        InlineImage.isMeant(by: url.utf8)
            ? InlineImage.name(of: url) : url.printable(showingQueries: showsQueries)
    }

    private func measured(_ url: String) async -> MediaFacts {
        if let fetcher {
            return await fetcher.facts(
                of: url,
                countLimit: countLimit,
                checksTail: checksTail,
                showsQueries: showsQueries
            )
        }
        do throws(AddressFacts.Outcome) {
            _ = try ImageAddress(url)
            let signature = AddressFacts.Signature(of: url, now: WallClock.secondsSince1970())
            let address = AddressFacts(outcome: .skipped, signature: signature)
            if let copy = copies.path(of: url).map({ facts(ofFileAt: $0) }), copy.isReadable {
                return copy.standing(for: printable(url), address)
            }
            return MediaFacts(name: printable(url), address: address, content: .absent)
        } catch {
            let now = WallClock.secondsSince1970()
            let address = AddressFacts(unasked: url, error, now: now)
            return MediaFacts(name: printable(url), address: address, content: .absent)
        }
    }
}

extension MediaFacts {
    fileprivate var isReadable: Bool {
        if case .unreadable = content { false } else { true }
    }

    /// The same bytes as those of an address that was not asked.
    fileprivate func standing(for name: String, _ address: AddressFacts) -> MediaFacts {
        MediaFacts(
            name: name,
            address: address,
            content: content,
            bytes: bytes,
            ending: ending,
            pixels: pixels,
            thumbnail: thumbnail
        )
    }
}
