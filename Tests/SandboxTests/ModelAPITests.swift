import Foundation
import Sandbox
import Testing

/// The imitation of the provider's queue.
struct ModelAPITests {
    let stage: Stage

    init() throws { stage = try Stage() }

    private static let images = "https://images.preflight.test"

    @Test func `thirty wrong bodies are refused with 422 and none is paid for`() async throws {
        let answers = try await stage.serving { curl in
            var answers: [(name: String, status: Int)] = []
            for wrong in WrongBody.all {
                answers.append(
                    (wrong.name, try await curl.submit(wrong.bytes, to: wrong.model).status)
                )
            }
            return answers
        }
        #expect(answers.count == 30)
        #expect(answers.filter { $0.status != 422 }.map { "\($0.name): \($0.status)" } == [])
        let log = try stage.log()
        #expect(log.filter { $0.method == "POST" && $0.status == 422 }.count == 30)
        #expect(!log.contains { $0.accepted })
    }

    @Test(
        arguments: [
            (Stage.textToVideo, Stage.goodText),
            (Stage.textToVideo, #"{"text":"a fox","duration":5.0,"unknown":1}"#),
            (
                Stage.imageToVideo,
                #"{"prompt":"a fox","first_frame_image_url":"\#(images)/good.png"}"#
            ),
            (
                Stage.lite,
                #"{"prompt":"a","first_frame_image_url":"\#(images)/sub/good.jpg"}"#
            ),
        ]
    )
    func `a right body is accepted under a name`(model: String, body: String) async throws {
        let answer = try await stage.serving { try await $0.submit(body, to: model) }
        #expect(answer.status == 200)
        let id = try #require(answer.text("request_id"))
        #expect(!id.isEmpty && id.utf8.count <= 128)
        #expect(answer.text("status_url")?.hasSuffix("/v1/requests/\(id)/status") == true)
        #expect(try stage.log().map(\.accepted) == [true])
        #expect(try stage.log().map(\.requestId) == [id])
    }

    @Test(
        arguments: [
            [], ["-H", "Authorization: Bearer"], ["-H", "Authorization: Basic dTpw"],
            ["-H", "Authorization: Bearer two words"],
        ]
    )
    func `no call is answered without a token`(header: [String]) async throws {
        let statuses = try await stage.serving { curl in
            let model = curl.access.base + "/models/" + Stage.textToVideo
            let post = try await curl(model, header + ["--data-binary", Stage.goodText])
            let get = try await curl(curl.access.base + "/models", header)
            return [post.status, get.status]
        }
        #expect(statuses == [401, 401])
        #expect(try !stage.log().contains { $0.accepted })
    }

    @Test(
        arguments: [
            ("bytedance/seedance-9/text-to-video", 404), ("seedance", 400), ("a//b", 400),
        ]
    )
    func `a model that nobody knows takes no job`(model: String, status: Int) async throws {
        let answer = try await stage.serving { try await $0.submit(Stage.goodText, to: model) }
        #expect(answer.status == status)
        #expect(answer.object?["error_code"] is Int)
        #expect(answer.text("request_id") == nil)
    }

    @Test func `a job waits, runs and is completed, one step at each look`() async throws {
        try await stage.serving { curl in
            let id = try #require(
                try await curl.submit(Stage.goodText, to: Stage.textToVideo).text("request_id")
            )
            var words: [String?] = []
            for _ in 0..<4 {
                words.append(try await curl.api("/requests/\(id)/status").text("status"))
            }
            #expect(words == ["in_queue", "in_progress", "completed", "completed"])
        }
    }

    @Test func `the result of a job that has not ended is its state`() async throws {
        try await stage.serving { curl in
            let id = try #require(
                try await curl.submit(Stage.goodText, to: Stage.textToVideo).text("request_id")
            )
            let result = try await curl.api("/requests/\(id)/result")
            #expect(result.status == 200)
            #expect(result.text("status") == "in_queue")
            #expect(result.object?["output"] == nil)
        }
    }

    @Test func `a job that waits can be cancelled and one that runs cannot`() async throws {
        try await stage.serving { curl in
            let model = Stage.textToVideo
            let waiting = try await curl.submit(Stage.goodText, to: model).text("request_id")
            let running = try await curl.submit(Stage.goodText, to: model).text("request_id")
            let (first, second) = (try #require(waiting), try #require(running))
            for _ in 0..<2 { _ = try await curl.api("/requests/\(second)/status") }
            let cancelled = try await curl.api("/requests/\(first)/cancel", "-X", "POST")
            let kept = try await curl.api("/requests/\(second)/cancel", "-X", "POST")
            #expect(cancelled.text("outcome") == "cancelled")
            #expect(kept.text("outcome") == "not_cancellable")
            #expect(cancelled.status == 200 && kept.status == 200)
            #expect(try await curl.api("/requests/\(first)/status").text("status") == "cancelled")
            #expect(try await curl.api("/requests/\(second)/status").text("status") == "completed")
        }
    }

    @Test(arguments: ["status", "result", "cancel"])
    func `a name that nobody was given is not found`(call: String) async throws {
        let method = call == "cancel" ? "POST" : "GET"
        let answer = try await stage.serving {
            try await $0.api("/requests/nobody/\(call)", "-X", method)
        }
        #expect(answer.status == 404)
    }

    @Test func `a completed job gives a video that the result host serves`() async throws {
        try await stage.serving { curl in
            let id = try #require(
                try await curl.submit(Stage.goodText, to: Stage.textToVideo).text("request_id")
            )
            let url = "https://results.preflight.test/\(id).mp4"
            #expect(try await curl(url).status == 404)
            for _ in 0..<3 { _ = try await curl.api("/requests/\(id)/status") }
            let result = try await curl.api("/requests/\(id)/result")
            #expect((result.object?["output"] as? [String: String])?["video"] == url)
            let video = try await curl(url)
            #expect(video.status == 200)
            #expect(String(decoding: video.body.dropFirst(4).prefix(4), as: UTF8.self) == "ftyp")
        }
    }

    @Test func `the token is refused where it never belongs`() async throws {
        try await stage.serving { curl in
            let url = "https://results.preflight.test/x.mp4"
            let answer = try await curl(url, ["-H", "Authorization: Bearer \(Curl.token)"])
            #expect(answer.status == 400)
        }
        #expect(try stage.log().map(\.tokenLeaked) == [true])
    }

    @Test func `the catalogue lists three models with their schemas`() async throws {
        try await stage.serving { curl in
            let answer = try await curl.api("/models?include_schema=true")
            let models = answer.object?["models"] as? [[String: Any]] ?? []
            #expect(models.count == 3)
            #expect(models.allSatisfy { $0["input_schema"] != nil })
        }
    }
}
