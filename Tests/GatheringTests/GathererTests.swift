import Gathering
import PreflightModel
import SampleImages
import SystemPackage
import Testing

/// The door of the room.
struct GathererTests {
    @Test func `a signature that has ended is known offline`() async {
        let gatherer = Gatherer(fetcher: nil, countLimit: 1 << 20)
        let url = "https://example.com/a.png?AWSAccessKeyId=me&Expires=1&Signature=secret"
        let facts = await gatherer.facts(ofAddress: url)
        #expect(facts.address?.outcome == .skipped)
        #expect((facts.address?.signature?.secondsLeft ?? 1) < 0)
    }

    @Test func `without a fetcher addresses are left alone`() async {
        let facts = await Gatherer(fetcher: nil, countLimit: 0).facts(
            ofAddress: "https://example.org/a.png"
        )
        #expect(facts.address?.outcome == .skipped)
        #expect(facts.content == .absent)
        #expect(facts.name == "https://example.org/a.png")
    }

    @Test(
        arguments: [
            ("http://example.org/a.png", AddressFacts.Outcome.insecure(scheme: "http")),
            (
                "https://10.0.0.1/a.png",
                .notPublic(address: "10.0.0.1", block: "private use", redirected: false)
            ),
            ("https://me@example.org/", .credentials),
        ]
    )
    func `what no fetch could mend is said offline too`(
        url: String,
        outcome: AddressFacts.Outcome
    ) async {
        let facts = await Gatherer(fetcher: nil, countLimit: 0).facts(ofAddress: url)
        #expect(facts.address?.outcome == outcome)
    }

    @Test func `a file is called as it is asked to be`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("a.png", PNGImage(width: 640, height: 480).encoded())
        let gatherer = Gatherer(fetcher: nil, countLimit: 0)
        #expect(gatherer.facts(ofFileAt: file).name == file.string)
        #expect(gatherer.facts(ofFileAt: file, named: "first frame").name == "first frame")
    }

    @Test func `small copies are made until there are enough`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("picture.png", PNGImage(width: 30, height: 20).encoded())
        let gatherer = Gatherer(
            fetcher: nil,
            countLimit: 0,
            makingThumbnails: true,
            mostThumbnails: 2
        )
        let made = (0..<3).map { _ in gatherer.facts(ofFileAt: path).thumbnail != nil }
        #expect(made == [true, true, false])
    }
}
