/// What standard input holds when it is an input.
public struct PipedPayloads: Hashable, Sendable {
    /// How payloads are written there.
    public enum Format: String, Hashable, Sendable, CaseIterable {
        case ndjson, json, yaml, csv
    }

    /// How they are written.
    public var format: Format
    /// How reports call the file, and what paths in it are relative to.
    public var name: String

    /// One payload on each line of `-`, unless it is said otherwise.
    public init(_ format: Format = .ndjson, name: String = "-") {
        self.format = format
        self.name = name
    }
}
