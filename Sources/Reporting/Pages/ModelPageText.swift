package import PreflightModel

extension ModelPage {
    /// The page for a terminal.
    package var text: String {
        var lines = [line]
        for property in properties {
            lines += ["", "  \(property.name): \(property.kind)"]
            lines += property.limits.map { "    \($0.text)  [\($0.evidence.rawValue)]" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The page in one line of a list.
    package var line: String { "\(model)" + (isDefault ? " (default)" : "") }

    /// Pages as one JSON object.
    package static func json(of pages: [ModelPage]) -> String {
        JSONWriter.document { $0.array("models", pages) { $0.members(of: $1) } }
    }
}

extension ModelPage.Property {
    /// What it must obey or is advised to, each with why.
    fileprivate var limits: [(text: String, evidence: Evidence.Kind)] {
        accepted.map { ($0.text, $0.evidence) } + advised.map { ("advised: \($0.text)", .prose) }
    }

    fileprivate var kind: String {
        var words = [types.isEmpty ? "any type" : types.map(\.rawValue).joined(separator: " or ")]
        words.append(isRequired ? "required" : "optional")
        if let defaultValue { words.append("default \(Measure.json(defaultValue).text)") }
        return words.joined(separator: ", ")
    }
}

extension JSONWriter {
    fileprivate mutating func members(of page: ModelPage) {
        member("model", page.model.description)
        member("default", page.isDefault)
        array("properties", page.properties) { writer, property in
            writer.member("name", property.name)
            writer.member("required", property.isRequired)
            writer.array("types", property.types.map(\.rawValue))
            writer.array("accepted", property.accepted.map(\.text))
            writer.array("advised", property.advised.map(\.text))
            writer.array("limits", property.limits) { writer, limit in
                writer.member("text", limit.text)
                writer.member("evidence", limit.evidence.rawValue)
            }
            writer.member("default", property.defaultValue.map { Measure.json($0).text })
        }
    }
}

extension Measure {
    /// Where a limit of a model is written: what is measured of images in its validations, all else in
    /// its schema.
    fileprivate var evidence: Evidence.Kind {
        switch self {
        case .within(_, .pixelsWide), .within(_, .pixelsHigh), .within(_, .ratio),
            .within(_, .bytes):
            .machineRule
        case .effectiveUnless: .prose
        default: .schema
        }
    }
}
