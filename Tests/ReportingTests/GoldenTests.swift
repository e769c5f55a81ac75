import Foundation
import PreflightModel
import Testing

@testable import Reporting

/// Each format against a text in `Goldens`; `PREFLIGHT_WRITE_GOLDENS=1` writes them anew.
struct GoldenTests {
    @Test(arguments: ReportFormat.allCases, SampleReport.Run.allCases)
    func `a format is what it was`(format: ReportFormat, run: SampleReport.Run) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Goldens/\(run.rawValue)/\(format.rawValue).txt")
        let text = SampleReport.text(format, of: run.subjects, closing: run.closing)
        if ProcessInfo.processInfo.environment["PREFLIGHT_WRITE_GOLDENS"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
            Issue.record("\(file.lastPathComponent) was written anew: read it, then test again")
        } else {
            #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
        }
    }
}

struct ColourTests {
    @Test(arguments: ReportFormat.allCases)
    func `without colour there is no escape`(format: ReportFormat) {
        #expect(!SampleReport.text(format).unicodeScalars.contains("\u{1b}"))
    }

    @Test func `colour adds escapes and nothing else`() {
        let painted = SampleReport.text(.human, colour: true)
        #expect(painted.contains("\u{1b}[1;31m"))
        let plain = painted.replacing(/\u{1b}\[[0-9;]*m/, with: "")
        #expect(plain == SampleReport.text(.human))
    }

    @Test(arguments: [ReportFormat.concise, .json, .ndjson])
    func `only the human format is ever coloured`(format: ReportFormat) {
        #expect(SampleReport.text(format, colour: true) == SampleReport.text(format))
    }

    @Test func `every word that colour stresses is written out, too`() {
        let text = SampleReport.text(.human)
        for word in ["error[", "warning[", "note[", "doubt[", "skipped"] {
            #expect(text.contains(word), "\(word)")
        }
    }
}

struct ClosingTests {
    @Test func `the last line for people says why the code is what it is`() {
        let text = SampleReport.text(.human, of: [], closing: "exit 3: incomplete")
        #expect(text.hasSuffix("exit 3: incomplete\n"))
        #expect(SampleReport.text(.concise, of: [], closing: "exit 3: incomplete").isEmpty)
    }

    @Test func `a count is written even when nothing was checked`() {
        let text = SampleReport.text(.human, of: [], closing: "x")
        #expect(text.hasPrefix("0 checked: 0 accepted, 0 rejected, 0 undecided"))
    }
}
