import Hummingbird

/// A page of the catalogue, chosen by `search`, `limit`, `offset` and `include_schema`.
struct ModelListing {
    let body: JSON

    init(_ request: Request) {
        let query = request.uri.queryParameters
        let search = query["search"].map { $0.lowercased() } ?? ""
        let found = Model.all.filter {
            search.isEmpty || "\($0.id) \($0.name)".lowercased().contains(search)
        }
        let offset = max(0, query["offset"].flatMap { Int($0) } ?? 0)
        let limit = max(0, query["limit"].flatMap { Int($0) } ?? 50)
        let withSchema = query["include_schema"] == "true"
        let page = found.dropFirst(offset).prefix(limit)
        body = [
            "models": .list(page.map { $0.description(withSchema: withSchema) }),
            "total": .whole(found.count),
        ]
    }
}

extension Model {
    /// The model as the catalogue shows it.
    func description(withSchema: Bool) -> JSON {
        var members: [String: JSON] = [
            "model_id": .text(id),
            "display_name": .text(name),
            "base_price_usd": .number(price),
            "price_unit": "output",
            "pricing_note": "an invented price of the sandbox",
        ]
        if withSchema { members["input_schema"] = schema }
        return .object(members)
    }

    private var schema: JSON {
        [
            "type": "object",
            "required": .list(properties.filter(\.isRequired).map { .text($0.name) }),
            "properties": .object(
                Dictionary(uniqueKeysWithValues: properties.map { ($0.name, $0.schema) })
            ),
        ]
    }
}

extension Model.Property {
    fileprivate var schema: JSON {
        var members = kind.schema
        if let fallback { members["default"] = fallback }
        return .object(members)
    }
}

extension Model.Kind {
    fileprivate var schema: [String: JSON] {
        switch self {
        case .text(let longest?): ["type": "string", "maxLength": .whole(longest)]
        case .text(nil): ["type": "string"]
        case .image:
            ["type": "string", "format": "image_uri", "validations": .list(ImageRules.validations)]
        case .choice(let choices): ["type": "string", "enum": .list(choices.map(JSON.text))]
        case .lengths(let lengths): ["type": "integer", "enum": .list(lengths.map(JSON.whole))]
        case .whole(let range?):
            [
                "type": "integer",
                "minimum": .whole(range.lowerBound), "maximum": .whole(range.upperBound),
            ]
        case .whole(nil): ["type": "integer"]
        case .flag: ["type": "boolean"]
        }
    }
}
