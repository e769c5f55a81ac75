internal import Foundation
internal import Preflight
internal import PreflightModel
internal import Reporting

extension ReportContext {
    /// What the reports of a run say besides what was found.
    ///
    /// `SOURCE_DATE_EPOCH` says when, for those who want the same bytes again.
    init(
        formats: [ReportFormat],
        schemas: [String],
        limit: FailureLimit,
        environment: [String: String]
    ) throws(PreflightError) {
        self.init(limit: limit)
        if formats.contains(.sarif) { rules = RuleBook.descriptions }
        if formats.contains(.html) {
            regions = try ModelCatalogue.regions(addingSchemasAt: schemas).map { model, region in
                Region(model: model, region: region)
            }
            time = try Self.date(environment).formatted(.iso8601)
        }
        guard formats.contains(where: \.namesPathsInRepository) else { return }
        current = FileManager.default.currentDirectoryPath
        root = Configuration.repository(around: current) ?? current
    }
}

extension ReportContext {
    /// Up to the end of the year 9999.
    private static let seconds = 0...253_402_300_799

    private static func date(_ environment: [String: String]) throws(PreflightError) -> Date {
        guard let text = environment["SOURCE_DATE_EPOCH"], !text.isEmpty else { return .now }
        guard let epoch = Int(text), seconds.contains(epoch) else {
            throw PreflightError(
                .usage,
                "SOURCE_DATE_EPOCH cannot be \"\(text)\": seconds since 1970"
            )
        }
        return Date(timeIntervalSince1970: TimeInterval(epoch))
    }
}

extension ReportFormat {
    /// Whether files are named from the root of their repository.
    fileprivate var namesPathsInRepository: Bool {
        switch self {
        case .human, .concise, .json, .ndjson, .html: false
        case .sarif, .junit, .strictJUnit, .github, .gitlab, .rdjson, .markdown: true
        }
    }
}
