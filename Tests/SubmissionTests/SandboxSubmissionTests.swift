import Foundation
import Ledger
import PreflightModel
import Sandbox
import Submission
import Testing
import Validation

/// Submissions to a sandbox, whose log says what was really accepted.
struct SandboxSubmissionTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private struct LogLine: Decodable {
        let method: String
        let path: String
        let status: Int
        let accepted: Bool
        let tokenLeaked: Bool?
    }

    private func log() throws -> [LogLine] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try folder.read("log.ndjson").split(separator: UInt8(ascii: "\n")).map {
            try decoder.decode(LogLine.self, from: Data($0))
        }
    }

    private func accepted() throws -> Int { try log().filter(\.accepted).count }

    private func serving<R: Sendable>(
        _ body: @Sendable (SandboxAccess) async throws -> R
    ) async throws -> R {
        try await Sandbox(folders: [], log: folder.path + "/log.ndjson").serving(body)
    }

    private func gateway(_ access: SandboxAccess, token: String = "any") throws -> RunComfyGateway {
        try RunComfyGateway(
            base: access.base,
            token: token,
            additionalRoots: access.certificate,
            now: { 0 }
        )
    }

    private func submitter(
        _ gateway: any Gateway,
        _ ledger: SubmissionLedger,
        _ access: SandboxAccess
    ) -> Submitter {
        Submitter(
            target: "sandbox",
            gateway: gateway,
            ledger: ledger,
            store: ResultStore(
                folder: folder.path + "/results",
                additionalHosts: access.resultHosts,
                download: downloadingByCurl(access, in: folder)
            ),
            policy: PollPolicy(first: .milliseconds(1), longest: .milliseconds(5))
        )
    }

    private func ledger(_ name: String = "ledger") throws -> SubmissionLedger {
        try SubmissionLedger(path: folder.path + "/\(name).sqlite", now: { 0 })
    }

    @Test func `a good payload becomes a video on this machine`() async throws {
        let ledger = try ledger()
        let outcome = try await serving { access in
            try await submitter(try gateway(access), ledger, access)
                .submit(try GoodPayload.minted(), again: false)
        }
        #expect(outcome.report.state == .downloaded)
        #expect(outcome.reason == nil)
        #expect(!outcome.haltsRun)
        let entry = try #require(try ledger.entries().first)
        #expect(entry.state == .downloaded)
        #expect(entry.requestID == outcome.report.requestID)
        #expect(entry.results.map(\.path) == outcome.report.files)
        let name = try #require(folder.names(in: "results").first)
        #expect(outcome.report.files == [folder.path + "/results/" + name])
        let bytes = try folder.read("results/" + name)
        #expect(String(decoding: bytes.dropFirst(4).prefix(4), as: UTF8.self) == "ftyp")
        #expect(try accepted() == 1)
        #expect(try log().allSatisfy { $0.tokenLeaked == nil })
    }

    @Test func `the same payload is sent once, and once more when it is asked for`() async throws {
        let ledger = try ledger()
        try await serving { access in
            let submitter = submitter(try gateway(access), ledger, access)
            let first = try await submitter.submit(try GoodPayload.minted(), again: false)
            let second = try await submitter.submit(try GoodPayload.minted(), again: false)
            #expect(second.report.state == .notSubmitted)
            #expect(second.reason == nil)
            #expect(second.report.ledgerID == first.report.ledgerID)
            #expect(second.report.files == first.report.files)
            #expect(try accepted() == 1)

            let third = try await submitter.submit(try GoodPayload.minted(), again: true)
            #expect(third.report.state == .downloaded)
            #expect(third.report.requestID != first.report.requestID)
            #expect(try accepted() == 2)

            let other = try await submitter.submit(
                try GoodPayload.minted("a hare in the snow"),
                again: false
            )
            #expect(other.report.state == .downloaded)
            #expect(try accepted() == 3)
        }
        #expect(try ledger.entries().map(\.state) == [.downloaded, .downloaded, .downloaded])
    }

    @Test func `a ledger of a new process still knows what was sent`() async throws {
        try await serving { access in
            for expected in [SubmissionReport.State.downloaded, .notSubmitted] {
                let ledger = try ledger()
                let outcome = try await submitter(try gateway(access), ledger, access)
                    .submit(try GoodPayload.minted(), again: false)
                #expect(outcome.report.state == expected)
                ledger.close()
            }
        }
        #expect(try accepted() == 1)
    }

    @Test func `a release that throws keeps the job from being accepted`() async throws {
        struct Fault: Error {}
        let answer = try await serving { access in
            try await gateway(access).submit(try GoodPayload.minted()) { throw Fault() }
        }
        guard case .lost = answer else {
            Issue.record("\(answer)")
            return
        }
        // Read after the sandbox has stopped: nothing is still on its way.
        #expect(try accepted() == 0)
    }

    @Test func `a ledger that cannot be written keeps the job from being accepted`() async throws {
        let ledger = try ledger()
        let other = try BusyLedger(folder: folder)
        let fault = await #expect(throws: LedgerFault.self) {
            try await serving { access in
                let gateway = BlockedGateway(inner: try gateway(access), ledger: other)
                return try await submitter(gateway, ledger, access)
                    .submit(try GoodPayload.minted(), again: false)
            }
        }
        guard case .locked? = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(other.wasHeld)
        #expect(try ledger.entries().first?.state == .notSent)
        #expect(try accepted() == 0)
    }

    @Test func `the token is nowhere but in the requests`() async throws {
        let canary = "canary-5f2a9c"
        let ledger = try ledger()
        let news = News()
        var outcomes: [Submitter.Outcome] = []
        let faults = Fault.allCases.filter { !$0.rawValue.hasSuffix("slow") }
        for fault in faults {
            let path = folder.path + "/scenario.json"
            try Data(#"{"faults": [{"fault": "\#(fault.rawValue)"}]}"#.utf8)
                .write(to: URL(filePath: path))
            let sandbox = Sandbox(
                folders: [],
                log: folder.path + "/log.ndjson",
                scenario: try Scenario(file: path)
            )
            outcomes.append(
                try await sandbox.serving { access in
                    let submitter = Submitter(
                        target: "sandbox",
                        gateway: try gateway(access, token: canary),
                        ledger: ledger,
                        store: ResultStore(
                            folder: folder.path + "/results",
                            additionalHosts: access.resultHosts,
                            pause: .zero,
                            download: downloadingByCurl(access, in: folder)
                        ),
                        policy: PollPolicy(first: .milliseconds(1), longest: .milliseconds(5)),
                        tell: { news.add($0) }
                    )
                    return try await submitter.submit(
                        try GoodPayload.minted("a fox, \(fault.rawValue)"),
                        again: false
                    )
                }
            )
        }
        #expect(outcomes.count > 40)
        #expect(!"\(outcomes)".contains(canary))
        #expect(!news.words.joined().contains(canary))
        ledger.close()
        let files = try #require(FileManager.default.enumerator(atPath: folder.path))
        var seen = 0
        for case let name as String in files {
            guard let bytes = FileManager.default.contents(atPath: folder.path + "/" + name) else {
                continue
            }
            seen += 1
            #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(name)")
        }
        #expect(seen > 3)
    }

    @Test func `a payload that is dropped is not sent`() async throws {
        try await serving { _ in _ = try GoodPayload.minted() }
        #expect(try folder.read("log.ndjson") == [])
    }

    @Test func `a provider that is not there takes nothing`() async throws {
        let ledger = try ledger()
        let access = try await serving { $0 }
        let outcome = try await submitter(try gateway(access), ledger, access)
            .submit(try GoodPayload.minted(), again: false)
        #expect(outcome.report.state == .notSubmitted)
        #expect(outcome.reason == .unavailable)
        #expect(outcome.haltsRun)
        #expect(try ledger.entries().map(\.state) == [.notSent])
    }

    @Test func `a provider with an unknown certificate takes nothing`() async throws {
        let ledger = try ledger()
        let outcome = try await serving { access in
            let gateway = try RunComfyGateway(base: access.base, token: "any", now: { 0 })
            return try await submitter(gateway, ledger, access)
                .submit(try GoodPayload.minted(), again: false)
        }
        #expect(outcome.report.state == .notSubmitted)
        #expect(try ledger.entries().map(\.state) == [.notSent])
        #expect(try folder.read("log.ndjson") == [])
    }

    @Test func `a token that the provider does not take is no acceptance`() async throws {
        let ledger = try ledger()
        let outcome = try await serving { access in
            try await submitter(try gateway(access, token: "two words"), ledger, access)
                .submit(try GoodPayload.minted(), again: false)
        }
        #expect(outcome.report.state == .refused)
        #expect(outcome.reason == .authentication)
        #expect(try ledger.entries().map(\.state) == [.refused])
        #expect(try accepted() == 0)
    }

    @Test func `a waiting job is cancelled and a running one is not`() async throws {
        try await serving { access in
            let gateway = try gateway(access)
            var outcomes: [Cancellation] = []
            for looks in [1, 2] {
                let answer = await gateway.submit(try GoodPayload.minted()) {}
                guard case .accepted(let id) = answer else {
                    Issue.record("\(answer)")
                    continue
                }
                for _ in 0..<looks { _ = try await gateway.status(of: id) }
                outcomes.append(try await gateway.cancel(id))
            }
            #expect(outcomes == [.cancelled, .notCancellable])
        }
    }

    @Test func `a job that nobody knows is refused, not lost`() async throws {
        let id = try #require(RequestID("nobody"))
        try await serving { access in
            let gateway = try gateway(access)
            let refusal = await #expect(throws: Refusal.self) { try await gateway.status(of: id) }
            #expect(refusal?.kind == .gone)
        }
    }
}
