import Addresses
import Foundation
import PreflightModel
import SampleImages
import Synchronization
import Testing

@testable import Gathering

/// What is told of an address besides its image.
struct EvidenceTests {
    private func answer(
        _ lines: [String],
        whole: Bool = false
    ) async throws -> AddressFacts.Answer? {
        let (facts, _) = try await Scripted.fetch { request, _ in
            let part = String(
                decoding: Answer.part(of: Scripted.image, for: request),
                as: UTF8.self
            )
            guard !whole, let end = part.firstRange(of: "\r\n") else {
                return .send(Answer.bytes("200 OK", lines, Scripted.image))
            }
            let head = Array(part[..<end.upperBound].utf8)
            let rest = Answer.part(of: Scripted.image, for: request).dropFirst(head.count)
            return .send(head + lines.flatMap { Array("\($0)\r\n".utf8) } + rest)
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        return facts.address?.answer
    }

    @Test func `the header of the answer is told`() async throws {
        let answer = try await answer(["Content-Type: image/jpeg", "Content-Encoding: gzip"])
        #expect(answer?.contentType == "image/jpeg")
        #expect(answer?.contentEncoding == "gzip")
        #expect(answer?.length == Scripted.image.count)
        #expect(answer?.partialRequests == .answered)
        #expect(answer?.change == nil)
        #expect(try await self.answer(["Content-Encoding: Identity"])?.contentEncoding == nil)
    }

    @Test func `the whole file in place of a part is allowed`() async throws {
        #expect(try await answer([], whole: true)?.partialRequests == .ignored)
    }

    @Test(arguments: [
        "bytes 10-19/100", "bytes 0-9/*", "bytes 0-99999/100000", "bytes 5-4/100", "bytes 0-9",
        "items 0-9/100",
    ])
    func `a part that contradicts itself makes the whole be asked for`(
        range: String
    ) async throws {
        let (facts, host) = try await Scripted.fetch { request, _ in
            guard request.contains("Range:") else {
                return .send(Answer.bytes("200 OK", [], Scripted.image))
            }
            let part = Array(Scripted.image.prefix(10))
            return .send(Answer.bytes("206 Partial Content", ["Content-Range: \(range)"], part))
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.outcome == .answered)
        // A part of a whole of unknown length is none, but no fault either (RFC 9110, 14.4).
        let isFault = !range.hasSuffix("/*")
        #expect(facts.address?.answer?.partialRequests == (isFault ? .refused : .answered))
        #expect(host.requests.count == 2)
    }

    @Test func `a part of another length than declared is told`() async throws {
        let (facts, _) = try await Scripted.fetch { request, _ in
            guard request.contains("Range:") else {
                return .send(Answer.bytes("200 OK", [], Scripted.image))
            }
            let lines = ["Content-Range: bytes 0-19/\(Scripted.image.count)"]
            let part = Array(Scripted.image.prefix(15))
            return .send(Answer.bytes("206 Partial Content", lines, part))
        }
        #expect(facts.address?.answer?.mismatch == .init(declared: 20, received: 15))
        #expect(facts.address?.answer?.partialRequests == .refused)
    }

    @Test func `a whole that ends before its declared length is told`() async throws {
        let sent = Array(Scripted.image.dropLast(20))
        let (facts, host) = try await Scripted.fetch { _, _ in
            let head = "HTTP/1.1 200 OK\r\nContent-Length: \(Scripted.image.count)\r\n\r\n"
            return .sendAndClose(Array(head.utf8) + sent)
        }
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.address?.outcome == .answered)
        let mismatch = AddressFacts.LengthMismatch(
            declared: Scripted.image.count,
            received: sent.count
        )
        #expect(facts.address?.answer?.mismatch == mismatch)
        #expect(host.requests.count == 1)
    }

