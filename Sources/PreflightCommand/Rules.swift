internal import ArgumentParser
internal import Preflight
internal import PreflightModel
internal import Reporting

/// How pages are written.
enum PageFormat: String, ExpressibleByArgument, CaseIterable {
    case human, json
}

/// Lists the rules.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List every rule with its severity and what it objects to."
    )

    @Option(help: "How the list is written: human or json.")
    var format: PageFormat = .human

    func run() {
        let pages = RuleBook.pages
        switch format {
        case .human:
            let width = 2 + (pages.map(\.about.name.text.count).max() ?? 0)
            Terminal.print(pages.map { $0.line(width: width) }.joined())
        case .json: Terminal.print(RulePage.json(of: pages))
        }
    }
}

/// Tells all about one rule.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell what a rule objects to, why, where that is written, and what to do."
    )

    @Argument(help: "The name of the rule, as reports give it.")
    var rule: String

    @Option(help: "How the page is written: human or json.")
    var format: PageFormat = .human

    func run() throws {
        do throws(PreflightError) {
            let page = try RuleBook.page(of: rule)
            Terminal.print(format == .human ? page.text : RulePage.json(of: [page]))
        } catch {
            throw error.told()
        }
    }
}
