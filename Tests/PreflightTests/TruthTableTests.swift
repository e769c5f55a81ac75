import Foundation
import PreflightModel
import Rules
import Sandbox
import Testing

@testable import Preflight

/// What a truth file says of one fixture.
struct Truth: Decodable, Sendable {
    let rules: [String]
    let verdict: String
    let format: String?
    let width: Int?
    let height: Int?

    static let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures").standardized

    static func table(_ name: String) throws -> [String: Truth] {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try JSONDecoder().decode([String: Truth].self, from: data)
    }

    static func path(_ name: String) -> String { folder.appending(path: name).path }
}

/// Collects reports as a run hands them over.
actor Reports {
    private(set) var all: [SubjectReport] = []

    func add(_ report: SubjectReport) { all.append(report) }

    /// The reports by the last part of their subjects.
    var byName: [String: SubjectReport] {
        Dictionary(
            uniqueKeysWithValues: all.map { (($0.subject as NSString).lastPathComponent, $0) }
        )
    }
}

@Suite struct `The truth of the fixtures` {
    @Test(arguments: [
        ("images", LintOptions()),
        (
            "small-images",
            LintOptions(
                model: ModelID("example/one-kilobyte"),
                schemas: [Truth.path("schemas/one-kilobyte.json")]
            )
        ),
    ])
    func `holds for every image`(folder: String, options: LintOptions) async throws {
        let reports = Reports()
        try await Linter(options).lint([.argument(Truth.path(folder))]) { await reports.add($0) }
        let found = await reports.byName
        let table = try Truth.table(folder + ".truth.json")
        #expect(Set(found.keys) == Set(table.keys))
        for (name, truth) in table {
            guard let report = found[name] else { continue }
            let rules =
                (report.findings.map(\.rule.name.text) + report.doubts.map(\.rule.name.text))
            #expect(Set(rules) == Set(truth.rules), "\(name)")
            #expect(report.verdict.rawValue == truth.verdict, "\(name)")
            let image = report.media?.image
            #expect(image?.format.rawValue == truth.format, "\(name)")
            #expect(image?.size.width == truth.width, "\(name)")
            #expect(image?.size.height == truth.height, "\(name)")
        }
    }

    @Test func `holds for every payload, its images served by the sandbox`() async throws {
        let found = try await payloadReports(in: "payloads")
        let table = try Truth.table("payloads.truth.json")
        #expect(Set(found.keys) == Set(table.keys))
        for (name, truth) in table {
            guard let report = found[name] else { continue }
            let rules =
                (report.findings.map(\.rule.name.text) + report.doubts.map(\.rule.name.text))
            #expect(Set(rules) == Set(truth.rules), "\(name)")
            #expect(report.verdict.rawValue == truth.verdict, "\(name)")
        }
    }

    @Test func `is that the jobs are good`() async throws {
        let found = try await payloadReports(in: "jobs")
        #expect(found.count == 5)
        #expect(found.values.allSatisfy { $0.verdict == .accepted && $0.findings.isEmpty })
    }

    @Test func `has an image or a payload for every rule that needs no network`() throws {
        let tables = ["images.truth.json", "small-images.truth.json", "payloads.truth.json"]
        let shown = try Set(tables.flatMap { try Truth.table($0).values.flatMap(\.rules) })
        let expected = [
            "width-out-of-range", "height-out-of-range", "aspect-ratio-out-of-range",
            "file-too-large", "on-the-limit", "empty-file", "not-an-image", "unverifiable-format",
            "damaged-header", "uncommon-coding", "truncated-image", "trailing-bytes",
            "extension-mismatch", "animated-image", "transparent-image", "cmyk-image",
            "rotated-by-exif", "file-unreadable", "not-https", "private-address", "malformed-url",
            "embedded-credentials", "malformed-document", "duplicate-key", "unknown-model",
            "missing-property", "wrong-type", "value-not-allowed", "text-too-long", "empty-text",
            "text-longer-than-advised", "unknown-property", "ineffective-property", "flag-in-text",
            "mismatched-frames", "ratio-crops-image", "local-file-in-payload",
        ]
        #expect(Set(expected).subtracting(shown).isEmpty)
    }

    private func payloadReports(in folder: String) async throws -> [String: SubjectReport] {
        let reports = Reports()
        let path = Truth.path(folder)
        try await Sandbox(folders: [path], log: nil).serving { access in
            let linter = try Linter(LintOptions(), network: .sandbox(access))
            try await linter.judge([.argument(path)], for: .lint) { judged in
                if judged.report.kind == .payload { await reports.add(judged.report) }
            }
        }
        return await reports.byName
    }
}