    @Test(arguments: [
        (["ETag: \"a\""], ["ETag: \"b\""], AddressFacts.Change.Subject.entityTag),
        (["Content-Type: image/png"], ["Content-Type: image/jpeg; a=b"], .mediaType),
        ([], [], .length),
    ])
    func `a file that is replaced between two requests is told, and the new one is read`(
        first: [String],
        second: [String],
        subject: AddressFacts.Change.Subject
    ) async throws {
        // Of another size in pixels, and of the same in bytes where that is not what changes.
        let other = PNGImage(
            width: 800,
            height: 500,
            chunksBeforeData: [PNGChunk("teXt", [UInt8](repeating: 0x61, count: 20_000))]
        ).encoded()
        let count = Scripted.large.count
        let later = subject == .length ? other : Array((other + Scripted.large).prefix(count))
        let (facts, _) = try await Scripted.fetch { request, number in
            guard request.contains("Range:") else {
                return .send(Answer.bytes("200 OK", second, later))
            }
            let part = Answer.part(of: number > 1 ? later : Scripted.large, for: request)
            let head = Array("HTTP/1.1 206 Partial Content\r\n".utf8)
            let lines = (number == 1 ? first : second).flatMap { Array("\($0)\r\n".utf8) }
            return .send(head + lines + part.dropFirst(head.count))
        }
        #expect(facts.image?.size == PixelSize(width: 800, height: 500))
        #expect(facts.bytes == later.count)
        #expect(facts.address?.answer?.change?.subject == subject)
        #expect(facts.address?.answer?.partialRequests == .answered)
    }

    @Test func `an address that answers and then leads elsewhere has changed`() async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            if number == 1 { return .send(Answer.part(of: Scripted.large, for: request)) }
            return request.contains("/b.png")
                ? .send(Answer.bytes("200 OK", [], Scripted.image))
                : .send(Answer.bytes("302 Found", ["Location: /b.png"]))
        }
        #expect(facts.image != nil)
        #expect(facts.address?.answer?.change == .init(.status, first: "206", second: "302"))
    }

    @Test func `the certificate and the times are told`() async throws {
        let (facts, _) = try await Scripted.fetch { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }
        let address = try #require(facts.address)
        let certificate = try #require(address.certificate)
        #expect(certificate.names.contains(TestCertificate.host))
        #expect(certificate.expires > WallClock.secondsSince1970())
        let times = address.times
        for time in [times.resolve, times.connect, times.tls, times.firstByte, times.header] {
            #expect(try #require(time) >= .zero)
        }
        #expect(address.received == 4096)
    }

    @Test(arguments: [(100, 99), (100, 100), (100, 101)])
    func `a signature is judged by the time of day`(expires: Int, now: Int) async throws {
        let url = Scripted.url + "?AWSAccessKeyId=me&Expires=\(expires)&Signature=secretword"
        let facts = try await ScriptedHost.serving(script: { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }) { host, port in
            let fetcher = try await Scripted.fetcher(port: port, now: { now })
            let facts = await fetcher.facts(of: url, countLimit: 1 << 20)
            #expect(host.requests.first?.contains("Signature=secretword") == true)
            return facts
        }
        #expect(facts.address?.signature?.secondsLeft == expires - now)
        #expect(facts.address?.hops.contains { $0.url.contains("secretword") } == false)
    }

    @Test func `the end is asked for when it is to be checked`() async throws {
        let longer = Scripted.large + [UInt8](repeating: 0, count: 9_000)
        let scan = JPEGImage(width: 640, height: 480, hasEnd: false).encoded()
        let pixels = [UInt8](repeating: 0x55, count: 5_000_000)
        let segment: [UInt8] = [0xff, 0xfe, 0, 2]
        let segments = Array(repeatElement(segment, count: 600_000).joined())
        let contents = [
            (Scripted.large, MediaFacts.Ending.whole), (longer, .trailing(9_000)),
            (scan + pixels + [0xff, 0xd9] + pixels.prefix(90), .trailing(90)),
            (scan + segments, .givenUp),
        ]
        for (content, ending) in contents {
            try await ScriptedHost.serving(script: { request, _ in
                .send(Answer.part(of: content, for: request))
            }) { _, port in
                let fetcher = try await Scripted.fetcher(port: port)
                let usual = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
                #expect(usual.ending == .unread)
                let checked = await fetcher.facts(
                    of: Scripted.url,
                    countLimit: 1 << 20,
                    checksTail: true
                )
                #expect(checked.ending == ending)
            }
        }
    }
}

/// The end of an image behind a host that knows no parts.
struct WholeAnswerTests {
    /// More comes behind the header than is read for it.
    private static let image = PNGImage(
        width: 640,
        height: 480,
        chunksAfterData: [PNGChunk("teXt", [UInt8](repeating: 0x61, count: 200_000))]
    ).encoded()

    private func ending(
        of content: [UInt8],
        declaring length: Int? = nil,
        checksTail: Bool
    ) async throws -> MediaFacts {
        try await ScriptedHost.serving(script: { _, _ in
            let line = "Content-Length: \(length ?? content.count)"
            return .sendAndClose(Answer.unmeasured("200 OK", [line], content))
        }) { _, port in
            await (try Scripted.fetcher(port: port)).facts(
                of: Scripted.url,
                countLimit: 1 << 20,
                checksTail: checksTail
            )
        }
    }

