/// How much a finding matters.
///
/// Severity follows evidence.
public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Worth knowing.
    case note
    /// Probably not what was wanted.
    case warning
    /// The job cannot succeed.
    case error

    /// Orders from note to error.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// Why a rule exists, and where that is written.
public struct Evidence: Hashable, Sendable {
    /// The strength of the source.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// A limit that the provider's machines check.
        case machineRule = "machine-rule"
        /// The model's schema.
        case schema
        /// The provider's prose.
        case prose
        /// Seen to happen, here or upstream.
        case observed
        /// A decision of this tool: nothing else could succeed.
        case policy
        /// A rule of thumb.
        case heuristic
    }

    /// The strength of the source.
    public let kind: Kind
    /// Where it is written or was seen.
    public let source: String
    /// What the documents say where they do not say the same.
    public let readings: [Reading]

    /// One of several things that the documents say.
    public struct Reading: Hashable, Sendable {
        /// The document.
        public let document: String
        /// What it says.
        public let words: String

        /// Makes a reading of a document.
        public init(_ document: String, _ words: String) {
            self.document = document
            self.words = words
        }
    }

    /// Makes the evidence of `kind` found at `source`, with what other documents say.
    public init(_ kind: Kind, _ source: String, readings: [Reading] = []) {
        self.kind = kind
        self.source = source
        self.readings = readings
    }
}
