/// How the provider's catalogue differs from what is known of a model.
public enum ModelChange: Hashable, Sendable {
    /// The catalogue does not have the model.
    case gone
    /// It has the model with other properties, or judges some otherwise.
    case changed([PropertyChange])

    /// What happened to a property.
    public struct PropertyChange: Hashable, Sendable {
        /// What can happen.
        public enum Kind: String, Hashable, Sendable { case added, removed, changed }

        /// The name of the property.
        public let property: String
        /// What happened.
        public let kind: Kind

        /// Makes a record of a change.
        public init(property: String, kind: Kind) {
            self.property = property
            self.kind = kind
        }
    }

    /// The change in words.
    public var words: String {
        switch self {
        case .gone: "the model is gone"
        case .changed(let changes):
            "the model has changed ("
                + changes.map { "\($0.property) \($0.kind.rawValue)" }.joined(separator: ", ") + ")"
        }
    }
}
