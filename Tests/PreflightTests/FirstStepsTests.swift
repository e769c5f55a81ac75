import Foundation
import Preflight
import PreflightModel
import Testing

/// The code of the article, compiled and run; a test holds the two together.
@Suite struct `First steps` {
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

    @Test func `check a folder`() async throws {
        let folder = Self.root.appending(path: "Fixtures/small-images").path
        let linter = try Linter(LintOptions(isOffline: true))
        var rejected: [String] = []
        try await linter.lint([.argument(folder)]) { report in
            for finding in report.findings {
                print(report.subject, finding.severity, finding.rule.name)
            }
            if report.verdict == .rejected { rejected.append(report.subject) }
        }
        #expect(!rejected.isEmpty)
    }

    @Test func `try a submission`() async throws {
        let job = Self.root.appending(path: "Fixtures/jobs/portrait.json").path
        let results = FileManager.default.temporaryDirectory
            .appending(path: "preflight-first-steps-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: results) }
        var options = SubmitOptions(target: .sandbox())
        options.results.folder = results
        options.ceilings = SpendingCeilings(jobs: 3)
        let run = try SubmissionRun(options)
        let reasons = try await run.run(
            [.argument(job)],
            consent: { plan in plan.jobs.count == 1 },
            each: { report in print(report.subject, report.submission?.state.rawValue ?? "") }
        )
        #expect(reasons.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: results).count == 1)
    }

    @Test(arguments: ["Sources/Preflight/Preflight.docc/FirstSteps.md", "README.md"])
    func `are what stands in the documents`(document: String) throws {
        let lines = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
            .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        let text = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8)
        let blocks = text.components(separatedBy: "```swift\n").dropFirst()
        #expect(!blocks.isEmpty)
        for block in blocks {
            let code = block.components(separatedBy: "\n```")[0].split(separator: "\n")
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let found = lines.indices.contains { lines[$0...].starts(with: code) }
            #expect(found, "\(code.first ?? "")")
        }
    }
}