    @Test func `is read to when it is to be checked`() async throws {
        let image = Self.image
        #expect(try await ending(of: image, checksTail: false).ending == .unread)
        #expect(try await ending(of: image, checksTail: true).ending == .whole)
        #expect(try await ending(of: image + [0, 0], checksTail: true).ending == .trailing(2))
        let cut = Array(image.dropLast(12))
        #expect(try await ending(of: cut, checksTail: true).ending == .missing)
    }

    @Test func `is what the last bytes show`() async throws {
        let picture = JPEGImage(width: 640, height: 480).encoded()
        let two = picture + [UInt8](repeating: 0, count: 200_000) + picture
        #expect(try await ending(of: two, checksTail: true).ending == .whole)
        let three = two + [UInt8](repeating: 0, count: 100)
        #expect(try await ending(of: three, checksTail: true).ending != .whole)
    }

    @Test func `is a doubt when less comes than was announced`() async throws {
        let cut = Array(Self.image.dropLast(12))
        let facts = try await ending(of: cut, declaring: Self.image.count, checksTail: true)
        #expect(facts.address?.outcome == .noAnswer(.connectionLost))
    }
}

/// How often and how fast hosts are asked.
struct PolitenessTests {
    @Test func `equal addresses are fetched once`() async throws {
        try await ScriptedHost.serving(script: { request, _ in
            .send(Answer.part(of: Scripted.image, for: request))
        }) { host, port in
            let gatherer = Gatherer(
                fetcher: try await Scripted.fetcher(port: port),
                countLimit: 1 << 20
            )
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask { await gatherer.facts(ofAddress: Scripted.url).image != nil }
                }
                for await hasImage in group { #expect(hasImage) }
            }
            #expect(host.requests.count == 1)
        }
    }

    @Test func `a doubt is never kept`() async throws {
        try await ScriptedHost.serving(script: { request, number in
            .send(
                number == 1
                    ? Answer.bytes("503 Later") : Answer.part(of: Scripted.image, for: request)
            )
        }) { _, port in
            let gatherer = Gatherer(
                fetcher: try await Scripted.fetcher(port: port, budget: FetchBudget(attempts: 1)),
                countLimit: 1 << 20
            )
            let first = await gatherer.facts(ofAddress: Scripted.url)
            #expect(first.address?.outcome == .overloaded(status: 503))
            #expect(await gatherer.facts(ofAddress: Scripted.url).image != nil)
        }
    }

    @Test(arguments: [true, false])
    func `secrets of each hop are shown only to who asked for them`(isShown: Bool) async throws {
        let query = "?AWSAccessKeyId=me&Expires=4102444800&Signature=canary"
        try await ScriptedHost.serving(
            script: { request, number in
                number == 1
                    ? .send(Answer.bytes("302 Found", ["Location: /b.png\(query)"]))
                    : .send(Answer.part(of: Scripted.image, for: request))
            }
        ) { _, port in
            let gatherer = Gatherer(
                fetcher: try await Scripted.fetcher(port: port),
                countLimit: 1 << 20,
                showingQueries: isShown
            )
            let facts = await gatherer.facts(ofAddress: Scripted.url + query)
            let told = [facts.name] + (facts.address?.hops.map(\.url) ?? [])
            #expect(told.count == 3)
            #expect(told.allSatisfy { $0.contains("canary") == isShown })
        }
    }

    @Test(
        arguments: [
            ("0", 3), ("3600", 1), ("soon", 3), ("Sun, 06 Nov 1994 08:49:37 GMT", 3),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 1), ("Sun, 06 Nov 1994 08:49:37", 3),
        ]
    )
    func `a host says when to come again, within limits`(
        pause: String,
        attempts: Int
    ) async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("429 Later", ["Retry-After: \(pause)"]))
        }
        #expect(facts.address?.attempts == attempts)
        #expect(host.requests.count == attempts)
    }

    private struct FailingResolver: Resolver {
        func addresses(of name: String) async throws(AddressFacts.Outcome) -> [IPAddress] {
            throw .noAnswer(.resolverFailed)
        }
    }

    @Test func `a name server that fails is a doubt after some attempts`() async throws {
        let fetcher = try GuardedFetcher(
            addressGuard: AddressGuard(resolver: FailingResolver()),
            budget: FetchBudget(pause: .zero)
        )
        let facts = await fetcher.facts(of: Scripted.url, countLimit: 1)
        #expect(facts.address?.outcome == .noAnswer(.resolverFailed))
        #expect(facts.address?.attempts == 3)
    }

    /// A clock on which a time-out never comes and every other pause is over at once.
    private final class PauseClock: Clock {
        typealias Instant = ContinuousClock.Instant

        private let pauses = Mutex<[Duration]>([])

        var now: Instant { .now }
        var minimumResolution: Duration { .zero }
        var seen: [Duration] { pauses.withLock { $0 } }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            let pause = deadline - now
            if pause > .seconds(25) { return try await Task.sleep(for: .seconds(3600)) }
            pauses.withLock { $0.append(pause) }
        }
    }

    @Test func `pauses double, and a part of each is waited that chance gives`() async throws {
        let clock = PauseClock()
        let fetcher = try GuardedFetcher(
            addressGuard: AddressGuard(resolver: FailingResolver()),
            budget: FetchBudget(attempt: .seconds(3600), attempts: 4, pause: .seconds(4)),
            clock: clock,
            jitter: { 0.5 }
        )
        _ = await fetcher.facts(of: Scripted.url, countLimit: 1)
        let seconds = clock.seen.map { Int(($0 / .seconds(1)).rounded()) }
        #expect(seconds == [2, 4, 8])
    }

    @Test(arguments: [("15", 15), ("60", nil)])
    func `what a host asks of one address it asks of all`(
        seconds: String,
        pause: Int?
    ) async throws {
        let clock = PauseClock()
        try await ScriptedHost.serving(.tls) { request, number in
            number == 1
                ? .send(Answer.bytes("429 Later", ["Retry-After: \(seconds)"]))
                : .send(Answer.part(of: Scripted.image, for: request))
        } _: { _, port in
            let budget = FetchBudget(attempt: .seconds(3600), attempts: 1)
            let fetcher = try await Scripted.fetcher(port: port, budget: budget, clock: clock)
            let first = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
            #expect(first.address?.outcome == .overloaded(status: 429))
            #expect(clock.seen.isEmpty)
            let second = await fetcher.facts(of: Scripted.url + "?b", countLimit: 1 << 20)
            #expect(second.image != nil)
            let waited = clock.seen.map { Int(($0 / .seconds(1)).rounded()) }
            // More than anybody waits is asked of nobody.
            #expect(waited == (pause.map { [$0] } ?? []))
        }
    }

    @Test func `who waits for its turn hears of the patience that was asked for meanwhile`()
        async throws
    {
        let clock = PauseClock()
        try await ScriptedHost.serving(.tls) { request, number in
            number == 1
                ? .send(Answer.bytes("429 Later", ["Retry-After: 20"]))
                : .send(Answer.part(of: Scripted.image, for: request))
        } _: { _, port in
            let budget = FetchBudget(attempt: .seconds(3600), attempts: 1, requestsPerHost: 1)
            let fetcher = try await Scripted.fetcher(port: port, budget: budget, clock: clock)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<5 {
                    let url = Scripted.url + "?\(number)"
                    group.addTask { _ = await fetcher.facts(of: url, countLimit: 1 << 20) }
                }
            }
            // One was answered at once, and each of the others waited before it asked.
            #expect(clock.seen.count == 4)
        }
    }

    @Test func `a host gets no more connections than it is granted`() async throws {
        // A busy machine must not make a connection too old to be used again.
        let budget = FetchBudget(
            connect: .seconds(3600),
            attempt: .seconds(3600),
            pause: .zero,
            requestsPerHost: 3,
            longestRest: .seconds(3600)
        )
        try await ScriptedHost.serving(
            script: { request, _ in .send(Answer.part(of: Scripted.image, for: request)) }
        ) { host, port in
            let fetcher = try await Scripted.fetcher(port: port, budget: budget)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let url = Scripted.url + "?\(number)"
                        #expect(await fetcher.facts(of: url, countLimit: 1 << 20).image != nil)
                    }
                }
            }
            #expect(host.accepts <= 3)
            #expect(host.requests.count == 40)
        }
    }

    @Test func `a host gets eight connections unless more are granted`() async throws {
        var budget = FetchBudget(connect: .seconds(3600), attempt: .seconds(3600), pause: .zero)
        budget.longestRest = .seconds(3600)
        try await ScriptedHost.serving(
            script: { request, _ in .send(Answer.part(of: Scripted.image, for: request)) }
        ) { host, port in
            let fetcher = try await Scripted.fetcher(port: port, budget: budget)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    let url = Scripted.url + "?\(number)"
                    group.addTask { _ = await fetcher.facts(of: url, countLimit: 1 << 20) }
                }
            }
            #expect((2...8).contains(host.accepts))
            #expect(host.requests.count == 100)
        }
    }

    @Test func `the oldest answers are forgotten`() async {
        let cache = AnswerCache(limit: 2)
        let asked = Mutex<[String]>([])
        for url in ["a", "b", "a", "c", "b", "a", "a"] {
            _ = await cache.facts(of: url) {
                asked.withLock { $0.append(url) }
                return MediaFacts(
                    name: url,
                    address: AddressFacts(outcome: .answered),
                    content: .absent
                )
            }
        }
        #expect(asked.withLock { $0 } == ["a", "b", "c", "a"])
    }

    @Test func `an asker that is called off leaves the question to who waits`() async {
        let cache = AnswerCache()
        @Sendable func facts(_ name: String) -> MediaFacts {
            MediaFacts(name: name, address: AddressFacts(outcome: .answered), content: .absent)
        }
        let (asked, isAsked) = AsyncStream<Void>.makeStream()
        let first = Task {
            await cache.facts(of: "a") {
                isAsked.yield()
                try? await Task.sleep(for: .seconds(3600))
                return facts("called off")
            }
        }
        for await _ in asked { break }
        async let second = cache.facts(of: "a") { facts("second") }
        async let third = cache.facts(of: "a") { facts("third") }
        first.cancel()
        #expect(await first.value.name == "called off")
        let names = await [second.name, third.name]
        // One of them asks, and both get its answer.
        #expect(names == ["second", "second"] || names == ["third", "third"])
    }

    private actor Crowd {
        private var inside = 0
        private(set) var most = 0

        func enter() {
            inside += 1
            most = max(most, inside)
        }

        func leave() { inside -= 1 }
    }

    @Test func `no host gets more requests at a time than it is granted`() async {
        let gates = HostGates(limit: 2)
        let crowd = Crowd()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await gates.enter("a")
                    await crowd.enter()
                    await Task.yield()
                    await crowd.leave()
                    gates.leave("a")
                }
            }
        }
        #expect(await crowd.most == 2)
        await gates.enter("b")
        gates.leave("b")
    }
}

