internal import Foundation
internal import PreflightModel

extension Settings {
    /// The JSON Schema (draft 2020-12) of the configuration, as text.
    package static func jsonSchema(names: SettingsNames) -> String {
        let shape = SettingShape.configuration(formats: names.formats)
        let schema = shape.schema(names).adding([
            "$schema": .text("https://json-schema.org/draft/2020-12/schema"),
            "title": .text("The configuration of preflight, \(fileName)"),
            // An empty file says nothing.
            "type": .list([.text("object"), .text("null")]),
        ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Texts, whole numbers and booleans: there is nothing in them that could fail.
        let data = (try? encoder.encode(schema)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

/// A value of a JSON Schema.
private indirect enum SchemaNode: Encodable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([SchemaNode])
    case object([String: SchemaNode])

    func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text): try text.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .truth(let truth): try truth.encode(to: encoder)
        case .list(let elements): try elements.encode(to: encoder)
        case .object(let members): try members.encode(to: encoder)
        }
    }

    func adding(_ added: [String: SchemaNode]) -> SchemaNode {
        guard case .object(let members) = self else { return self }
        return .object(members.merging(added) { $1 })
    }
}

extension SettingShape {
    fileprivate func schema(_ names: SettingsNames) -> SchemaNode {
        switch self {
        case .text: .object(["type": .text("string"), "minLength": .number(1)])
        case .choice(let words): .object(["enum": .list(words.map { .text($0) })])
        case .amount(let range):
            .object([
                "type": .text("number"), "minimum": .number(range.lowerBound),
                "maximum": .number(range.upperBound),
            ])
        case .wholeNumber(let range):
            .object([
                "type": .text("integer"), "minimum": .number(range.lowerBound),
                "maximum": .number(range.upperBound),
            ])
        case .day:
            .object([
                "type": .text("string"), "format": .text("date"),
                "pattern": .text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            ])
        case .digest:
            .object(["type": .text("string"), "pattern": .text("^[0-9a-f]{64}$")])
        case .rule:
            .object(["enum": .list(names.findings.sorted().map { .text($0) })])
        case .addressPrefix:
            .object([
                "type": .text("string"),
                "pattern": .text("^https://[^/?#@\\s]+/([^?#\\s]*/)?$"),
            ])
        case .pathBelow:
            .object([
                "type": .text("string"), "minLength": .number(1),
                "not": .object(["pattern": .text("^/|(^|/)\\.\\.(/|$)")]),
            ])
        case .list(let shape, let isFilled):
            .object([
                "anyOf": .list([
                    shape.schema(names),
                    .object([
                        "type": .text("array"), "items": shape.schema(names),
                        "minItems": .number(isFilled ? 1 : 0),
                    ]),
                ])
            ])
        case .table(let keys, let values):
            .object([
                "type": .text("object"), "propertyNames": keys.schema(names),
                "additionalProperties": values.schema(names),
            ])
        case .record(let keys, let oneOf): Self.schema(of: keys, oneOf, names)
        }
    }

    private static func schema(
        of keys: [SettingKey],
        _ oneOf: [String],
        _ names: SettingsNames
    ) -> SchemaNode {
        let properties = keys.map { key in
            (key.name, key.shape.schema(names).adding(["description": .text(key.summary)]))
        }
        var schema: [String: SchemaNode] = [
            "type": .text("object"), "additionalProperties": .truth(false),
            "properties": .object(Dictionary(uniqueKeysWithValues: properties)),
            "required": .list(keys.filter(\.isRequired).map { .text($0.name) }),
        ]
        if !oneOf.isEmpty {
            let choices = oneOf.map { SchemaNode.object(["required": .list([.text($0)])]) }
            schema["oneOf"] = .list(choices)
        }
        return .object(schema)
    }
}
