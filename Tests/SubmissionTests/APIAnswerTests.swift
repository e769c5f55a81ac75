import Testing

@testable import Submission

/// Answers to a POST.
struct APIAnswerTests {
    enum Meaning: Equatable, Sendable {
        case accepted(String)
        case refused(Refusal.Kind)
        case lost
    }

    private func meaning(_ status: Int, _ body: String) -> Meaning {
        switch APIAnswer(status: status, body: Array(body.utf8), secret: "canary").postAnswer {
        case .accepted(let id): .accepted(id.description)
        case .refused(let refusal): .refused(refusal.kind)
        case .lost: .lost
        }
    }

    @Test(
        arguments: [
            (200, #"{"request_id":"r-1","status_url":"https://x/"}"#, Meaning.accepted("r-1")),
            (201, #"{"request_id":"r-1"}"#, .accepted("r-1")),
            (200, #"{"request_id":"r-1","error_code":null}"#, .accepted("r-1")),
            // A success that does not name its job, or that says that it is none.
            (200, "{}", .lost),
            (200, #"{"request_id":7}"#, .lost),
            (200, #"{"request_id":"../../r"}"#, .lost),
            (200, "", .lost),
            (200, "<html>", .lost),
            (200, "[]", .lost),
            (200, #"{"request_id":"r-1","error_code":999}"#, .lost),
            (200, #"{"request_id":"r-1","error_code":"odd"}"#, .lost),
            (200, #"{"error_code":400002,"error_message":"no balance"}"#, .refused(.balance)),
            (200, #"{"error_code":400004}"#, .refused(.authentication)),
            (200, #"{"error_code":403001}"#, .refused(.authentication)),
            // Refusals: nothing was charged.
            (400, #"{"error_code":400001}"#, .refused(.input)),
            (400, #"{"error_code":400002}"#, .refused(.balance)),
            (400, #"{"error_code":400004}"#, .refused(.authentication)),
            (400, "<html>", .refused(.input)),
            (401, "", .refused(.authentication)),
            (402, "{}", .refused(.balance)),
            (403, "{}", .refused(.authentication)),
            (404, #"{"error_code":404001}"#, .refused(.input)),
            (408, "", .refused(.later)),
            (422, #"{"detail":[]}"#, .refused(.input)),
            (425, "", .refused(.later)),
            (429, "", .refused(.later)),
            // Nobody knows what happened behind these.
            (500, #"{"message":"oops"}"#, .lost),
            (502, "<html>", .lost),
            (503, "", .lost),
            (504, "", .lost),
            (302, "", .lost),
            (101, "", .lost),
        ]
    )
    func `an answer is an acceptance, a refusal or a loss`(
        status: Int,
        body: String,
        expected: Meaning
    ) {
        #expect(meaning(status, body) == expected)
    }

    @Test(
        arguments: [
            (#"{"error_message":"first","message":"second"}"#, "first"),
            (#"{"message":"second","error":"third"}"#, "second"), (#"{"error":"third"}"#, "third"),
            (#"{"detail":"fourth"}"#, "fourth"), (#"{"error":{"a":1}}"#, "no message"),
            ("<html>", "no message"),
        ]
    )
    func `a refusal keeps the provider's words`(body: String, message: String) {
        let answer = APIAnswer(status: 422, body: Array(body.utf8), secret: "canary")
        #expect(answer.refusal?.message == message)
    }

    @Test func `the provider's words are cut at 300 characters`() {
        let long = String(repeating: "x", count: 9_000)
        let answer = APIAnswer(
            status: 422,
            body: Array(#"{"message":"\#(long)"}"#.utf8),
            secret: "canary"
        )
        #expect(answer.refusal?.message.count == 300)
    }

    @Test func `a token that the provider repeats is not repeated`() {
        let body = #"{"error_message": "no such header: Authorization: Bearer canary"}"#
        let answer = APIAnswer(status: 422, body: Array(body.utf8), secret: "canary")
        #expect(answer.refusal?.message == "no such header: Authorization: Bearer ***")
    }

    @Test(arguments: ["0", "false", "\"\"", "null"])
    func `an error code that says no error leaves the acceptance`(code: String) {
        let body = #"{"request_id": "r-1", "error_code": \#(code)}"#
        let answer = APIAnswer(status: 200, body: Array(body.utf8), secret: "canary")
        #expect(answer.postAnswer == RequestID("r-1").map { .accepted($0) })
    }

    @Test func `an error code that is written as a text counts`() {
        let body = #"{"error_code": "400002"}"#
        let answer = APIAnswer(status: 400, body: Array(body.utf8), secret: "canary")
        #expect(answer.refusal?.kind == .balance)
    }
}
