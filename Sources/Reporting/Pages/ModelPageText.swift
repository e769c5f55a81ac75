package import PreflightModel

extension ModelPage {
    /// The page for a terminal: a table with a row for each limit.
    package var text: String {
        let head = [["property", "type", "needed", "default", "limit", "evidence"]]
        let rows = head + properties.flatMap(\.rows)
        let widths = head[0].indices.map { column in
            rows.map { $0[column].displayWidth }.max() ?? 0
        }
        let lines = rows.map { row in
            // What stands last in its line needs no room behind it.
            let last = row.lastIndex { !$0.isEmpty } ?? 0
            return row[...last].enumerated().map { column, cell in
                let room = column == last ? 0 : widths[column] - cell.displayWidth
                return cell + String(repeating: " ", count: room)
            }
            .joined(separator: "  ")
        }
        return ([line, ""] + lines).joined(separator: "\n") + "\n"
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
        accepted.map { ($0.limitText, $0.evidence) }
            + advised.map { ("advised: \($0.text)", .prose) }
    }

    /// The cells of the table; what holds for the whole property stands in its first row.
    fileprivate var rows: [[String]] {
        let whole = [
            name, types.isEmpty ? "any" : types.map(\.rawValue).joined(separator: " or "),
            isRequired ? "required" : "optional",
            defaultValue.map { Measure.json($0).text } ?? "",
        ]
        let first = limits.first.map { [$0.text, $0.evidence.rawValue] } ?? ["", ""]
        return [(whole + first).map(\.neutralised)]
            + limits.dropFirst().map { limit in
                (whole.map { _ in "" } + [limit.text, limit.evidence.rawValue]).map(\.neutralised)
            }
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
    /// The limit, and of what it is one where nothing else says that.
    fileprivate var limitText: String {
        if case .within(_, .ratio) = self { "width / height \(text)" } else { text }
    }

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
