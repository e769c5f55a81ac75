internal import Documents
package import PreflightModel

/// Why a schema cannot be used at all.
package enum SchemaFault: Error, Hashable, Sendable {
    /// The document is no JSON.
    case document(DocumentProblem)
    /// A part that must be there is missing or of the wrong type.
    case missing(String, TextSpan)
}

extension Schema {
    /// Reads a model's page: an object with `model_id` and `input_schema`.
    package init(json bytes: [UInt8]) throws(SchemaFault) {
        let root: Node
        do throws(DocumentProblem) {
            root = try JSONReader.read(bytes)
        } catch {
            throw .document(error)
        }
        guard let model = root["model_id"]?.text else { throw .missing("model_id", root.span) }
        guard let input = root["input_schema"] else { throw .missing("input_schema", root.span) }
        guard let members = input["properties"]?.members else {
            throw .missing("input_schema.properties", input.span)
        }
        let required = Set((input["required"]?.elements ?? []).compactMap(\.text))
        var reader = PropertyReader()
        for member in Self.unknownMembers(of: input, known: Self.keywords) {
            reader.note(member.key, of: "")
        }
        if let node = input["required"], node.elements == nil { reader.note("required", of: "") }
        var properties: [Property] = []
        for member in members {
            guard member.value.members != nil else { throw .missing(member.key, member.keySpan) }
            properties.append(reader.property(member, isRequired: required.contains(member.key)))
        }
        for name in required.sorted() where !properties.contains(where: { $0.name == name }) {
            reader.note("required \(name)", of: name)
        }
        self.init(
            model: ModelID(model),
            properties: properties,
            unevaluated: reader.unevaluated
        )
    }

    private static let keywords: Set<String> = ["type", "required", "properties"]

    /// The members whose keys are neither known nor annotations, which accept everything.
    fileprivate static func unknownMembers(of node: Node, known: Set<String>) -> [Node.Member] {
        (node.members ?? []).filter {
            !known.contains($0.key) && !annotations.contains($0.key) && !$0.key.hasPrefix("x-")
        }
    }

    private static let annotations: Set<String> = [
        "title", "description", "default", "examples", "deprecated", "$schema", "$id", "$comment",
    ]
}

/// Reads the properties of one schema and keeps what it does not know.
private struct PropertyReader {
    private(set) var unevaluated: [Schema.Unevaluated] = []

    private static let keywords: Set<String> = [
        "type", "enum", "maxLength", "minLength", "minimum", "maximum", "exclusiveMinimum",
        "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "items", "format", "validations",
    ]

    mutating func note(_ rule: String, of property: String) {
        unevaluated.append(Schema.Unevaluated(property: property, rule: rule))
    }

    mutating func property(_ member: Node.Member, isRequired: Bool) -> Property {
        let node = member.value
        for unknown in Schema.unknownMembers(of: node, known: Self.keywords) {
            note(unknown.key, of: member.key)
        }
        return Property(
            name: member.key,
            isRequired: isRequired,
            types: types(node["type"], of: member.key),
            allowed: list("enum", node, of: member.key),
            range: range(node, of: member.key),
            multipleOf: number("multipleOf", node, of: member.key),
            length: limits("minLength", "maxLength", node, of: member.key),
            count: limits("minItems", "maxItems", node, of: member.key),
            itemTypes: itemTypes(node["items"], of: member.key),
            media: media(node, of: member.key),
            advisedLength: node["x-advised-length"]?["below"]?.number.map { Int($0.numerator) },
            ineffective: ineffective(node["x-ineffective-when"]),
            defaultValue: node["default"]
        )
    }

    private mutating func types(_ node: Node?, of property: String) -> [ValueType] {
        guard let node else { return [] }
        let names = (node.elements ?? [node]).compactMap(\.text)
        if names.isEmpty { note("type", of: property) }
        return names.compactMap { name in
            if let type = ValueType(rawValue: name) { return type }
            note("type \(name)", of: property)
            return nil
        }
    }

    private mutating func itemTypes(_ items: Node?, of property: String) -> [ValueType] {
        guard let items else { return [] }
        if items.members == nil { note("items", of: property) }
        for unknown in Schema.unknownMembers(of: items, known: ["type", "format"]) {
            note("items.\(unknown.key)", of: property)
        }
        return types(items["type"], of: property)
    }

    // A keyword whose value cannot be used is as unknown as its name would be.
    private mutating func number(
        _ keyword: String,
        _ node: Node,
        of property: String
    ) -> Fraction? {
        let value = node[keyword]
        if value != nil, value?.number == nil { note(keyword, of: property) }
        return value?.number
    }

    private mutating func list(_ keyword: String, _ node: Node, of property: String) -> [Node] {
        let value = node[keyword]
        if value != nil, value?.elements == nil { note(keyword, of: property) }
        return value?.elements ?? []
    }

    private mutating func count(_ keyword: String, _ node: Node, of property: String) -> Int? {
        guard let number = number(keyword, node, of: property) else { return nil }
        guard number.isWhole, number.numerator >= 0 else {
            note(keyword, of: property)
            return nil
        }
        return Int(number.numerator)
    }

    private mutating func range(_ node: Node, of property: String) -> Bounds {
        let keywords: [(String, Bound.Side, includesLimit: Bool)] = [
            ("minimum", .above, true), ("maximum", .below, true),
            ("exclusiveMinimum", .above, false), ("exclusiveMaximum", .below, false),
        ]
        return Bounds(
            keywords.compactMap { keyword, side, includesLimit in
                number(keyword, node, of: property).map {
                    Bound(
                        side,
                        $0,
                        includesLimit: includesLimit,
                        generousIncludesLimit: includesLimit
                    )
                }
            }
        )
    }

    private mutating func limits(
        _ least: String,
        _ most: String,
        _ node: Node,
        of property: String
    ) -> ClosedRange<Int> {
        let least = count(least, node, of: property) ?? 0
        let most = count(most, node, of: property) ?? .max
        return least...max(least, most)
    }

    private func ineffective(_ node: Node?) -> Property.Ineffective? {
        guard let property = node?["property"]?.text, let value = node?["value"]?.text else {
            return nil
        }
        return Property.Ineffective(property: property, value: value)
    }

    private mutating func media(_ node: Node, of property: String) -> Property.Media? {
        let format = node["format"]?.text ?? node["items"]?["format"]?.text
        let kinds: [String: Property.Media.Kind] = [
            "image_uri": .image, "image_uris": .image, "video_uri": .video, "audio_uri": .audio,
        ]
        let kind = format.flatMap { kinds[$0] }
        if let format, kind == nil { note("format \(format)", of: property) }
        let validations = list("validations", node, of: property)
        guard kind != nil || !validations.isEmpty else { return nil }
        var grammar = ValidationGrammar()
        for validation in validations {
            let rule = validation["validation_rule"]?.text ?? ""
            if !grammar.add(rule, value: validation["validation_value"]) {
                note(rule, of: property)
            }
        }
        return Property.Media(kind: kind ?? .image, region: grammar.region)
    }
}
