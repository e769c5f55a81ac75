internal import ArgumentParser
internal import Preflight
internal import PreflightModel
internal import Reporting

/// Lists the models, or tells what one accepts.
struct Models: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the built-in models, or tell what one of them accepts."
    )

    @Argument(help: "The model to tell of.")
    var model: String?

    @Option(help: "How it is written: human or json.")
    var format: PageFormat = .human

    func run() throws {
        do throws(PreflightError) {
            if let model {
                let page = try ModelCatalogue.page(of: ModelID(model))
                Terminal.print(format == .human ? page.text : ModelPage.json(of: [page]))
            } else {
                let pages = try ModelCatalogue.pages()
                let list = pages.map { $0.line + "\n" }.joined()
                Terminal.print(format == .human ? list : ModelPage.json(of: pages))
            }
        } catch {
            throw error.told()
        }
    }
}
