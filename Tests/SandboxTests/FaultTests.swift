import Foundation
import Sandbox
import Testing

/// What the sandbox does wrong on purpose.
struct FaultTests {
    let stage: Stage

    init() throws { stage = try Stage() }

    private func post(_ curl: Curl, _ fault: String) async throws -> Curl.Answer {
        try await curl.api(
            "/models/\(Stage.textToVideo)",
            "-H",
            "X-Sandbox-Fault: \(fault)",
            "--data-binary",
            Stage.goodText
        )
    }

    @Test(arguments: [
        ("submit-400", 400), ("submit-401", 401), ("submit-402", 402), ("submit-403", 403),
        ("submit-404", 404), ("submit-408", 408), ("submit-422", 422), ("submit-429", 429),
        ("submit-500", 500), ("submit-502", 502), ("submit-redirected", 307),
        ("submit-error-code", 200), ("submit-dropped", 0),
    ])
    func `a submission that goes wrong so is not accepted`(fault: String, status: Int) async throws
    {
        let answer = try await stage.serving { try await post($0, fault) }
        #expect(answer.status == status)
        #expect(try stage.log().map(\.accepted) == [false])
        #expect(try stage.log().map(\.bodySha256?.count) == [64])
        #expect(answer.object?["request_id"] == nil)
    }

    @Test(arguments: [
        ("accepted-dropped", 0, 52), ("accepted-cut-off", 200, 18),
        ("accepted-truncated", 200, 0), ("accepted-no-id", 200, 0), ("accepted-no-json", 200, 0),
        ("accepted-error-code", 200, 0), ("accepted-500", 500, 0), ("accepted-slow", 200, 0),
    ])
    func `a submission that goes wrong so is accepted all the same`(
        fault: String,
        status: Int,
        exit: Int32
    ) async throws {
        let answer = try await stage.serving { try await post($0, fault) }
        #expect(answer.status == status)
        #expect(answer.exit == exit)
        #expect((answer.text("request_id") != nil) == (fault == "accepted-slow"))
        let line = try #require(try stage.log().first)
        #expect(line.accepted && line.requestId != nil)
    }

    @Test func `each fault has its place in the list, and strikes its own call only`() async throws
    {
        #expect(Fault.allCases.count > 25)
        #expect(Fault.allCases.allSatisfy { !$0.summary.isEmpty })
        try await stage.serving { curl in
            let answer = try await post(curl, "status-500")
            let id = try #require(answer.text("request_id"))
            let status = try await curl.api(
                "/requests/\(id)/status",
                "-H",
                "X-Sandbox-Fault: status-unknown-word"
            )
            #expect(status.text("status") == "contemplating")
            let next = try await curl.api("/requests/\(id)/status")
            #expect(next.text("status") == "in_progress")
        }
    }

    @Test func `a wait that is asked for has its seconds`() async throws {
        try await stage.serving { curl in
            let waiting = try await post(curl, "submit-429 7")
            #expect(waiting.head.contains("retry-after: 7\r\n"))
            let plain = try await post(curl, "submit-429")
            #expect(!plain.head.contains("retry-after"))
        }
    }

    @Test func `a cancellation that goes wrong cancels nothing`() async throws {
        try await stage.serving { curl in
            let answer = try await curl.submit(Stage.goodText, to: Stage.textToVideo)
            let path = "/requests/\(try #require(answer.text("request_id")))/cancel"
            for fault in ["cancel-refused", "cancel-500", "cancel-no-outcome"] {
                let refused = try await curl.api(path, "-d", "", "-H", "X-Sandbox-Fault: \(fault)")
                #expect(refused.text("outcome") != "cancelled")
            }
            #expect(try await curl.api(path, "-d", "").text("outcome") == "cancelled")
        }
    }

    @Test func `a scenario strikes after so many calls, so many times`() async throws {
        let path = try stage.folder.write(
            "scenario.json",
            Array(
                #"""
                {"queue": 3, "faults": [
                  {"fault": "submit-500", "after": 1, "times": 2},
                  {"fault": "status-404", "times": 0}]}
                """#.utf8
            )
        )
        let sandbox = Sandbox(
            folders: [stage.folder.path],
            log: nil,
            scenario: try Scenario(file: path)
        )
        try await sandbox.serving { access in
            let curl = try Curl(access)
            var statuses: [Int] = []
            var id = ""
            for _ in 0..<5 {
                let answer = try await curl.submit(Stage.goodText, to: Stage.textToVideo)
                statuses.append(answer.status)
                id = answer.text("request_id") ?? id
            }
            #expect(statuses == [200, 500, 500, 200, 200])
            for _ in 0..<3 {
                #expect(try await curl.api("/requests/\(id)/status").status == 404)
            }
        }
    }

    @Test func `a job waits for its turn as long as the scenario says`() async throws {
        let path = try stage.folder.write("scenario.json", Array(#"{"queue": 3}"#.utf8))
        let sandbox = Sandbox(folders: [], log: nil, scenario: try Scenario(file: path))
        try await sandbox.serving { access in
            let curl = try Curl(access)
            let answer = try await curl.submit(Stage.goodText, to: Stage.textToVideo)
            let id = try #require(answer.text("request_id"))
            var words: [String] = []
            for _ in 0..<5 {
                let status = try await curl.api("/requests/\(id)/status")
                let position = status.object?["queue_position"].map { " \($0)" } ?? ""
                words.append((status.text("status") ?? "") + position)
            }
            #expect(
                words == ["in_queue 2", "in_queue 1", "in_progress", "completed", "completed"]
            )
        }
    }

    @Test(arguments: [
        "", "[]", "{", #"{"fault": []}"#, #"{"faults": [{"fault": "nobody"}]}"#,
        #"{"faults": [{"fault": "submit-500", "time": 1}]}"#, #"{"queue": "2"}"#,
        #"{"faults": [{"after": 1}]}"#,
    ])
    func `a file that is no scenario is refused`(text: String) throws {
        let path = try stage.folder.write("scenario.json", Array(text.utf8))
        #expect(throws: SandboxFault.self) { try Scenario(file: path) }
    }

    @Test func `a scenario that is not there is refused`() {
        #expect(throws: SandboxFault.self) { try Scenario(file: "/nonexistent/scenario.json") }
    }
}
