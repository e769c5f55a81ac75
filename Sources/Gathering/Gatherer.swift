internal import Addresses
package import PreflightModel
package import SystemPackage

/// Turns subjects into facts.
///
/// It never judges.
package struct Gatherer: Sendable {
    private let fetcher: GuardedFetcher?
    private let countLimit: Int

    /// Makes a gatherer; without a fetcher addresses are left alone.
    ///
    /// Files of unknown length are counted up to `countLimit` bytes.
    package init(fetcher: GuardedFetcher?, countLimit: Int) {
        self.fetcher = fetcher
        self.countLimit = countLimit
    }

    /// Measures a local file.
    package func facts(ofFileAt path: FilePath, named name: String? = nil) -> MediaFacts {
        FileGatherer.facts(at: path, named: name ?? path.string)
    }

    /// Measures the image behind an address.
    ///
    /// A spelling that no fetch could mend is judged offline too.
    package func facts(ofAddress url: String) async -> MediaFacts {
        await measured(url).named(url.withoutUser)
    }

    private func measured(_ url: String) async -> MediaFacts {
        if let fetcher { return await fetcher.facts(of: url, countLimit: countLimit) }
        do throws(AddressFacts.Outcome) {
            _ = try ImageAddress(url)
            return MediaFacts(name: url, address: AddressFacts(outcome: .skipped), content: .absent)
        } catch {
            return MediaFacts(name: url, address: AddressFacts(outcome: error), content: .absent)
        }
    }
}
