import Foundation
import PreflightModel
import Reporting
import Testing

@testable import Preflight

/// Signed links in places where no address belongs: what opens them is printed by no format.
struct SecretsTests {
    private static let canary = "canary0123456789"
    private static let link = "https://h.example.org/a.png?X-Amz-Signature=\(canary)"

    private static let payloads = [
        #"{"prompt": "x", "ratio": "LINK"}"#, #"{"prompt": "x", "duration": "LINK"}"#,
        #"{"prompt": "x", "LINK": 1}"#, #"{"model": "LINK", "input": {"prompt": "x"}}"#, #""LINK""#,
        #"{"prompt": "x", "first_frame_image_url": ["LINK"]}"#,
        #"{"prompt": "x", "first_frame_image_url": "h.example.org/a.png?X-Amz-Signature=CANARY"}"#,
        #"{"prompt": "x", "prompt": "y", "first_frame_image_url": "LINK", "dur": "LINK"}"#,
        #"{"prompt": "x", "https://user:CANARY@h.example.org/a.png": 1}"#,
        #"{"prompt": {"https://user:CANARY@h.example.org/a~b": 1}}"#,
        #"{"prompt": "x", "https://user:CANARY@h.example.org/": 1, "https://user:CANARY@h.example.org/": 2}"#,
        #"{"prompt": "x", "ratio": "https://user:CANARY@h.example.org/a.png"}"#,
        #"{"LINK": 1, "LINK": 2}"#, #"{"first_frame_image_url": "LINK", "prompt": }"#,
    ].map {
        $0.replacing("LINK", with: link).replacing("CANARY", with: canary)
    }

    private func text(_ inputs: [LintInput], _ format: ReportFormat) async throws -> String {
        var options = LintOptions()
        options.isOffline = true
        var subjects: [SubjectReport] = []
        try await Linter(options).lint(inputs) { subjects.append($0) }
        switch format.writer(.plain, ReportContext()) {
        case .whole(let reporter):
            let report = Report(subjects: subjects)
            return String(decoding: reporter.text(of: report, closing: ""), as: UTF8.self)
        case .stream(let reporter):
            var piece = ReportPiece(reporter)
            for subject in subjects { piece.add(subject) }
            return String(decoding: piece.text, as: UTF8.self)
        }
    }

    @Test(arguments: ReportFormat.allCases, payloads)
    func `no payload gives one away`(format: ReportFormat, payload: String) async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).json")
        try Data(payload.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let text = try await text([.argument(file.path)], format)
        #expect(!text.isEmpty)
        #expect(!text.contains(Self.canary), "\(text)")
    }

    @Test(
        arguments: ReportFormat.allCases,
        [
            "https:/h.example.org/a.png?X-Amz-Signature=\(canary)",
            "//h.example.org/a.png?X-Amz-Signature=\(canary)",
            " https://h.example.org/a.png?X-Amz-Signature=\(canary)",
            "h.example.org/a.png?X-Amz-Signature=\(canary)",
        ]
    )
    func `no misspelt address gives one away`(format: ReportFormat, input: String) async throws {
        for input in [LintInput.argument(input), .listed(input)] {
            let text = try await text([input], format)
            #expect(!text.isEmpty)
            #expect(!text.contains(Self.canary), "\(text)")
        }
    }
}
