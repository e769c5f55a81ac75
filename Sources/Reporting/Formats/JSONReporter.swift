internal import Foundation
internal import PreflightModel

/// The whole report as one JSON document.
///
/// The counts come last, so that no subject waits for the others.
struct JSONReporter: Reporter {
    var beginning: String {
        """
        {
          "schema_version": 1,
          "tool": {
            "name": "preflight",
            "version": "\(ToolVersion.text)"
          },
          "subjects": [

        """
    }

    var separator: String { ",\n" }

    func write(_ subject: SubjectReport, to text: inout [UInt8]) {
        text += "    ".utf8
        JSONWriter.appendObject(to: &text, isPretty: true, depth: 2) { $0.members(of: subject) }
    }

    func end(_ summary: Summary, closing: String) -> String {
        let members = JSONWriter.document { writer in
            writer.object("summary") { $0.members(of: summary) }
            writer.member("verdict", summary.verdict.rawValue)
        }
        return (summary.checked > 0 ? "\n" : "") + "  ]," + members.dropFirst()
    }
}

/// One subject on each line, as soon as it is known.
struct NDJSONReporter: Reporter {
    func write(_ subject: SubjectReport, to text: inout [UInt8]) {
        JSONWriter.appendObject(to: &text) { $0.members(of: subject) }
        text.append(0x0a)
    }

    func end(_ summary: Summary, closing: String) -> String { "" }
}

/// The library's encoder with one setting: sorted keys, so that equal values are equal bytes.
package enum JSONText {
    /// The text of a value, with a line feed at its end.
    package static func encode(_ value: some Encodable, pretty: Bool) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // Strings, whole numbers and booleans: there is nothing in them that could fail.
        let data = (try? encoder.encode(value)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// The bytes of a value whose members are named as they are, with a line feed at the end.
    static func plain(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings, whole numbers and booleans, as above.
        return Array((try? encoder.encode(value)) ?? Data()) + [0x0a]
    }
}
