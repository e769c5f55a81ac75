/// How a file of payloads is written.
package enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
    /// One JSON document: a payload or a list of payloads.
    case json
    /// One JSON document on each line.
    case ndjson
    /// One YAML document: a payload or a list of payloads.
    case yaml

    /// The format that a file's extension promises.
    package init?(extension text: String) {
        switch text.lowercased() {
        case "json": self = .json
        case "ndjson", "jsonl": self = .ndjson
        case "yaml", "yml": self = .yaml
        default: return nil
        }
    }
}
