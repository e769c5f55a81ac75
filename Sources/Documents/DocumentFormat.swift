/// How a file of payloads is written.
package enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
    /// One JSON document: a payload or a list of payloads.
    case json
    /// One JSON document on each line.
    case ndjson
    /// YAML documents: each a payload or a list of payloads.
    case yaml
    /// A table: the first record names the properties, each further one is a payload.
    case csv

    /// The extensions that promise this format, lower case and without a dot.
    package var extensions: [String] {
        switch self {
        case .json: ["json"]
        case .ndjson: ["ndjson", "jsonl"]
        case .yaml: ["yaml", "yml"]
        case .csv: ["csv"]
        }
    }
}
