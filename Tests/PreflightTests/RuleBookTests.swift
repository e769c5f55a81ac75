import Foundation
import Preflight
import PreflightModel
import Reporting
import Testing

/// The pages of rules; `PREFLIGHT_WRITE_PAGES=1` writes those of the documentation anew.
struct RuleBookTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Sources/Preflight/Preflight.docc/Rules").standardized

    @Test func `the documentation has the page of each rule, and no other`() throws {
        if ProcessInfo.processInfo.environment["PREFLIGHT_WRITE_PAGES"] == "1" {
            try? FileManager.default.removeItem(at: Self.folder)
            try FileManager.default.createDirectory(
                at: Self.folder,
                withIntermediateDirectories: true
            )
            for page in RuleBook.pages {
                let file = Self.folder.appending(path: "\(page.about.name).md")
                try Data(page.markdown.utf8).write(to: file)
            }
            Issue.record("the pages were written anew: read them, then test again")
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(names) == Set(RuleBook.pages.map { "\($0.about.name).md" }))
        for page in RuleBook.pages {
            let file = Self.folder.appending(path: "\(page.about.name).md")
            #expect(try String(contentsOf: file, encoding: .utf8) == page.markdown)
        }
    }

    @Test func `every page shows what the rule objects to and what it leaves alone`() {
        #expect(RuleBook.pages.count == Set(RuleBook.pages.map(\.about.name)).count)
        for page in RuleBook.pages {
            #expect(page.examples.contains { !$0.defects.isEmpty }, "\(page.about.name)")
            #expect(page.examples.contains { $0.defects.isEmpty }, "\(page.about.name)")
            #expect(page.text.contains("\n    found:    "), "\(page.about.name)")
        }
    }

    @Test func `a wrong name says what was meant`() {
        #expect(throws: PreflightError.self) { try RuleBook.page(of: "") }
        do throws(PreflightError) {
            _ = try RuleBook.page(of: "widht-out-of-range")
            Issue.record("it was found")
        } catch {
            #expect(error.message.contains("width-out-of-range"))
            #expect(error.code == .usage)
        }
    }

    @Test func `a model's page holds what its schema asks for`() throws {
        let page = try ModelCatalogue.page(
            of: ModelID("bytedance/seedance-v1.5-pro/image-to-video")
        )
        #expect(page.isDefault)
        #expect(
            page.properties.filter(\.isRequired).map(\.name) == ["prompt", "first_frame_image_url"]
        )
        for words in [
            "less than 30,000,000 bytes", "width / height more than 0.4 and less than 2.5",
            "advised: fewer than 500 characters", "machine-rule", "\"adaptive\"",
        ] {
            #expect(page.text.contains(words), "\(words)")
        }
        let rows = page.text.split(separator: "\n").dropFirst()
        let evidence = rows.first?.firstRange(of: "evidence")?.lowerBound
        #expect(evidence != nil)
        #expect(rows.allSatisfy { !$0.hasSuffix(" ") })
        #expect(rows.contains { $0.hasPrefix("duration") && $0.contains("integer  optional  5") })
        #expect(throws: PreflightError.self) { try ModelCatalogue.page(of: ModelID("seedance")) }
    }
}