/// Images that are written into payloads.
struct InlineImageTests {
    private let gatherer = Gatherer(fetcher: nil, countLimit: 1 << 20)

    @Test func `the bytes are measured like a file`() {
        let text = "data:image/png;base64," + Data(Scripted.image).base64EncodedString()
        let facts = gatherer.facts(ofInlineImage: text)
        #expect(facts.isInline)
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
        #expect(facts.ending == .whole)
        #expect(facts.bytes == Scripted.image.count)
        #expect(facts.name == "data:image/png;base64,...")
        #expect(facts.inlineType == "image/png")
    }

    @Test(arguments: ["\n", "%0A", " ", "\r\n\t"])
    func `white space in base64 is passed over`(space: String) {
        let base64 = Data(Scripted.image).base64EncodedString()
        let broken = stride(from: 0, to: base64.count, by: 76)
            .map { String(base64.dropFirst($0).prefix(76)) }.joined(separator: space)
        for head in ["data:image/png;base64,", "DATA:image/png; Base64 ,"] {
            #expect(gatherer.facts(ofInlineImage: head + broken).ending == .whole)
        }
    }

    @Test func `such an address is measured wherever an address stands`() async {
        let text = "data:image/png;base64," + Data(Scripted.image).base64EncodedString()
        #expect(await gatherer.facts(ofAddress: text).isInline)
        #expect(gatherer.printable(text) == "data:image/png;base64,...")
        #expect(SubjectWalker.Input(argument: text) == .url(text))
    }

    @Test(arguments: ["data:", "data:image/png;base64", "data:;base64,!!!", "data:;base64,QUJ"])
    func `what is no image says so`(text: String) {
        #expect(gatherer.facts(ofInlineImage: text).content == .foreign(.brokenData))
    }

    @Test func `bytes may be written as they are, percent-encoded`() {
        let text = Scripted.image.map { ($0 < 16 ? "%0" : "%") + String($0, radix: 16) }.joined()
        let facts = gatherer.facts(ofInlineImage: "data:image/png," + text)
        #expect(facts.image?.size == PixelSize(width: 640, height: 480))
    }

    @Test func `text may be written as it is`() {
        let facts = gatherer.facts(ofInlineImage: "data:text/html,<html>%20</html>")
        #expect(facts.content == .foreign(.html))
    }
}
