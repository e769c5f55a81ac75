internal import ArgumentParser
internal import Preflight
internal import PreflightModel
internal import Reporting

/// Lists the models, or tells what one accepts.
struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the built-in models, or tell what one of them accepts.",
        discussion: """
            --refresh fetches the provider's catalogue with a token, keeps it in the cache directory,
            and shows what has changed since the built-in copy was made. submit takes prices from it,
            and sends nothing for a model that it shows to be gone or changed.
            """
    )

    @Argument(help: "The model to tell of.")
    var model: String?

    @Option(help: "How it is written: human or json.")
    var format: PageFormat = .human

    @Flag(help: "Fetch the provider's catalogue and show what has changed.")
    var refresh = false

    @OptionGroup var target: TargetArguments

    func validate() throws {
        guard !refresh || model == nil else {
            throw ValidationError("--refresh is about all models")
        }
        guard refresh || target.sandboxAt == nil && target.tokenFile == nil else {
            throw ValidationError("--sandbox-at and --token-file need --refresh")
        }
    }

    func run() async throws {
        do throws(PreflightError) {
            if refresh {
                show(try await ModelCatalogue.refresh(from: try target.target()))
            } else if let model {
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

    private func show(_ refreshed: ModelCatalogue.Refreshed) {
        guard format == .human else {
            Terminal.print(JSONText.encode(refreshed, pretty: true))
            return
        }
        let lines = refreshed.models.map { model in
            let price = model.price.map { ", \($0)" } ?? ""
            let change = model.change.map { ": \($0)" } ?? ": as it is built in"
            return model.id + change + price
        }
        let kept = "\(refreshed.count) models, kept in \(refreshed.path)"
        Terminal.print((lines + [kept]).map { $0.neutralisedLine + "\n" }.joined())
    }
}
