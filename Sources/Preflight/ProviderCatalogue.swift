internal import Documents
internal import Foundation
internal import PreflightModel
internal import Schemas
internal import Submission

/// The provider's own catalogue of models, as it was fetched last.
struct ProviderCatalogue: Sendable {
    /// What a model costs.
    struct Price: Hashable, Sendable {
        enum Unit: String, Sendable { case second, output }

        /// In US dollars.
        let amount: Fraction
        let unit: Unit

        /// What a video of so many seconds costs, if that can be told.
        func cost(seconds: Int?) -> Fraction? {
            switch unit {
            case .output: amount
            case .second: seconds.flatMap { amount.times(Int64($0)) }
            }
        }
    }

    /// When it was fetched, in seconds since 1970.
    let fetched: Int
    private let listings: [ModelID: Node]

    /// The models that it has, sorted.
    var models: [ModelID] { listings.keys.sorted() }

    /// What a model costs, if the catalogue says so.
    func price(of model: ModelID) -> Price? {
        guard let listing = listings[model], let amount = listing["base_price_usd"]?.number,
            amount >= Fraction(0),
            let unit = listing["price_unit"]?.text.flatMap({ Price.Unit(rawValue: $0) })
        else { return nil }
        return Price(amount: amount, unit: unit)
    }

    /// How the catalogue differs from the schema that a model is judged by; `nil` when it does not.
    func change(of model: ModelID, from known: Schema?) -> ModelChange? {
        guard let listing = listings[model] else { return .gone }
        guard let known else { return nil }
        guard listing["input_schema"] != nil,
            let schema = try? Schema(json: CanonicalJSON.bytes(of: listing))
        else { return nil }
        let names = Set(schema.properties.map(\.name) + known.properties.map(\.name)).sorted()
        let changes = names.compactMap { name -> ModelChange.PropertyChange? in
            switch (known[name], schema[name]) {
            case (nil, .some): .init(property: name, kind: .added)
            case (.some, nil): .init(property: name, kind: .removed)
            case (let old?, let new?):
                old.isJudged(as: new) ? nil : .init(property: name, kind: .changed)
            case (nil, nil): nil
            }
        }
        return changes.isEmpty ? nil : .changed(changes)
    }

    // MARK: On the disk

    /// Where the copy for a target lies (XDG Base Directory Specification); `nil` when nothing says it.
    static func path(for target: String, environment: [String: String]) -> String? {
        let name = "/preflight/models-\(target).json"
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + name }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return home + "/.cache" + name
    }

    /// The copy that was kept last; `nil` when there is none.
    static func kept(for target: String) throws(PreflightError) -> ProviderCatalogue? {
        let environment = ProcessInfo.processInfo.environment
        guard let path = path(for: target, environment: environment),
            FileManager.default.fileExists(atPath: path)
        else { return nil }
        guard let bytes = FileManager.default.contents(atPath: path),
            let root = try? JSONReader.read(Array(bytes)),
            let fetched = root["fetched"]?.wholeNumber,
            let models = root["models"]?.elements
        else {
            throw PreflightError(
                .usage,
                "\(path) is no catalogue; preflight models --refresh fetches it anew"
            )
        }
        return ProviderCatalogue(fetched: fetched, models)
    }

    private init(fetched: Int, _ models: [Node]) {
        self.fetched = fetched
        listings = Dictionary(
            models.compactMap { node in
                node["model_id"]?.text.map { (ModelID($0), node) }
            }
        ) { first, _ in first }
    }

    /// The models on one page of an answer, and on all pages together.
    private static let modelsOnPage = 100
    private static let mostModels = 10_000

    /// Asks for all pages of the catalogue and keeps them in place of an older copy.
    static func fetch(
        from api: ModelAPI,
        now: Int
    ) async throws(PreflightError) -> ProviderCatalogue {
        var models: [Node] = []
        do throws(Refusal) {
            while models.count < mostModels {
                let page = try await api.gateway.models(from: models.count, count: modelsOnPage)
                guard let list = (page["models"] ?? page["items"] ?? page["data"])?.elements else {
                    throw Refusal(.unavailable, "an answer without models")
                }
                // A page may be shorter than was asked for, and the last one empty or there twice.
                let known = Set(models.compactMap { $0["model_id"]?.text })
                let new = list.filter { $0["model_id"]?.text.map { !known.contains($0) } ?? false }
                guard !new.isEmpty else { break }
                models += new
            }
        } catch {
            throw PreflightError(error.kind.reason, error.message)
        }
        guard !models.isEmpty else {
            throw PreflightError(.unavailable, "the provider's catalogue is empty")
        }
        try keep(models, for: api.name, now: now)
        return ProviderCatalogue(fetched: now, models)
    }

    private static func keep(
        _ models: [Node],
        for target: String,
        now: Int
    ) throws(PreflightError) {
        let environment = ProcessInfo.processInfo.environment
        guard let path = path(for: target, environment: environment) else {
            throw PreflightError(.usage, "neither XDG_CACHE_HOME nor HOME says where to keep it")
        }
        let listed = models.map { CanonicalJSON.bytes(of: $0) }.joined(separator: Array(",\n".utf8))
        let text = Array("{\"fetched\":\(now),\"models\":[\n".utf8) + listed + Array("\n]}\n".utf8)
        do {
            let file = URL(filePath: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text).write(to: file, options: .atomic)
        } catch {
            throw PreflightError(.usage, "\(path) cannot be written", cause: "\(error)")
        }
    }
}

extension Property {
    /// Whether the same values are right by both.
    fileprivate func isJudged(as other: Property) -> Bool {
        isRequired == other.isRequired && Set(types) == Set(other.types)
            && Self.texts(allowed) == Self.texts(other.allowed) && range == other.range
            && multipleOf == other.multipleOf && length == other.length && count == other.count
            && media == other.media
            && Self.texts([defaultValue]) == Self.texts([other.defaultValue])
    }

    // As texts, because a value knows where it stands.
    private static func texts(_ nodes: [Node?]) -> Set<[UInt8]> {
        Set(nodes.compactMap { $0 }.map { CanonicalJSON.bytes(of: $0) })
    }
}
