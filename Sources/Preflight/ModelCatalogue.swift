public import PreflightModel
internal import Rules
internal import Schemas

/// The models that are built in.
public enum ModelCatalogue {
    /// What each of them accepts, in the order of their names.
    public static func pages() throws(PreflightError) -> [ModelPage] {
        let catalogue = try catalogue(adding: [])
        return catalogue.models.compactMap { catalogue[$0]?.page }
    }

    /// The model that bare images and raw payloads are judged for, unless another is named.
    public static var usualModel: ModelID { Catalogue.defaultModel }

    /// The names of the built-in models and of those whose schemas lie at paths.
    public static func models(addingSchemasAt paths: [String]) throws(PreflightError) -> [ModelID] {
        try catalogue(adding: try Schema.read(at: paths).map(\.schema)).models
    }

    /// What images the built-in models, and those whose schemas lie at paths, accept; models that take
    /// none are left out.
    public static func regions(
        addingSchemasAt paths: [String]
    ) throws(PreflightError) -> [(model: ModelID, region: AllowedRegion)] {
        let catalogue = try catalogue(adding: try Schema.read(at: paths).map(\.schema))
        return catalogue.models.compactMap { model in
            guard let schema = catalogue[model],
                let media = schema.properties.lazy.compactMap(\.media).first(where: {
                    $0.kind == .image
                })
            else { return nil }
            return (model, media.region)
        }
    }

    /// The built-in models and added ones.
    static func catalogue(adding schemas: [Schema]) throws(PreflightError) -> Catalogue {
        do throws(SchemaFault) {
            return try Catalogue(adding: schemas)
        } catch {
            throw PreflightError(.internalError, "a built-in schema is damaged", cause: "\(error)")
        }
    }

    /// What a model accepts.
    ///
    /// Throws an error of usage that says what was probably meant.
    public static func page(of model: ModelID) throws(PreflightError) -> ModelPage {
        let pages = try pages()
        if let page = pages.first(where: { $0.model == model }) { return page }
        throw .unknownModel(model, among: pages.map(\.model))
    }
}

extension PreflightError {
    /// A model that nobody knows, with what was probably meant.
    public static func unknownModel(_ model: ModelID, among models: [ModelID]) -> PreflightError {
        let names = models.map(\.description)
        let nearest = Nearest.names(to: model.description, among: names).first
        return PreflightError(
            .usage,
            "unknown model \(model)"
                + (nearest.map { "; did you mean \($0)?" }
                    ?? "; known are \(names.joined(separator: ", "))")
        )
    }
}

extension Schema {
    fileprivate var page: ModelPage {
        ModelPage(
            model: model,
            isDefault: model == Catalogue.defaultModel,
            properties: properties.map(\.page)
        )
    }
}

extension Property {
    fileprivate var page: ModelPage.Property {
        ModelPage.Property(
            name: name,
            isRequired: isRequired,
            types: types,
            accepted: limits,
            advised: advisedLength.map { [.fewerThan($0, .characters)] } ?? [],
            defaultValue: defaultValue
        )
    }

    private var limits: [Measure] {
        var limits: [Measure] = []
        if !allowed.isEmpty { limits.append(.oneOf(allowed.map(\.spelling))) }
        if !range.all.isEmpty { limits.append(.within(range, .plain)) }
        if let multipleOf { limits.append(.multiple(of: multipleOf)) }
        if length != 0 ... .max { limits.append(.between(length, .characters)) }
        if count != 0 ... .max { limits.append(.between(count, .items)) }
        if let region = media?.region {
            let bounds: [(Bounds, Unit)] = [
                (region.width, .pixelsWide), (region.height, .pixelsHigh), (region.ratio, .ratio),
                (region.bytes, .bytes),
            ]
            limits += bounds.filter { !$0.0.all.isEmpty }.map { .within($0.0, $0.1) }
        }
        if let ineffective {
            limits.append(
                .effectiveUnless(property: ineffective.property, value: ineffective.value)
            )
        }
        return limits
    }
}
