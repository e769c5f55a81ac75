import PreflightModel
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
            (200, #"{"error_code":400002,"error_message":"no balance"}"#, .lost),
            (200, #"{"error_code":400004}"#, .lost),
            (200, #"{"error_code":403001}"#, .lost),
            // Refusals: nothing was charged.
            (400, #"{"error_code":400001}"#, .refused(.gone)),
            (400, #"{"error_code":400002}"#, .refused(.balance)),
            (400, #"{"error_code":400004}"#, .refused(.authentication)),
            (400, "<html>", .refused(.input)),
            (401, "", .refused(.authentication)),
            (402, "{}", .refused(.balance)),
            (403, "{}", .refused(.authentication)),
            (404, #"{"error_code":404001}"#, .refused(.gone)),
            (422, #"{"detail":[]}"#, .refused(.input)),
            (425, "", .refused(.later)),
            (429, "", .refused(.later)),
            // Nobody knows what happened behind these.
            (408, "", .lost),
            (409, #"{"request_id":"r-1"}"#, .lost),
            (409, "{}", .lost),
            (499, "", .lost),
            (418, "", .lost),
            (200, #"{"request_id":"canary"}"#, .lost),
            (422, #"{"request_id":"r-1"}"#, .refused(.input)),
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
        #expect(answer.refusal?.message == message + " (status 422)")
    }

    @Test func `the provider's words are cut at 300 characters`() {
        let long = String(repeating: "x", count: 9_000)
        let answer = APIAnswer(
            status: 422,
            body: Array(#"{"message":"\#(long)"}"#.utf8),
            secret: "canary"
        )
        #expect(answer.refusal?.message.count == 300 + " (status 422)".count)
    }

    @Test func `a token that the provider repeats is not repeated`() {
        let body = #"{"error_message": "no such header: Authorization: Bearer canary"}"#
        let answer = APIAnswer(status: 422, body: Array(body.utf8), secret: "canary")
        #expect(answer.refusal?.message == "no such header: Authorization: Bearer *** (status 422)")
    }

    @Test(arguments: [
        #"{"detail":[{"loc":["header","Bearer canary"],"msg":"is odd: canary"}]}"#,
        #"{"errors":{"can\u0061ry":"is odd"}}"#,
    ])
    func `a token in the name of a property is not repeated`(body: String) throws {
        let complaint = try #require(refusal(422, body)?.complaints.first)
        #expect(complaint.property?.contains("***") == true)
        #expect(!"\(complaint)".contains("canary"))
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

    private func refusal(_ status: Int, _ body: String, _ wait: String? = nil) -> Refusal? {
        APIAnswer(
            status: status,
            body: Array(body.utf8),
            secret: "canary",
            retryAfter: wait,
            now: { 784_111_777 }
        ).refusal
    }

    @Test(
        arguments: [
            ("0", .zero), ("7", .seconds(7)), ("-3", .zero), ("99999999", .seconds(86_400)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)),
            ("Sun, 06 Nov 1994 08:49:27 GMT", .zero), ("soon", nil), ("", nil),
        ] as [(String, Duration?)]
    )
    func `a wait is told in seconds or as a date`(text: String, wait: Duration?) {
        #expect(refusal(429, "", text)?.retryAfter == wait)
    }

    @Test(
        arguments: [
            (
                #"{"detail":[{"property":"duration","message":"must be one of 6, 8"}]}"#,
                [Complaint(property: "duration", words: "must be one of 6, 8")]
            ),
            (
                #"{"detail":[{"loc":["body","prompt"],"msg":"field required","type":"missing"}]}"#,
                [Complaint(property: "prompt", words: "field required")]
            ),
            (
                #"{"errors":{"ratio":["is odd"],"seed":"is large"}}"#,
                [
                    Complaint(property: "ratio", words: "is odd"),
                    Complaint(property: "seed", words: "is large"),
                ]
            ),
            (
                #"{"detail":[{"field":"text","message":"holds canary"}]}"#,
                [Complaint(property: "text", words: "holds ***")]
            ),
            (#"{"detail":"no"}"#, []), ("<html>", []), (#"{"detail":[1,{}]}"#, []),
        ] as [(String, [Complaint])]
    )
    func `a refusal says which properties it is about`(body: String, complaints: [Complaint]) {
        #expect(refusal(422, body)?.complaints == complaints)
    }
}
