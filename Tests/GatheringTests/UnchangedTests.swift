import Gathering
import PreflightModel
import SampleImages
import Testing

/// Whether an address still gives what it gave before.
struct UnchangedTests {
    @Test func `the same file is told by one byte`() async throws {
        let (isSame, host) = try await asked(about: Scripted.image) { _ in Scripted.image }
        #expect(isSame)
        #expect(host.requests.count == 2)
        #expect(host.requests.last?.contains("Range: bytes=0-0\r\n") == true)
        #expect(host.accepts == 1)
    }

    @Test func `another length is another file`() async throws {
        let longer = Scripted.image + [0]
        #expect(!(try await asked(about: Scripted.image) { _ in longer }.isSame))
    }

    @Test(arguments: [#""b""#, nil])
    func `another entity tag is another file`(tag: String?) async throws {
        let (isSame, _) = try await asked(tag: #""a""#, then: tag) { _ in Scripted.image }
        #expect(!isSame)
        #expect(try await asked(tag: #""a""#, then: #""a""#) { _ in Scripted.image }.isSame)
    }

    @Test func `no answer tells nothing`() async throws {
        #expect(!(try await asked(about: Scripted.image) { _ in nil }.isSame))
    }

    /// Fetches an image of a host, and then asks whether it is still the same.
    private func asked(
        about image: [UInt8] = Scripted.image,
        tag: String? = nil,
        then laterTag: String? = nil,
        later: @escaping @Sendable (_ request: String) -> [UInt8]?
    ) async throws -> (isSame: Bool, host: ScriptedHost) {
        try await ScriptedHost.serving { request, number in
            let isFirst = !request.contains("Range: bytes=0-0\r\n")
            guard let content = isFirst ? image : later(request) else { return .close }
            let tag = (isFirst ? tag : laterTag).map { ["ETag: \($0)"] } ?? []
            return .send(Answer.part(of: content, for: request, tag))
        } _: { host, port in
            let fetcher = try await Scripted.fetcher(port: port)
            let facts = await fetcher.facts(of: Scripted.url, countLimit: 1 << 20)
            let answer = try #require(facts.address?.answer)
            return (await fetcher.stillGives(answer, at: Scripted.url), host)
        }
    }
}
