import Foundation
import Testing

/// The log, which is the oracle of every sweep.
struct JournalTests {
    let stage: Stage

    init() throws { stage = try Stage() }

    @Test func `each request has one line, numbered in order`() async throws {
        try await stage.serving { curl in
            _ = try await curl.submit(Stage.goodText, to: Stage.textToVideo)
            _ = try await curl.submit("{}", to: Stage.textToVideo)
            _ = try await curl.api("/models")
            _ = try await curl("https://images.preflight.test/good.png")
            _ = try await curl("https://images.preflight.test/none.png")
        }
        let log = try stage.log()
        #expect(log.map(\.n) == [1, 2, 3, 4, 5])
        #expect(log.map(\.host) == ["api", "api", "api", "images", "images"])
        #expect(log.map(\.status) == [200, 422, 200, 200, 404])
        #expect(log.map(\.accepted) == [true, false, false, false, false])
        #expect(log[0].model == Stage.textToVideo)
    }

    @Test func `the line of a POST is there before its answer`() async throws {
        try await stage.serving { curl in
            for count in 1...5 {
                let id = try await curl.submit(Stage.goodText, to: Stage.textToVideo)
                    .text("request_id")
                let log = try stage.log()
                #expect(log.count == count)
                #expect(log.last?.requestId == id)
                #expect(log.last?.accepted == true)
            }
        }
    }

    @Test func `equal bodies have equal digests and others do not`() async throws {
        try await stage.serving { curl in
            for body in [Stage.goodText, Stage.goodText, #"{"text":"a hare"}"#] {
                _ = try await curl.submit(body, to: Stage.textToVideo)
            }
        }
        let digests = try stage.log().compactMap(\.bodySha256)
        #expect(digests.count == 3)
        #expect(digests[0] == digests[1] && digests[1] != digests[2])
        #expect(digests[0].utf8.count == 64)
    }

    @Test func `the token is never in the log, wherever it was written`() async throws {
        try await stage.serving { curl in
            _ = try await curl.submit(Stage.goodText, to: Stage.textToVideo)
            _ = try await curl.submit(Stage.goodText, to: "a/\(Curl.token)/b")
            _ = try await curl.api("/requests/\(Curl.token)/status")
            _ = try await curl.api("/models?search=\(Curl.token)")
            _ = try await curl(
                "https://images.preflight.test/\(Curl.token).png",
                ["-H", "Authorization: Bearer \(Curl.token)"]
            )
        }
        let text = try stage.logText()
        #expect(text.split(separator: "\n").count == 5)
        #expect(!text.contains(Curl.token))
        #expect(text.contains("[token]"))
    }

    @Test func `a log is appended to`() async throws {
        for _ in 0..<2 {
            try await stage.serving { _ = try await $0.api("/models") }
        }
        #expect(try stage.log().count == 2)
    }
}
