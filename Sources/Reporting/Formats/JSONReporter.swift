internal import Foundation
internal import PreflightModel

/// The whole report as one JSON document.
struct JSONReporter: Reporter {
    private var subjects: [JSONSubject] = []

    mutating func text(of subject: SubjectReport) -> String {
        subjects.append(JSONSubject(subject))
        return ""
    }

    mutating func end(_ summary: Summary, closing: String) -> String {
        JSONText.encode(JSONReport(summary, subjects), pretty: true)
    }
}

/// One subject on each line, as soon as it is known.
struct NDJSONReporter: Reporter {
    mutating func text(of subject: SubjectReport) -> String {
        JSONText.encode(JSONSubject(subject), pretty: false)
    }

    mutating func end(_ summary: Summary, closing: String) -> String { "" }
}

/// The library's encoder with one setting for all formats: sorted keys, so that equal reports are
/// equal bytes.
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
}
