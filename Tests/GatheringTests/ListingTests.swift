import Testing

@testable import Gathering

/// The names of a directory.
struct ListingTests {
    @Test(arguments: [1, 2, 39, 40, 41])
    func `names that are counted before they are kept are all there and in order`(
        manyNames: Int
    ) throws {
        let folder = try TemporaryFolder()
        let names = (0..<40).map { "\(100 + $0).png" }
        for name in names.shuffled() + [".hidden.png", "notes"] { try folder.write(name, []) }
        let listing = try Listing(folder.path, manyNames: manyNames)
        #expect(listing.entries.map { listing.path(of: $0) } == names.map(folder.appending))
    }
}
