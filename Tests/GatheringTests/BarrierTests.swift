import Addresses
import Gathering
import PreflightModel
import SampleImages
import Testing

/// What stands between everybody and an image, and how each of it is told.
struct BarrierTests {
    @Test(arguments: [
        (401, Barrier?.some(.login)), (407, .login), (403, nil), (404, nil), (406, nil),
        (410, nil), (451, nil),
    ])
    func `a refusal says whether it asks for a login`(
        status: Int,
        barrier: Barrier?
    ) async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("\(status) No", ["WWW-Authenticate: Basic"]))
        }
        #expect(facts.address?.outcome == .refused(status: status, barrier: barrier))
        #expect(host.requests.count == 1)
    }

    @Test(arguments: [
        (200, "cf-mitigated: challenge"), (403, "CF-Mitigated: challenge"),
        (503, "cf-mitigated: challenge"), (202, "x-amzn-waf-action: challenge"),
        (405, "x-amzn-waf-action: captcha"),
    ])
    func `a challenge for browsers is no image and no reason to try again`(
        status: Int,
        line: String
    ) async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("\(status) Wait", [line], Array("<html>".utf8)))
        }
        #expect(facts.address?.outcome == .refused(status: status, barrier: .challenge))
        #expect(facts.content == .absent)
        #expect(host.requests.count == 1)
    }

    @Test(arguments: ["cf-mitigated: other", "x-amzn-waf-action: count", "cf-ray: 1"])
    func `other headers of the same services are none`(line: String) async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("200 OK", [line], Scripted.image))
        }
        #expect(facts.address?.outcome == .answered)
    }

    @Test func `a redirect to itself that sets a cookie wants it back`() async throws {
        let (facts, host) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("302 Found", ["Location: \(Scripted.url)", "Set-Cookie: a=b"]))
        }
        #expect(facts.address?.outcome == .refused(status: 302, barrier: .cookie))
        #expect(host.requests.count == 6)
    }

    @Test func `a redirect in a circle that sets a cookie wants it back`() async throws {
        let (facts, host) = try await Scripted.fetch { _, number in
            let next = number.isMultiple(of: 2) ? "/a.png" : "/b.png"
            return .send(Answer.bytes("302 Found", ["Location: \(next)", "Set-Cookie: a=b"]))
        }
        #expect(facts.address?.outcome == .refused(status: 302, barrier: .cookie))
        #expect(host.requests.count == 6)
    }

    @Test func `a redirect to itself that ends in an image wanted nothing`() async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            number == 1
                ? .send(
                    Answer.bytes("302 Found", ["Location: \(Scripted.url)", "Set-Cookie: a=b"])
                )
                : .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
    }

    @Test func `a host that refuses later parts and gives the whole is none`() async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            switch number {
            case 1: .send(Answer.part(of: Scripted.large, for: request))
            case 2: .send(Answer.bytes("403 Forbidden"))
            default: .send(Answer.bytes("200 OK", [], Scripted.large))
            }
        }
        #expect(facts.address?.outcome == .answered)
        #expect(facts.image != nil)
        #expect(facts.address?.answer?.partialRequests == .refused)
    }

    @Test func `parts of no known whole are no answer`() async throws {
        let (facts, _) = try await Scripted.fetch { _, _ in
            let part = Array(Scripted.image.prefix(10))
            return .send(Answer.bytes("206 Partial Content", ["Content-Range: bytes 0-9/*"], part))
        }
        #expect(facts.address?.outcome == .noAnswer(.contradictoryPart))
    }

    @Test func `a challenge in place of a later part is told as that`() async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            number == 1
                ? .send(Answer.part(of: Scripted.large, for: request))
                : .send(Answer.bytes("403 Forbidden", ["cf-mitigated: challenge"]))
        }
        #expect(facts.address?.outcome == .refused(status: 403, barrier: .challenge))
    }

    @Test(arguments: [
        ("200 OK", ["ETag: \"b\""], 0), ("200 OK", ["ETag: \"a\""], 500),
    ])
    func `another file in place of a later part is told`(
        status: String,
        lines: [String],
        longer: Int
    ) async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            if number == 1 {
                let part = Answer.part(of: Scripted.large, for: request)
                let line = (part.firstIndex(of: 0x0a) ?? 0) + 1
                return .send(part[..<line] + Array("ETag: \"a\"\r\n".utf8) + part[line...])
            }
            let file = Scripted.large + [UInt8](repeating: 0, count: longer)
            return .send(Answer.bytes(status, lines, file))
        }
        #expect(facts.image != nil)
        #expect(facts.address?.answer?.change?.subject == (longer > 0 ? .length : .entityTag))
    }

    @Test(arguments: ["1", "3600"])
    func `a later part that asks for patience gets it`(seconds: String) async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            number == 2
                ? .send(Answer.bytes("503 Unavailable", ["Retry-After: \(seconds)"]))
                : .send(Answer.part(of: Scripted.large, for: request))
        }
        // More than is waited for is a doubt at once.
        let isWaitedFor = seconds == "1"
        #expect(facts.address?.outcome == (isWaitedFor ? .answered : .overloaded(status: 503)))
        #expect(host.requests.count == (isWaitedFor ? 4 : 2))
    }

    @Test func `a redirect to an endless address is no address`() async throws {
        let target = "/" + String(repeating: "a", count: 9000)
        let (facts, _) = try await Scripted.fetch { _, _ in
            .send(Answer.bytes("302 Found", ["Location: \(target)"]))
        }
        #expect(facts.address?.outcome == .malformed(.tooLong(limit: 8000)))
    }

    @Test func `what is accepted but not ready is asked for again`() async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            number == 1
                ? .send(Answer.bytes("202 Accepted"))
                : .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
        #expect(host.requests.count == 2)
    }

    @Test func `a cookie on the way to an image is no barrier`() async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            number == 1
                ? .send(Answer.bytes("302 Found", ["Location: /b.png", "Set-Cookie: a=b"]))
                : .send(Answer.part(of: Scripted.image, for: request))
        }
        #expect(facts.address?.outcome == .answered)
    }

    @Test(arguments: [401, 403, 404, 410])
    func `a host that answers once and then refuses allows few downloads`(
        status: Int
    ) async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            number == 1
                ? .send(Answer.part(of: Scripted.large, for: request))
                : .send(Answer.bytes("\(status) Gone"))
        }
        #expect(host.requests.count == 3)
        guard case .refused(status, let barrier) = facts.address?.outcome else {
            Issue.record("\(String(describing: facts.address?.outcome))")
            return
        }
        #expect(barrier == (status == 401 ? .login : .fewDownloads))
    }

    @Test func `so does one that answered before the connection was lost`() async throws {
        let (facts, _) = try await Scripted.fetch { request, number in
            number == 1
                ? .sendAndClose(Array(Answer.part(of: Scripted.image, for: request).dropLast(20)))
                : .send(Answer.bytes("404 Not Found"))
        }
        #expect(facts.address?.outcome == .refused(status: 404, barrier: .fewDownloads))
    }

    @Test func `too many requests for parts of one file are told as that`() async throws {
        let (facts, host) = try await Scripted.fetch { request, number in
            number.isMultiple(of: 2)
                ? .send(Answer.bytes("429 Too Many Requests"))
                : .send(Answer.part(of: Scripted.large, for: request))
        }
        #expect(facts.address?.outcome == .overloaded(status: 429))
        #expect(host.requests.count == 6)
    }
}
