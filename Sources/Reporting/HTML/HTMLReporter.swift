internal import Crypto
internal import Foundation
internal import Mustache
internal import PreflightModel

/// One page for people that opens from the disk: what was checked, how large it is, and what to do.
///
/// It loads nothing, and its own policy forbids it to.
struct HTMLReporter: WholeReporter {
    private let context: ReportContext

    /// Larger pages leave out the pictures of what passed.
    private static let mostBytes = 20_000_000
    /// More subjects make a page that no browser shows in a moment: of more only the worst are told.
    private static let mostCards = 10_000

    init(_ context: ReportContext) { self.context = context }

    func text(of report: Report, closing: String) -> [UInt8] {
        let bytes = page(of: report, closing, showsAccepted: true)
        guard bytes.count > Self.mostBytes else { return bytes }
        return page(of: report, closing, showsAccepted: false)
    }

    /// The subjects that have a card, with their numbers in the run: all of them, or the worst.
    private static func shown(_ subjects: [SubjectReport]) -> [(number: Int, SubjectReport)] {
        let numbered = subjects.enumerated().map { (number: $0 + 1, $1) }
        guard numbered.count > mostCards else { return numbered }
        let worst = [Verdict.rejected, .undecided, .accepted].flatMap { verdict in
            numbered.filter { $0.1.verdict == verdict }
        }
        return worst.prefix(mostCards).sorted { $0.number < $1.number }
    }

    private func page(of report: Report, _ closing: String, showsAccepted: Bool) -> [UInt8] {
        let shown = Self.shown(report.subjects)
        var notices: [String] = []
        if shown.count < report.subjects.count {
            notices.append(
                "\(shown.count.grouped) of \(report.subjects.count.grouped) are shown, the worst of "
                    + "them: the page would be too large. Other formats have all."
            )
        }
        let hasPictures = report.subjects.contains { subject in
            subject.verdict == .accepted && subject.measuredImages.contains { $0.thumbnail != nil }
        }
        if !showsAccepted, hasPictures {
            notices.append(
                "The pictures of what was accepted are left out: the page would be too large."
            )
        }
        let style = PageResource.style
        let script = PageResource.script
        let cards = shown.map { number, subject in
            HTMLCard(subject, number: number, showsAccepted: showsAccepted)
        }
        let images = zip(shown, cards).flatMap { subject, card in
            subject.1.measuredImages.map { PlottedImage($0, of: subject.1, in: card) }
        }
        let regions = Self.regions(context.regions, of: report)
        let summary = report.summary
        let page = HTMLPage(
            style: style,
            styleHash: Self.digest(of: style),
            script: script,
            scriptHash: Self.digest(of: script),
            verdict: report.verdict.rawValue,
            mark: report.verdict.shape,
            checked: summary.checked.grouped,
            closing: closing,
            counts: [
                .init(kind: "rejected", number: summary.rejected.grouped, word: "rejected"),
                .init(kind: "undecided", number: summary.undecided.grouped, word: "undecided"),
                .init(kind: "accepted", number: summary.accepted.grouped, word: "accepted"),
            ],
            details: [
                summary.errors.of("error"), summary.warnings.of("warning"),
                summary.notes.of("note"), summary.doubts.of("doubt"),
                "\(summary.skipped.grouped) skipped", "\(summary.leftOut.grouped) left out",
            ].joined(separator: ", "),
            version: ToolVersion.text,
            time: context.time.isEmpty ? nil : context.time,
            notice: notices.isEmpty ? nil : notices.joined(separator: " "),
            plot: SizePlot(images, regions),
            strip: ByteStrip(images, regions.map(\.region)),
            rules: Set(report.subjects.flatMap(\.remarks).map(\.rule.name.text)).sorted(),
            cards: cards
        )
        return Array(PageResource.template.render(page).utf8)
    }

    /// Those of the models that something was judged for.
    private static func regions(
        _ regions: [ReportContext.Region],
        of report: Report
    ) -> [ReportContext.Region] {
        let models = Set(report.subjects.filter { !$0.measuredImages.isEmpty }.compactMap(\.model))
        return regions.filter { models.contains($0.model) }
    }

    private static func digest(of text: String) -> String {
        Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
    }
}

/// What the template shows.
private struct HTMLPage {
    struct Count {
        let kind: String
        let number: String
        let word: String
    }

    let style: String
    let styleHash: String
    let script: String
    let scriptHash: String
    let verdict: String
    let mark: String
    let checked: String
    let closing: String
    let counts: [Count]
    let details: String
    let version: String
    let time: String?
    let notice: String?
    let plot: SizePlot?
    let strip: ByteStrip?
    let rules: [String]
    let cards: [HTMLCard]
}

/// The parts of the page that are the same in each.
private enum PageResource {
    static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
    static let script = String(decoding: PackageResources.report_js, as: UTF8.self)

    static let template: MustacheTemplate = {
        let text = String(decoding: PackageResources.report_mustache, as: UTF8.self)
        do {
            return try MustacheTemplate(string: text)
        } catch {
            preconditionFailure("the page's template is malformed: \(error)")
        }
    }()
}

extension Verdict {
    /// Its mark around the middle of a drawing: a ring, a cross or a triangle.
    var shape: String {
        switch self {
        case .accepted: "M5 0A5 5 0 1 1-5 0A5 5 0 1 1 5 0Z"
        case .rejected: "M-5-5L5 5M5-5L-5 5"
        case .undecided: "M0-6L6 5H-6Z"
        }
    }
}

extension SubjectReport {
    /// The images of the subject that were measured.
    var measuredImages: [MediaFacts] {
        ([media].compactMap { $0 } + namedMedia.map(\.facts)).filter { $0.image != nil }
    }
}
