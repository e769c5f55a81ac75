import Foundation
import Reporting
import Testing

@testable import PreflightCommand

@Suite struct `Whatever the format` {
    private static let runs: [(arguments: [String], code: Int32)] = [
        (["Fixtures/images/accepted-png.png"], 0),
        (["Fixtures/images/width-out-of-range-299.png"], 1),
        (["Fixtures/images/transparent-image-rgba.png", "--fail-on", "warning"], 1),
        (["Fixtures/nothing-here.png"], 3), (["Fixtures/images"], 1),
    ]

    @Test(arguments: ReportFormat.allCases)
    func `the code is the same`(format: ReportFormat) throws {
        for run in Self.runs {
            let command = try Command.run(
                ["lint"] + run.arguments + ["--format", format.rawValue]
            )
            #expect(command.code == run.code, "\(run.arguments)")
            #expect(command.errors.isEmpty)
        }
    }

    @Test func `a page of pictures is the same twice, and loads nothing`() throws {
        func page() throws -> String {
            try Command(
                "lint",
                "Fixtures/images",
                "--format",
                "html",
                environment: ["SOURCE_DATE_EPOCH": "1700000000"]
            )
            .output
        }
        let first = try page()
        #expect(try page() == first)
        #expect(first.contains("2023-11-14T22:13:20Z"))
        #expect(first.components(separatedBy: "data:image/webp;base64,").count > 50)
        #expect(first.contains("default-src 'none'"))
        #expect(first.matches(of: /(src|href)="(?!data:|#)/).isEmpty)
        #expect(first.contains("the part of 2499 x 1000 px that would pass"))
    }
}
