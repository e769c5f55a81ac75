/// What a model accepts, property by property.
public struct ModelPage: Hashable, Sendable {
    /// One property of a payload's input.
    public struct Property: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Whether a payload must have it.
        public let isRequired: Bool
        /// The types of JSON that it may have; any when there are none.
        public let types: [ValueType]
        /// What it must obey, all of it.
        public let accepted: [Measure]
        /// What the provider's prose advises to obey.
        public let advised: [Measure]
        /// What it is when a payload leaves it out, if the schema says so.
        public let defaultValue: Node?

        /// Describes a property.
        public init(
            name: String,
            isRequired: Bool,
            types: [ValueType],
            accepted: [Measure],
            advised: [Measure],
            defaultValue: Node?
        ) {
            self.name = name
            self.isRequired = isRequired
            self.types = types
            self.accepted = accepted
            self.advised = advised
            self.defaultValue = defaultValue
        }
    }

    /// The provider's name of the model.
    public let model: ModelID
    /// Whether bare images and raw payloads are judged for it unless another is named.
    public let isDefault: Bool
    /// The properties in the order of the schema.
    public let properties: [Property]

    /// Describes a model.
    public init(model: ModelID, isDefault: Bool, properties: [Property]) {
        self.model = model
        self.isDefault = isDefault
        self.properties = properties
    }
}
